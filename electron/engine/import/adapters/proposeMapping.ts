import type { JsonValue } from '../../../../shared/event.ts';
import type { MappedField, Mapping } from '../../../../shared/mapping.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { normalName, text } from './access.ts';
import type { DetectedSource } from './adapter.ts';
import { looksIp, looksTime } from './looks.ts';
import { leavesInLists } from './paths.ts';
import { wishes } from './wishes.ts';
import type { Wish } from './wishes.ts';

/** What the leaves at one path hold. */
type Column = {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly values: JsonValue[];
  /** How many records were looked at. */
  readonly records: number;
};

/**
 * A mapping for a file of no known source, from the names of its fields and what their values look like: a proposal for
 * the auditor to correct. Its confidence is below 0.8 always, and says how much of who, what and when was found.
 */
export function proposeMapping(
  records: readonly JsonValue[],
  spec: ReaderSpec,
  fileName: string,
): DetectedSource {
  const columns = columnsOf(records);
  const fields: { [F in MappedField]?: readonly string[] } = {};
  for (const wish of wishes) {
    const found = best(columns.filter(eligible(wish, columns)), wish);
    if (found.length > 0) fields[wish.field] = found.map((path) => asWritten(path, spec));
  }
  fallBack(fields, columns, spec);
  const asksOnly = (fields.after ?? []).some((path) => /request/iu.test(path));
  const hasStates = fields.before !== undefined || fields.after !== undefined;
  const source = sourceWord(fileName);
  const mapping: Mapping = {
    version: 1,
    source,
    // Several logs that nobody knows are in a case together: each by its own name.
    label: `${source} (proposed mapping)`,
    fields,
    time: saysUtc(fields.occurredAt)
      ? { format: 'auto', zone: 'UTC', zoneSource: 'documented' }
      : { format: 'auto', zone: null, zoneSource: 'assumed' },
    uniqueId: isUnique(fields.id, columns, spec, records.length),
    changeKind: asksOnly ? 'request' : hasStates ? 'snapshot' : 'none',
  };
  const told = [
    fields.occurredAt,
    fields.action,
    fields.actorId ?? fields.actorName ?? fields.actorEmail,
  ].filter((each) => each !== undefined).length;
  return {
    name: 'mapped',
    version: 1,
    label: mapping.label,
    mapping,
    confidence: 0.1 + told * 0.2,
  };
}

/** A column called `TimeGenerated [UTC]` or `Date (UTC)` says what zone its times are of. */
function saysUtc(times: readonly string[] | undefined): boolean {
  return /(?:[^A-Za-z]|^)(?:UTC|GMT)\W*$/u.test(times?.[0] ?? '');
}

/** Fields that say who, when, whence and how it ended. */
const aboutTheEvent: ReadonlySet<MappedField> = new Set([
  'id',
  'occurredAt',
  'actorType',
  'actorId',
  'actorName',
  'actorEmail',
  'actorRoles',
  'authMethod',
  'action',
  'category',
  'outcome',
  'description',
  'ip',
  'userAgent',
]);
const whoFields: ReadonlySet<MappedField> = new Set(['actorId', 'actorName', 'actorEmail']);
// What was asked for, answered, affected or stored: a user named in there is not the one who acted.
const notTheEvent =
  /^(?:request(?:parameters|params|object|body|data)|response(?:elements|object|body|data)?|parameters|target(?:s|resources)?|resources?|objects?|entity|before|after|old|new|changes?|previous|state|payload|preaction|postaction|links|assets?|items?|actionparam(?:eter)?s|input|content|updates)$/u;
const actorWord =
  /^(?:actor|author|initiatedby|initiator|caller|principal|performedby|createdby|operator|useridentity|authenticationinfo|subject)/u;

/** Where a field may be looked for: nobody is named as the actor who may be the one affected. */
function eligible(wish: Wish, columns: readonly Column[]): (column: Column) => boolean {
  if (resourceFields.has(wish.field))
    return ({ path }) => !namesOf(path).slice(0, -1).some(isSomeone);
  if (!aboutTheEvent.has(wish.field)) return () => true;
  const isAbout = ({ path }: Column): boolean => !namesOf(path).slice(0, -1).some(isNotTheEvent);
  if (whatFields.has(wish.field)) {
    return (column) => isAbout(column) && !namesOf(column.path).slice(0, -1).some(isSomeone);
  }
  if (wish.field === 'outcome')
    return (column) => isAbout(column) && namesOf(column.path).slice(0, -1).every(isPlainPart);
  if (!whoFields.has(wish.field)) return isAbout;
  // Where a log has an actor, its `user` is the user that it was done to (GitHub).
  const namesActor = (column: Column): boolean =>
    isAbout(column) && isActorOfEvent(namesOf(column.path)) && scoreOf(column, wish) > 0;
  return columns.some(namesActor) ? namesActor : isAbout;
}

