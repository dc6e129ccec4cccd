import type { EventCore, JsonValue, RecordFlag, Target } from '../../../../shared/event.ts';
import { valueAt } from '../../../../shared/jsonPointer.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { isObject, normalName, own, text } from './access.ts';
import type { RecordObject } from './access.ts';
import type { EventChange, EventMore } from './adapter.ts';
import { langfuseMapping } from './langfuseMapping.ts';
import { langfuseType } from './langfuseTypes.ts';
import type { SourceCode } from './source.ts';
import { readState } from './states.ts';
import type { State } from './states.ts';

/** Langfuse's export, and ABV's, which is Langfuse's with more columns (FORMATS 1). */
export const langfuseColumns = [
  'id',
  'createdAt',
  'updatedAt',
  'type',
  'apiKeyId',
  'userId',
  'orgId',
  'userOrgRole',
  'projectId',
  'userProjectRole',
  'resourceType',
  'resourceId',
  'action',
  'before',
  'after',
] as const;

/** CSV cells to the values of the JSON export. Dialect B writes every cell as JSON, C and D the dates alone. */
function prepare(record: RecordObject, spec: ReaderSpec): RecordObject {
  if (spec.name !== 'csv') return record;
  const type = own(record, 'type');
  const everyCell = typeof type === 'string' && type.startsWith('"');
  const prepared: { [key: string]: JsonValue } = Object.create(null);
  for (const key of Object.keys(record)) {
    const value = record[key] ?? null;
    if (value === '') prepared[key] = null;
    else if (typeof value === 'string' && (everyCell || isDate(key))) prepared[key] = cell(value);
    else prepared[key] = value;
  }
  return prepared;
}

const isDate = (key: string): boolean => key === 'createdAt' || key === 'updatedAt';

/** One layer of JSON off a cell; a cell that is none stays as it is. */
function cell(value: string): JsonValue {
  if (!value.startsWith('"')) return readState(value).value ?? null;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON text that starts with a quote is a text
    return JSON.parse(value) as string;
  } catch {
    // A cell that someone edited by hand: the text itself is what there is.
    return value;
  }
}

function statesOf(record: RecordObject): { readonly before: State; readonly after: State } {
  return {
    before: readState(first(record, ['before', 'beforeState', 'before_state'])),
    after: readState(first(record, ['after', 'afterState', 'after_state'])),
  };
}

