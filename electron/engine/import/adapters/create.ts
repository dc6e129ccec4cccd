import type {
  ActorType,
  EventCore,
  JsonValue,
  Outcome,
  RecordFlag,
  Verb,
} from '../../../../shared/event.ts';
import { readInstant } from '../../../../shared/instant.ts';
import { mappedFields } from '../../../../shared/mapping.ts';
import type { MappedField, Mapping } from '../../../../shared/mapping.ts';
import { metadataOf, verbInCatalogue } from '../../catalogue.ts';
import { RecordRejected, recordSpec } from '../readers/reader.ts';
import type { ReaderSpec, RecordValue } from '../readers/reader.ts';
import { compilePaths, isObject, normalName, text } from './access.ts';
import type { Access, RecordObject } from './access.ts';
import type { Adapter, EventChange, EventMore } from './adapter.ts';
import { longestMatched } from './conditions.ts';
import type { SourceDefinition } from './definition.ts';
import { detailsOf } from './details.ts';
import { compileRules } from './eventRules.ts';
import type { EventRules } from './eventRules.ts';
import { compilePrepare } from './prepareRecord.ts';
import type { SourceCode } from './source.ts';
import { sourceOf } from './sources.ts';
import { readState } from './states.ts';
import { verbOf } from './verb.ts';
import { actorTypeOf, errorOutcome, outcomeOf, remembered } from './words.ts';

type Accesses = Readonly<Record<MappedField, Access>>;
type CoreReader = (record: RecordObject, flags: readonly RecordFlag[]) => EventCore;

/**
 * The adapter of that name; `mapped`, or a name that is not known, reads by the mapping alone. The mapping and the
 * source's rules are compiled once. By a mapping alone `core` parses no states; a source's own code may have to (a
 * Langfuse export is told to be damaged, and its resources are named, by their states only).
 */