const whatFields: ReadonlySet<MappedField> = new Set(['occurredAt', 'action', 'category', 'id']);
/** The principal of a part that one kind of event has is the one whom it affected. */
function isActorOfEvent(names: readonly string[]): boolean {
  const at = names.findIndex(isActorWord);
  return at >= 0 && names.slice(0, at).every((name) => isPlainPart(name) || around.test(name));
}
const around = /^(?:properties|protopayload|identity|context|record|message|fields|origin)$/u;
const resourceFields: ReadonlySet<MappedField> = new Set([
  'resourceType',
  'resourceId',
  'resourceName',
]);
// That one kind of event has no error in a part of its own says nothing of the others.
const plainPart = /^(?:event|audit|log|data|details?|result|outcome|response|status|error)$/u;
const isPlainPart = (name: string): boolean => plainPart.test(name);
const someone = /^(?:user|client|context|device|session|identity|origin|location)$/u;
/** The type or the name of who acted, or of what they acted with, is none of what was done. */
const isSomeone = (name: string): boolean => someone.test(name) || actorWord.test(name);
const isNotTheEvent = (name: string): boolean => notTheEvent.test(name);
const isActorWord = (name: string): boolean => actorWord.test(name);

function namesOf(path: string): readonly string[] {
  return stepsOf(path).filter(isName).map(normalName);
}

/** The keys of a path; a column of a flattened record (`actor.user.id`) has several in its name. */
function stepsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .flatMap((key) => (/^[\w@-]+(?:\.[\w@-]+)+$/u.test(key) ? key.split('.') : [key]));
}

/** A place in a list is no name. */
const isName = (key: string): boolean => !/^\d+$/u.test(key);

function columnsOf(records: readonly JsonValue[]): readonly Column[] {
  const columns = new Map<string, Column>();
  const looked = Math.min(records.length, 100);
  for (const record of records.slice(0, 100)) {
    for (const [path, value] of wholeAndLeaves(record)) {
      if (value === null || value === '') continue;
      let column = columns.get(path);
      if (!column) {
        const keys = stepsOf(path).filter(isName);
        columns.set(
          path,
          (column = {
            path,
            name: keys.at(-1) ?? '',
            depth: keys.length,
            values: [],
            records: looked,
          }),
        );
      }
      column.values.push(value);
    }
  }
  return [...columns.values()];
}

/** Leaves, and the objects on the first level: a state or a request is one whole. */
function* wholeAndLeaves(record: JsonValue): Generator<readonly [string, JsonValue]> {
  yield* leavesInLists(record);
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return;
  for (const [key, value] of Object.entries(record)) {
    if (typeof value === 'object' && value !== null)
      yield [`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, value];
  }
}

function best(columns: readonly Column[], wish: Wish): readonly string[] {
  const scored = columns.flatMap((column) => {
    const score = scoreOf(column, wish);
    return score > 0 ? [{ path: column.path, score }] : [];
  });
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, wish.keep ?? 1)
    .map(({ path }) => path);
}

function scoreOf(column: Column, wish: Wish): number {
  if (wish.looks) {
    const right = column.values.filter(wish.looks).length;
    if (right < column.values.length * 0.6) return 0;
  }
  const keys = namesOf(column.path);
  const last = normalName(column.name).replace(
    /(?<=time|date|at|timestamp|generated)(?:utc|gmt)$/u,
    '',
  );
  const parent = keys.length > 1 ? (keys.at(-2) ?? '') : '';
  const at = Math.max(
    rank(wish.names, parent + last),
    rank(wish.names, parent.replace(/s$/u, '') + last),
    rank(wish.names, last) - (column.depth - 1) * 3,
  );
  // What is in few records only is seldom when or what.
  const seldom = whatFields.has(wish.field) && column.values.length * 2 < column.records ? 60 : 0;
  return at <= seldom ? 0 : at - seldom;
}

/** Higher is better; 0 where the name is none of them. */
function rank(names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  return at < 0 ? 0 : 100 - at;
}

/** Where no name tells, values do: the first column of times, of addresses. */
function fallBack(
  fields: { [F in MappedField]?: readonly string[] },
  columns: readonly Column[],
  spec: ReaderSpec,
): void {
  const first = (looks: (value: JsonValue) => boolean): readonly string[] | null => {
    const found = columns.find(({ values }) => values.length > 0 && values.every(looks));
    return found ? [asWritten(found.path, spec)] : null;
  };
  const time =
    fields.occurredAt ??
    first(
      (value) =>
        typeof value === 'string' && /\D/u.test(value) && value.length >= 10 && looksTime(value),
    );
  if (time) fields.occurredAt = time;
  const ip = fields.ip ?? first(looksIp);
  if (ip) fields.ip = ip;
}

function isUnique(
  id: readonly string[] | undefined,
  columns: readonly Column[],
  spec: ReaderSpec,
  records: number,
): boolean {
  const column = columns.find(({ path }) => asWritten(path, spec) === id?.[0]);
  if (!column || records < 2) return false;
  const values = column.values.map((value) => text(value));
  // Only an id that is long enough to be drawn at random promises to be unique.
  return (
    new Set(values).size === values.length &&
    values.every((value) => value !== null && value.length >= 16)
  );
}

/** In a CSV a column goes by its header. */
function asWritten(path: string, spec: ReaderSpec): string {
  return 'header' in spec ? path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~') : path;
}

function sourceWord(fileName: string): string {
  const base =
    fileName
      .split(/[\\/▸]/u)
      .at(-1)
      ?.trim() ?? '';
  const word = base
    .replace(/\.[^.]*$/u, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
  return word === '' ? 'other' : word.slice(0, 40);
}