function first(record: RecordObject, keys: readonly string[]): JsonValue | undefined {
  for (const key of keys) {
    const value = own(record, key);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

function refine(core: EventCore, record: RecordObject): EventCore {
  const { before, after } = statesOf(record);
  const flags: RecordFlag[] = [...core.flags];
  const add = (flag: RecordFlag): void => {
    if (!flags.includes(flag)) flags.push(flag);
  };
  for (const flag of before.flags) add(flag);
  for (const flag of after.flags) add(flag);
  if (before.broken || after.broken) add('exporter damaged');
  const derived = core.resourceName ?? nameOf(before.value, after.value);
  if (core.resourceName === null && derived !== null) add('name derived');
  const type = core.resourceType === null ? null : langfuseType(core.resourceType);
  return {
    ...core,
    actorId: actorIdOf(core, record),
    actorRoles: rolesOf(record, core.actorRoles),
    category: core.category ?? type?.category ?? null,
    resourceName: derived,
    flags,
  };
}

/** An in-app agent's key carries the user on whose behalf it acts, too: the key is the actor. */
function actorIdOf(core: EventCore, record: RecordObject): string | null {
  const key = first(record, ['apiKeyId', 'api_key_id']);
  const user = first(record, ['userId', 'user_id']);
  if (core.actorType === 'API_KEY') {
    return text(at(record, keyId));
  }
  if (user !== undefined) return text(user);
  return core.actorId === text(key) ? text(at(record, actorId)) : core.actorId;
}

/** FORMATS 1: the name after, else before; for who has none, the e-mail. */
function nameOf(before: JsonValue | undefined, after: JsonValue | undefined): string | null {
  return (
    textIn(after, 'name') ??
    textIn(before, 'name') ??
    textIn(after, 'email') ??
    textIn(before, 'email')
  );
}

function textIn(state: JsonValue | undefined, key: string): string | null {
  if (!isObject(state)) return null;
  const value = own(state, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Keys on the way to a value, for each place that it may be at. */
type Places = readonly (readonly string[])[];
const orgRole: Places = [
  ['userOrgRole'],
  ['user_org_role'],
  ['actor', 'orgRole'],
  ['actor', 'org_role'],
];
const projectRole: Places = [
  ['userProjectRole'],
  ['user_project_role'],
  ['actor', 'projectRole'],
  ['actor', 'project_role'],
];
const actorId: Places = [['actor', 'id']];
const keyId: Places = [['apiKeyId'], ['api_key_id'], ['actor', 'id'], ['apiKey', 'id']];

function rolesOf(record: RecordObject, mapped: readonly string[]): readonly string[] {
  const org = text(at(record, orgRole));
  const project = text(at(record, projectRole));
  if (org === null) return project === null ? mapped : [project];
  return project === null ? [org] : [org, project];
}

function at(record: RecordObject, places: Places): JsonValue | undefined {
  for (const keys of places) {
    const value = valueAt(record, keys);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** What ABV's page promises of a key, and the names its export may have for it. */
const keyFacts: readonly (readonly [name: string, synonyms: RegExp])[] = [
  ['apiKeyId', /^(?:actor)?apikeyid$/u],
  ['apiKeyName', /^(?:actor)?apikeyname$/u],
  ['apiKeyScope', /^(?:actor)?apikeyscope$/u],
  ['apiKeyCreator', /^(?:actor)?apikey(?:creator|createdby)(?:id|email)?$/u],
  ['apiKeyCreatedAt', /^(?:actor)?apikey(?:createdat|creationdate|created)$/u],
];
const keyParts: readonly (readonly [name: string, synonyms: RegExp])[] = [
  ['apiKeyId', /^id$/u],
  ['apiKeyName', /^name$/u],
  ['apiKeyScope', /^(?:scope|scopedto)$/u],
  ['apiKeyCreator', /^(?:creator|createdby)(?:id|email)?$/u],
  ['apiKeyCreatedAt', /^(?:createdat|creationdate|created)$/u],
];

function change(plain: EventChange, _record: RecordObject, core: EventCore): EventChange {
  return { ...plain, targets: targetsOf(plain, core) };
}

function more(plain: EventMore, record: RecordObject, core: EventCore): EventMore {
  const details = new Map<string, JsonValue>(Object.entries(plain.details));
  if (core.actorType === 'API_KEY') {
    addKeyFacts(details, record);
    const user = first(record, ['userId', 'user_id']);
    if (user !== undefined) details.set('onBehalfOf', user);
  }
  return {
    details: Object.fromEntries(details),
    absent: isPlainLangfuse(record) ? plain.absent : missingOfAbv(core, record, details),
  };
}

function addKeyFacts(details: Map<string, JsonValue>, record: RecordObject): void {
  const take = (object: RecordObject, facts: typeof keyFacts): void => {
    for (const [key, value] of Object.entries(object)) {
      if (value === null || value === '') continue;
      const fact = facts.find(([, synonym]) => synonym.test(normalName(key)));
      if (fact && !details.has(fact[0])) details.set(fact[0], value);
    }
  };
  take(record, keyFacts);
  for (const name of ['apiKey', 'actor']) {
    const nested = own(record, name);
    if (!isObject(nested)) continue;
    take(nested, keyParts);
    const deeper = own(nested, 'apiKey');
    if (isObject(deeper)) take(deeper, keyParts);
  }
}

/** Members and invited people: who it was done to. */
function targetsOf(plain: EventChange, core: EventCore): readonly Target[] {
  if (!/membership|invitation/iu.test(core.resourceType ?? '')) return plain.targets;
  const ofId = /^.+?--(.+)$/u.exec(core.resourceId ?? '')?.[1] ?? null;
  const id = textIn(plain.after, 'userId') ?? textIn(plain.before, 'userId') ?? ofId;
  const email = textIn(plain.after, 'email') ?? textIn(plain.before, 'email');
  if (id === null && email === null) return plain.targets;
  return [{ type: 'user', id, name: null, email }];
}

const knownColumns: ReadonlySet<string> = new Set(langfuseColumns);

function isPlainLangfuse(record: RecordObject): boolean {
  return Object.keys(record).every((key) => knownColumns.has(key));
}

/** Fields that ABV's page promises for every entry, or for its kind of actor, and this record lacks. */
function missingOfAbv(
  core: EventCore,
  record: RecordObject,
  details: ReadonlyMap<string, JsonValue>,
): readonly string[] {
  const isKey = core.actorType === 'API_KEY';
  const promised: readonly (readonly [name: string, isThere: boolean])[] = isKey
    ? keyFacts.map(([name]) => [name, details.has(name)] as const)
    : [
        ['email address', core.actorEmail !== null],
        ['organisation role', at(record, orgRole) !== undefined],
        ['authentication method', core.authMethod !== null],
      ];
  return [
    ...promised,
    ['resource name', core.resourceName !== null] as const,
    ['organisation name', core.orgName !== null] as const,
    ['project name', core.projectId === null || core.projectName !== null] as const,
    ['IP address', core.ip !== null] as const,
  ].flatMap(([name, isThere]) => (isThere ? [] : [name]));
}

function detect(record: JsonValue, spec: ReaderSpec, fileName: string): number {
  if (spec.name === 'langfuse-csv-a') return 1;
  if (!isObject(record)) return 0;
  if (langfuseColumns.every((key) => Object.hasOwn(record, key))) return 1;
  const names = new Set(Object.keys(record).map(normalName));
  if (!['resourcetype', 'resourceid', 'action'].every((name) => names.has(name))) return 0;
  const hasState = (state: string): boolean => names.has(state) || names.has(`${state}state`);
  if (!hasState('before') || !hasState('after')) return 0;
  // Arcane has the same five in British spelling.
  if (names.has('organisationid') && names.has('beforestate')) return 0;
  if (names.has('userorgrole') || names.has('apikeyid')) return 0.95;
  if (/\d{13}-lf-audit_logs-export-/u.test(fileName)) return 0.95;
  const type = text(at(record, [['resourceType'], ['resource_type'], ['Resource Type']]));
  return type !== null && langfuseType(type) !== null ? 0.85 : 0.6;
}

export const langfuse: SourceCode = {
  prepare,
  core: refine,
  change,
  more,
  detect,
  mapping: langfuseMapping,
};