export function createAdapter(name: string, mapping: Mapping, reader: ReaderSpec): Adapter {
  const spec = recordSpec(reader);
  const source = sourceOf(name);
  const code = source?.code ?? null;
  const get = compileMapping(mapping, spec, source?.definition ?? null);
  const verb = verbReader(mapping);
  const rules = source && compileRules(source.definition, spec, verb);
  const split = source && compilePrepare(source.definition, spec);
  const prepare = (record: RecordValue): readonly RecordObject[] => {
    const { value } = record;
    if (!isObject(value)) throw new RecordRejected(`not an object but ${kindOf(value)}`);
    const object = code?.prepare?.(value, spec) ?? value;
    return split ? split(object) : [object];
  };
  let last: { readonly record: RecordValue; readonly objects: readonly RecordObject[] } | null =
    null;
  /** A record's events, and what is asked of each of them later, are made of the same objects. */
  const objectsOf = (record: RecordValue): readonly RecordObject[] => {
    if (last?.record !== record) last = { record, objects: prepare(record) };
    return last.objects;
  };
  const objectOf = (record: RecordValue, part: number): RecordObject => {
    const object = objectsOf(record)[part];
    if (!object) throw new Error(`no part ${part} in this record`);
    return object;
  };
  const compiled = { mapping, get, rules, code };
  const toCore = coreReader(mapping, get, verb);
  const coreOf = (object: RecordObject, flags: readonly RecordFlag[], part: number): EventCore => {
    const plain = toCore(object, flags);
    const core = rules?.core(plain, object, part) ?? plain;
    return code?.core?.(core, object) ?? core;
  };
  return {
    name,
    version: source?.definition.version ?? 1,
    mapping,
    core: (record) => objectsOf(record).map((object, part) => coreOf(object, record.flags, part)),
    change: (record, part, core) => changeOf(objectOf(record, part), part, core, compiled),
    more: (record, part, core, change) =>
      moreOf(objectOf(record, part), part, { core, change }, compiled),
  };
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function compileMapping(
  mapping: Mapping,
  spec: ReaderSpec,
  definition: SourceDefinition | null,
): Accesses {
  const entries = mappedFields.map(
    (field) =>
      [field, compilePaths(mapping.fields[field], spec, countsFor(field, definition))] as const,
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every mapped field, once
  return Object.fromEntries(entries) as Accesses;
}

/** Which values of a field count, by the definition's `accept` and `nothing`; null where all do. */
function countsFor(
  field: MappedField,
  definition: SourceDefinition | null,
): ((value: JsonValue) => boolean) | null {
  const accept: Partial<Record<string, string>> = definition?.accept ?? {};
  const pattern = accept[field] === undefined ? null : new RegExp(accept[field], 'u');
  const nothing = new Set(definition?.nothing);
  if (pattern === null && nothing.size === 0) return null;
  return (value) => {
    if (typeof value !== 'string') return true;
    if (nothing.has(value)) return false;
    return pattern === null || (value.length <= longestMatched && pattern.test(value));
  };
}

function coreReader(mapping: Mapping, get: Accesses, verb: VerbReader): CoreReader {
  const outcome = outcomeReader(mapping, get.outcome);
  const typeOf = actorTypeReader(mapping);
  return (record, recordFlags) => {
    const flags: RecordFlag[] = [...recordFlags];
    const { time, occurredAtRaw } = readTime(get.occurredAt.read(record), mapping, flags);
    const actorEmail = text(get.actorEmail.read(record));
    const action = text(get.action.read(record));
    const category = text(get.category.read(record));
    const resourceType = text(get.resourceType.read(record));
    return {
      time,
      occurredAtRaw,
      id: text(get.id.read(record)),
      actorType: typeOf(text(get.actorType.read(record)), actorEmail),
      actorId: text(get.actorId.read(record)),
      actorName: text(get.actorName.read(record)),
      actorEmail,
      actorRoles: roles(get.actorRoles.read(record)),
      authMethod: text(get.authMethod.read(record)),
      action,
      category,
      verb: action === null ? 'other' : verb(action, category, resourceType),
      outcome: outcome(record),
      resourceType,
      resourceId: text(get.resourceId.read(record)),
      resourceName: text(get.resourceName.read(record)),
      orgId: text(get.orgId.read(record)),
      orgName: text(get.orgName.read(record)),
      projectId: text(get.projectId.read(record)),
      projectName: text(get.projectName.read(record)),
      ip: text(get.ip.read(record)),
      userAgent: text(get.userAgent.read(record)),
      flags,
    };
  };
}

function readTime(
  raw: JsonValue | undefined,
  mapping: Mapping,
  flags: RecordFlag[],
): Pick<EventCore, 'time' | 'occurredAtRaw'> {
  if (raw === undefined) {
    if (mapping.fields.occurredAt !== undefined) flags.push('time not read');
    return { time: null, occurredAtRaw: null };
  }
  const { format, zone, zoneSource } = mapping.time;
  const occurredAtRaw = text(raw);
  if (typeof raw !== 'string' && typeof raw !== 'number') {
    flags.push('time not read');
    return { time: null, occurredAtRaw };
  }
  const read = readInstant(raw, format, zone, zoneSource);
  if ('instant' in read) {
    const { clockMs = 0 } = mapping.time;
    if (clockMs === 0) return { time: read.instant, occurredAtRaw };
    flags.push('clock corrected');
    return { time: { ...read.instant, ms: read.instant.ms + clockMs }, occurredAtRaw };
  }
  flags.push(read.problem);
  return { time: null, occurredAtRaw };
}

function roles(value: JsonValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((role: JsonValue) => text(role) ?? []);
  const given = text(value);
  return given === null ? [] : [given];
}

/** A mapping's own words, compared in lower case. */
function wordTable<T>(
  words: Readonly<Record<string, T>> | undefined,
): ReadonlyMap<string, T> | null {
  if (!words) return null;
  return new Map(Object.entries(words).map(([word, value]) => [word.toLowerCase(), value]));
}

/** Who has an e-mail is a user; of others that have no word for it nothing is claimed. */
function actorTypeReader(
  mapping: Mapping,
): (word: string | null, email: string | null) => ActorType {
  const mapped = wordTable(mapping.actorTypes);
  const known = remembered(
    (word): ActorType => mapped?.get(word.toLowerCase()) ?? actorTypeOf(word) ?? 'UNKNOWN',
  );
  return (word, email) => {
    if (word !== null) return known(word);
    return email === null ? 'UNKNOWN' : 'USER';
  };
}

type VerbReader = (action: string, category: string | null, resourceType: string | null) => Verb;

function verbReader(mapping: Mapping): VerbReader {
  const mapped = wordTable(mapping.verbs);
  const known = new Map<string, Verb>();
  return (action, category, resourceType) => {
    const key = `${action}\0${category ?? ''}\0${resourceType ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found =
      mapped?.get(action.toLowerCase()) ??
      verbInCatalogue(mapping.source, action, category, resourceType) ??
      verbOf(action);
    if (known.size < 10_000) known.set(key, found);
    return found;
  };
}

/** A path that names errors tells success by being absent; the paths after it are asked first for a word of their own. */
function outcomeReader(mapping: Mapping, access: Access): (record: RecordObject) => Outcome {
  const paths = mapping.fields.outcome ?? [];
  if (paths.length === 0) return () => 'unknown';
  const mapped = wordTable(mapping.outcomes);
  const wordOutcome = remembered(
    (word): Outcome => mapped?.get(word.toLowerCase()) ?? outcomeOf(word),
  );
  const tellsErrors = /error/iu.test(paths[0] ?? '');
  return (record) => {
    const word = text(access.read(record));
    if (!tellsErrors) return word === null ? 'unknown' : wordOutcome(word);
    if (word === null) return 'success';
    const said = mapped?.get(word.toLowerCase());
    if (said !== undefined) return said;
    return /^succe/iu.test(word) ? 'success' : errorOutcome(word);
  };
}

type Compiled = {
  readonly mapping: Mapping;
  readonly get: Accesses;
  readonly rules: EventRules | null;
  readonly code: SourceCode | null;
};

function changeOf(
  record: RecordObject,
  part: number,
  core: EventCore,
  { mapping, get, rules, code }: Compiled,
): EventChange {
  const before = readState(get.before.read(record)).value;
  const after = readState(get.after.read(record)).value;
  const plain: EventChange = {
    description: text(get.description.read(record)),
    before,
    after,
    changeKind: before === undefined && after === undefined ? 'none' : mapping.changeKind,
    targets: [],
  };
  const ruled = rules?.change(plain, record, core, part) ?? plain;
  return code?.change?.(ruled, record, core) ?? ruled;
}

function moreOf(
  record: RecordObject,
  part: number,
  { core, change }: { readonly core: EventCore; readonly change: EventChange },
  { mapping, get, rules, code }: Compiled,
): EventMore {
  const told = rules?.told({ record, core, part }, change) ?? [];
  const plain: EventMore = {
    details: detailsOf(record, [...Object.values(get), ...told]),
    absent: [],
  };
  const ruled = rules?.more(plain, record, core, part, change.description) ?? plain;
  const more = code?.more?.(ruled, record, core) ?? ruled;
  const missing = metadataOf(mapping.source, core).filter(
    (name) => !isTold(name, core, change.description, more.details),
  );
  return missing.length === 0 ? more : { ...more, absent: [...more.absent, ...missing] };
}

/** Whether documented metadata is somewhere in the event: under its name, or as the field that it means. */
function isTold(
  name: string,
  core: EventCore,
  description: string | null,
  details: EventMore['details'],
): boolean {
  const wanted = normalName(name);
  if (Object.keys(details).some((key) => normalName(key) === wanted)) return true;
  switch (wanted) {
    case 'ipaddress':
      return core.ip !== null;
    case 'userid':
      return core.actorId !== null;
    case 'username':
      return core.actorName !== null;
    case 'emailid':
      return core.actorEmail !== null;
    case 'loginmethod':
      return core.authMethod !== null;
    case 'statusmessage':
      return description !== null;
    default:
      return false;
  }
}
