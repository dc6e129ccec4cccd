import { fields, findField } from '../../../shared/field.ts';

/** The fields whose values say most about a log, in the order in which one asks. */
export const usualFacets: readonly string[] = [
  'source',
  'actionPath',
  'verb',
  'actor',
  'actorType',
  'resourceType',
  'organisation',
  'project',
  'ip',
  'outcome',
  'category',
  'actorRoles',
  'authMethod',
  'changed',
  'hour',
  'weekday',
  'review',
  'tag',
  'flagged',
];

/** Open in a case that nobody has looked at yet. */
export const usuallyOpen: readonly string[] = ['source', 'actionPath', 'verb', 'actor'];

/** Every field that repeats its values; of the others each event has its own. */
export function offeredFacets(): readonly { readonly name: string; readonly label: string }[] {
  const own = new Set(['occurredAt', 'occurredAtRaw', 'before', 'after', 'event', 'id']);
  const places = new Set([
    'offset',
    'length',
    'originalSha256',
    'bytesSha256',
    'recordHash',
    'target',
  ]);
  return fields
    .filter(({ name }) => !own.has(name) && !places.has(name))
    .map(({ name }) => ({ name, label: facetLabel(name) }));
}

/** What a facet is called; of hours and weekdays, in which zone. */
export function facetLabel(name: string, zone?: string): string {
  if (name === 'actionPath') return 'Action';
  if (name === 'action') return 'Action, as logged';
  const label = findField(name)?.label ?? name;
  return zone !== undefined && isClock(name) ? `${label} (${zone})` : label;
}

/** Whether the values have an order of their own, and few enough to show all. */
export function isClock(name: string): boolean {
  return name === 'hour' || name === 'weekday';
}
