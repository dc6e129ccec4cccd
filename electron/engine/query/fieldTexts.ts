import { actionPathOf } from '../../../shared/actionPath.ts';
import { eventReference } from '../../../shared/event.ts';
import type { CaseEvent, JsonValue, Target } from '../../../shared/event.ts';
import { fieldPath } from '../../../shared/field.ts';
import type { Field } from '../../../shared/field.ts';
import { formatInstant } from '../../../shared/instant.ts';
import { isList, pointerGet } from '../../../shared/jsonPointer.ts';
import { hourOf, weekdayOf } from '../../../shared/zone.ts';

/**
 * The texts that an event has in a field: what conditions, facets and orders compare. None where it has no value, one for
 * a plain field, each item of a list. A value that is not text is its JSON, an array in the record its items.
 */
export function fieldTexts(
  field: Field,
  event: CaseEvent,
  value: JsonValue,
  zone: string,
): readonly string[] {
  if (field.anyOf && field.name !== 'target') {
    return field.anyOf.flatMap((name) => plainTexts(name, event, value, zone));
  }
  return plainTexts(field.name, event, value, zone);
}

function plainTexts(
  name: string,
  event: CaseEvent,
  value: JsonValue,
  zone: string,
): readonly string[] {
  switch (name) {
    case 'occurredAt':
      return event.time ? [formatInstant(event.time)] : [];
    case 'precision':
      return event.time ? [event.time.precision] : [];
    case 'zoneSource':
      return event.time ? [event.time.zoneSource] : [];
    case 'hour':
      return event.time ? [String(hourOf(event.time.ms, zone))] : [];
    case 'weekday':
      return event.time ? [weekdayOf(event.time.ms, zone)] : [];
    case 'actionPath': {
      const path = actionPathOf(event);
      return path === null ? [] : [path];
    }
    case 'original':
      return [`E${event.original}`];
    case 'offset':
    case 'length':
      return [String(event[name])];
    case 'event':
      return [eventReference(event)];
    case 'targets':
    case 'target':
      return event.targets.flatMap(targetTexts);
    case 'before':
    case 'after':
      return jsonTexts(event[name], false);
    case 'actorRoles':
    case 'flags':
    case 'changed':
      return event[name];
    default:
      return pathTexts(name, event, value);
  }
}

function pathTexts(name: string, event: CaseEvent, value: JsonValue): readonly string[] {
  const path = fieldPath(name);
  if (path) {
    switch (path.root) {
      case 'raw':
        return jsonTexts(pointerGet(value, path.path), true);
      case 'before':
        return jsonTexts(
          event.before === undefined ? undefined : pointerGet(event.before, path.path),
          true,
        );
      case 'after':
        return jsonTexts(
          event.after === undefined ? undefined : pointerGet(event.after, path.path),
          true,
        );
      case 'details':
        return Object.hasOwn(event.details, path.path)
          ? jsonTexts(event.details[path.path], true)
          : [];
    }
  }
  const found: unknown = Object.hasOwn(event, name) ? Reflect.get(event, name) : null;
  return typeof found === 'string' ? [found] : [];
}

export function targetTexts({ id, name, email, type }: Target): readonly string[] {
  return [type, id, name, email].filter((text) => text !== null);
}

function jsonTexts(value: JsonValue | undefined, items: boolean): readonly string[] {
  if (value === undefined || value === null) return [];
  if (items && isList(value)) return value.flatMap((item) => jsonTexts(item, false));
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}
