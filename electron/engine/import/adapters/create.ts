import { changedPaths } from '../../../../shared/diff.ts';
import type {
  ActorType,
  EventCore,
  EventRest,
  JsonValue,
  Outcome,
  RecordFlag,
  Verb,
} from '../../../../shared/event.ts';
import { readInstant } from '../../../../shared/instant.ts';
import { mappedFields } from '../../../../shared/mapping.ts';
import type { MappedField, Mapping } from '../../../../shared/mapping.ts';
import { verbInCatalogue, metadataOf } from '../../catalogue.ts';
import { RecordRejected } from '../readers/reader.ts';
import type { ReaderSpec, RecordValue } from '../readers/reader.ts';
import { compilePaths, isObject, normalName, text } from './access.ts';
import type { Access, RecordObject } from './access.ts';
import type { Adapter } from './adapter.ts';
import type { SourceRules } from './source.ts';
import { sourceRules } from './sources.ts';
import { readState } from './states.ts';
import { actorTypeOf, errorOutcome, outcomeOf, verbOf } from './words.ts';

type Accesses = Readonly<Record<MappedField, Access>>;

/** The adapter of that name; `mapped`, or a name that is not known, reads by the mapping alone. */
export function createAdapter(name: string, mapping: Mapping, spec: ReaderSpec): Adapter {
  const rules = sourceRules.find((each) => each.name === name) ?? null;
  const get = compileMapping(mapping, spec);
  const prepare = (record: RecordValue): RecordObject => {
    const { value } = record;
    if (!isObject(value)) throw new RecordRejected(`not an object but ${kindOf(value)}`);
    return rules?.prepare?.(value, spec) ?? value;
  };
  const toCore = coreReader(mapping, get);
  const coreOf = (object: RecordObject, flags: readonly RecordFlag[]): EventCore => {
    const core = toCore(object, flags);
    return rules?.core?.(core, object) ?? core;
  };
  return {
    name,
    version: 1,
    mapping,
    core: (record) => [coreOf(prepare(record), record.flags)],
    rest(record) {
      const object = prepare(record);
      const core = coreOf(object, record.flags);
      return restOf(object, core, mapping, get, rules);
    },
  };
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function compileMapping(mapping: Mapping, spec: ReaderSpec): Accesses {
  const entries = mappedFields.map(
    (field) => [field, compilePaths(mapping.fields[field], spec)] as const,
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every mapped field, once
  return Object.fromEntries(entries) as Accesses;
}

function coreReader(
  mapping: Mapping,
  get: Accesses,
): (record: RecordObject, flags: readonly RecordFlag[]) => EventCore {
  const outcome = outcomeReader(mapping, get.outcome);
  return (record, recordFlags) => {
    const flags: RecordFlag[] = [...recordFlags];
    const raw = get.occurredAt(record);
    const { time, occurredAtRaw } = readTime(raw, mapping, flags);
    const actorId = text(get.actorId(record));
    const actorName = text(get.actorName(record));
    const actorEmail = text(get.actorEmail(record));
    const action = text(get.action(record));
    const category = text(get.category(record));
    const hasActor = actorId !== null || actorName !== null || actorEmail !== null;
    return {
      time,
      occurredAtRaw,
      id: text(get.id(record)),
      actorType: actorType(mapping, text(get.actorType(record)), hasActor),
      actorId,
      actorName,
      actorEmail,
      actorRoles: roles(get.actorRoles(record)),
      authMethod: text(get.authMethod(record)),
      action,
      category,
      verb:
        action === null ? 'other' : verb(mapping, action, category, text(get.resourceType(record))),
      outcome: outcome(record),
      resourceType: text(get.resourceType(record)),
      resourceId: text(get.resourceId(record)),
      resourceName: text(get.resourceName(record)),
      orgId: text(get.orgId(record)),
      orgName: text(get.orgName(record)),
      projectId: text(get.projectId(record)),
      projectName: text(get.projectName(record)),
      ip: text(get.ip(record)),
      userAgent: text(get.userAgent(record)),
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
  if ('instant' in read) return { time: read.instant, occurredAtRaw };
  flags.push(read.problem);
  return { time: null, occurredAtRaw };
}

function roles(value: JsonValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((role: JsonValue) => text(role) ?? []);
  return [text(value) ?? ''];
}

function actorType(mapping: Mapping, word: string | null, hasActor: boolean): ActorType {
  if (word !== null) {
    const mapped =
      mapping.actorTypes && Object.hasOwn(mapping.actorTypes, word.toLowerCase())
        ? mapping.actorTypes[word.toLowerCase()]
        : undefined;
    const found = mapped ?? actorTypeOf(word);
    if (found) return found;
  }
  return hasActor && word === null ? 'USER' : 'UNKNOWN';
}

function verb(
  mapping: Mapping,
  action: string,
  category: string | null,
  resourceType: string | null,
): Verb {
  const key = action.toLowerCase();
  const mapped =
    mapping.verbs && Object.hasOwn(mapping.verbs, key) ? mapping.verbs[key] : undefined;
  return (
    mapped ?? verbInCatalogue(mapping.source, action, category, resourceType) ?? verbOf(action)
  );
}

function outcomeReader(mapping: Mapping, access: Access): (record: RecordObject) => Outcome {
  const paths = mapping.fields.outcome;
  if (paths === undefined || paths.length === 0) return () => 'unknown';
  const tellsErrors = paths.every((path) => /error/iu.test(path));
  return (record) => {
    const word = text(access(record));
    if (tellsErrors) return errorOutcome(word);
    if (word === null) return 'unknown';
    const key = word.toLowerCase();
    return (
      (mapping.outcomes && Object.hasOwn(mapping.outcomes, key)
        ? mapping.outcomes[key]
        : undefined) ?? outcomeOf(word)
    );
  };
}

function restOf(
  record: RecordObject,
  core: EventCore,
  mapping: Mapping,
  get: Accesses,
  rules: SourceRules | null,
): EventRest {
  const before = readState(get.before(record)).value;
  const after = readState(get.after(record)).value;
  const plain: EventRest = {
    description: text(get.description(record)),
    before,
    after,
    changeKind: before === undefined && after === undefined ? 'none' : mapping.changeKind,
    changed: [],
    targets: [],
    details: details(record, mapping),
    absent: [],
  };
  const rest = rules?.rest?.(plain, record, core) ?? plain;
  const missing = metadataOf(mapping.source, core).filter((name) => !isTold(name, core, rest));
  return {
    ...rest,
    changed: changedPaths(rest.before, rest.after, mapping.volatile ?? []),
    absent: [...rest.absent, ...missing],
  };
}

/** Every field of the record that feeds nothing else, under its own name. */
function details(record: RecordObject, mapping: Mapping): Readonly<Record<string, JsonValue>> {
  const fed = new Set<string>();
  for (const paths of Object.values(mapping.fields)) {
    for (const path of paths ?? [])
      fed.add(path.startsWith('/') ? path.slice(1) : normalName(path));
  }
  const entries = Object.entries(record).filter(
    ([key, value]) => value !== null && value !== '' && !fed.has(key) && !fed.has(normalName(key)),
  );
  return Object.fromEntries(entries);
}

/** Whether documented metadata is somewhere in the event: under its name, or as the actor or address it means. */
function isTold(name: string, core: EventCore, rest: EventRest): boolean {
  const wanted = normalName(name);
  if (Object.keys(rest.details).some((key) => normalName(key) === wanted)) return true;
  switch (wanted) {
    case 'ipaddress':
      return core.ip !== null;
    case 'userid':
      return core.actorId !== null;
    case 'username':
      return core.actorName !== null;
    case 'emailid':
    case 'userinformation':
      return core.actorEmail !== null;
    default:
      return false;
  }
}
