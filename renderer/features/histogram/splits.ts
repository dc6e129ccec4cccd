import { verbs } from '../../../shared/event.ts';
import { findField } from '../../../shared/field.ts';
import { meaningColour } from '../../ui/meaningColour.ts';

/** Fields with one value an event, so that the parts of a bar make up the bar. */
const fieldNames: readonly string[] = [
  'verb',
  'outcome',
  'source',
  'actorType',
  'actor',
  'category',
  'resourceType',
  'actionPath',
  'organisation',
  'project',
  'ip',
  'authMethod',
  'original',
];

/** What the bars can be split by; the first is nothing. A view may name another field: it is offered too. */
export function splitChoices(
  now: string | null,
): readonly { readonly name: string; readonly label: string }[] {
  const more = now === null || fieldNames.includes(now) ? [] : [now];
  return [...fieldNames, ...more].map((name) => ({ name, label: findField(name)?.label ?? name }));
}

/** Values of a kind that are always in the same order; all others the most frequent first. */
export function orderOf(split: string): readonly string[] {
  return split === 'verb' ? verbs : [];
}

/** The colour of a value: what it means, else one of twelve by its place; null is all the rest. */
export function splitColour(split: string | null, name: string | null, place: number): string {
  if (name === null) return split === null ? 'var(--verb-update)' : 'var(--verb-other)';
  return meaningColour(split ?? '', name) ?? `var(--split-${place % 12})`;
}
