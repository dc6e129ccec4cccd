import { actionPathOf } from '../../shared/actionPath.ts';
import { eventReference } from '../../shared/event.ts';
import type { CaseEvent, JsonValue } from '../../shared/event.ts';
import { formatInstant } from '../../shared/instant.ts';
import { hourOf, weekdayOf } from '../../shared/instant.ts';

/** The fields of an event as they leave the case (DESIGN 3), in the order of exports. */
export const exportedFields = [
  'event',
  'source',
  'occurredAt',
  'occurredAtRaw',
  'precision',
  'zoneSource',
  'actorType',
  'actorId',
  'actorName',
  'actorEmail',
  'actorRoles',
  'authMethod',
  'action',
  'category',
  'verb',
  'outcome',
  'description',
  'resourceType',
  'resourceId',
  'resourceName',
  'targets',
  'orgId',
  'orgName',
  'projectId',
  'projectName',
  'ip',
  'userAgent',
  'before',
  'after',
  'changeKind',
  'changed',
  'details',
  'flags',
  'id',
  'original',
  'originalName',
  'originalSha256',
  'offset',
  'length',
  'bytesSha256',
  'recordHash',
] as const;

/** One exported field of an event; undefined when it has none. Hours and weekdays are those of `zone`. */
export function fieldValue(event: CaseEvent, field: string, zone: string): JsonValue | undefined {
  switch (field) {
    case 'event':
      return eventReference(event);
    case 'original':
      return `E${event.original}`;
    case 'occurredAt':
      return event.time === null ? null : formatInstant(event.time);
    case 'precision':
      return event.time?.precision ?? null;
    case 'zoneSource':
      return event.time?.zoneSource ?? null;
    case 'hour':
      return event.time === null ? null : hourOf(event.time.ms, zone);
    case 'weekday':
      return event.time === null ? null : weekdayOf(event.time.ms, zone);
    case 'actionPath':
      return actionPathOf(event);
    case 'organisation':
      return event.orgName ?? event.orgId;
    case 'project':
      return event.projectName ?? event.projectId;
    case 'actor':
      return event.actorName ?? event.actorEmail ?? event.actorId;
    case 'resource':
      return event.resourceName ?? event.resourceId;
    case 'scope':
      return scopeOf(event);
    case 'targets':
    case 'target':
      return event.targets.map((target) => ({ ...target }));
    case 'before':
      return event.before;
    case 'after':
      return event.after;
    default:
      return plainField(event, field);
  }
}

function plainField(event: CaseEvent, field: string): JsonValue | undefined {
  if (field.startsWith('details.')) {
    const name = field.slice('details.'.length);
    return Object.hasOwn(event.details, name) ? event.details[name] : undefined;
  }
  if (!Object.hasOwn(event, field)) return undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest of an event's own fields are JSON values by its type
  return (event as unknown as Readonly<Record<string, JsonValue>>)[field];
}

/** `organisation ▸ project`, by name where there is one. */
export function scopeOf(event: CaseEvent): string | null {
  const organisation = event.orgName ?? event.orgId;
  const project = event.projectName ?? event.projectId;
  if (organisation !== null && project !== null) return `${organisation} ▸ ${project}`;
  return organisation ?? project;
}

/** An event as one JSON object: `fields` in their order, absent ones left out of `before` and `after` only. */
export function eventObject(
  event: CaseEvent,
  fields: readonly string[],
  zone: string,
): Record<string, JsonValue> {
  const entries: [string, JsonValue][] = [];
  for (const field of fields) {
    const value = fieldValue(event, field, zone);
    if (value !== undefined) entries.push([field, value]);
    else if (field !== 'before' && field !== 'after') entries.push([field, null]);
  }
  return Object.fromEntries(entries);
}
