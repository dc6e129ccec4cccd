import type { EventCore, JsonValue, Target } from '../../../../shared/event.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { isObject, normalName, own, text } from './access.ts';
import type { RecordObject } from './access.ts';
import type { EventChange, EventMore } from './adapter.ts';
import { readDescription } from './koreDescription.ts';
import type { DescriptionFacts } from './koreDescription.ts';
import type { SourceCode } from './source.ts';
import { outcomeOf, remembered } from './words.ts';

/** Kore.ai Agent Platform: the first version's CSV, the admin console's API, the second version's CSV (FORMATS 3). */

/** Descriptions are asked for twice, by core and rest, and many are alike. */
const factsOf = remembered(readDescription);
const named = remembered(normalName);

function descriptionOf(record: RecordObject): string {
  let details = '';
  for (const key of Object.keys(record)) {
    const name = named(key);
    if (name === 'description') return text(record[key]) ?? '';
    if (name === 'details') details = text(record[key]) ?? '';
  }
  return details;
}

function refine(core: EventCore, record: RecordObject): EventCore {
  const facts = factsOf(descriptionOf(record));
  const resourceType = core.resourceType ?? singular(core.category);
  const name = core.resourceName ?? nameTold(facts, resourceType);
  const email = core.actorEmail ?? emailOf(core.actorName);
  return {
    ...core,
    actorEmail: email,
    actorType: actorTypeOf(core, email),
    outcome: outcomeTold(core),
    resourceType,
    resourceId: core.resourceId ?? pairNamed(facts, `${resourceType ?? ''} ID`),
    resourceName: name,
    ip: core.ip ?? facts.ip,
    flags:
      core.resourceName === null && name !== null ? [...core.flags, 'name derived'] : core.flags,
  };
}

function emailOf(name: string | null): string | null {
  return name !== null && /^[^\s@]{1,200}@[^\s@]+\.[^\s@]+$/u.test(name) ? name : null;
}

/** The column is "User/App Name": a name that calls itself an app is one, other names are users (FORMATS 3a). */
function actorTypeOf(core: EventCore, email: string | null): EventCore['actorType'] {
  if (core.actorType !== 'UNKNOWN') return core.actorType;
  if (email !== null) return 'USER';
  if (core.actorName !== null)
    return /(?:^|[-_ ])(?:app|bot|api)$/iu.test(core.actorName) ? 'APP' : 'USER';
  return 'UNKNOWN';
}

/** `Login - Failure`, `login_failed`: the event's name is the only one to tell. */
function outcomeTold({ action, outcome }: EventCore): EventCore['outcome'] {
  if (action === null) return outcome;
  const suffix = /\s-\s(Success|Failure)$/iu.exec(action)?.[1];
  if (suffix !== undefined) return outcomeOf(suffix);
  return /(?:^|[_. ])(?:failed|failure)$/iu.test(action) ? 'failure' : outcome;
}

/** `Prompt` of Prompts, `User` of Users Management, `Custom Script` of Manage Custom Scripts. */
const singular: (category: string | null) => string | null = (category) =>
  category === null ? null : singularOf(category);
const singularOf = remembered((category) =>
  category
    .replace(/^Manage /u, '')
    .replace(/ (?:Management|Configuration)$/u, '')
    .replace(/(?<=[^s])s$/u, ''),
);

function pairNamed(facts: DescriptionFacts, name: string): string | null {
  const wanted = named(name);
  for (const [key, value] of facts.pairs) {
    if (named(key) === wanted && typeof value === 'string') return value;
  }
  return null;
}

/** `Model Name: …` for a model; else a thing's name in quotes. Names of people, roles and versions are no resource's. */
function nameTold(facts: DescriptionFacts, resourceType: string | null): string | null {
  if (resourceType !== null) {
    const itself = pairNamed(facts, `${resourceType} Name`);
    if (itself !== null) return itself;
  }
  for (const [key, value] of facts.pairs) {
    if (
      typeof value === 'string' &&
      /^(?!User|Role|Version|Deployment|Connection).* Name$/u.test(key)
    )
      return value;
  }
  return facts.quoted[0] ?? null;
}

function more(plain: EventMore, record: RecordObject): EventMore {
  const facts = factsOf(descriptionOf(record));
  const details = new Map<string, JsonValue>(Object.entries(plain.details));
  for (const [key, value] of facts.pairs)
    details.set(details.has(key) ? `Description: ${key}` : key, value);
  if (facts.quoted.length > 0)
    details.set(
      'Quoted names',
      facts.quoted.length === 1 ? (facts.quoted[0] ?? null) : facts.quoted,
    );
  return { ...plain, details: Object.fromEntries(details) };
}

function change(plain: EventChange, record: RecordObject): EventChange {
  const facts = factsOf(descriptionOf(record));
  const told = { ...plain, targets: [...plain.targets, ...targetsIn(facts)] };
  const words = facts.change;
  if (!words) return told;
  return {
    ...told,
    before: Object.fromEntries([[words.field, words.from]]),
    after: Object.fromEntries([[words.field, words.to]]),
    changeKind: 'derived from words',
  };
}

/** `Added User IDs: u-1, u-2`. */
function targetsIn(facts: DescriptionFacts): readonly Target[] {
  return [...facts.pairs].flatMap(([key, value]) =>
    typeof value === 'string' && /^(?:added|removed)userids$/u.test(named(key))
      ? value
          .split(/[,;]\s*/u)
          .filter((id) => id !== '')
          .slice(0, 1000)
          .map((id) => ({ type: 'user', id, name: null, email: emailOf(id) }))
      : [],
  );
}

function headersOf(spec: ReaderSpec): ReadonlySet<string> {
  return new Set('header' in spec ? spec.header.map(named) : []);
}

const timeHeaders = ['dateandtime', 'datetime', 'datetimeutc', 'timestamp', 'date'];
const tellingHeaders = [
  ['eventname', 'event', 'name'],
  ['category', 'module', 'eventcategory'],
  ['description'],
  ['ipaddress', 'ip'],
];

function detectCsv(_record: JsonValue, spec: ReaderSpec): number {
  const headers = headersOf(spec);
  if (headers.has('documentid') || headers.has('entitytype')) return 0;
  const found = tellingHeaders.filter((names) => names.some((name) => headers.has(name))).length;
  const time = timeHeaders.some((name) => headers.has(name));
  const event = ['eventname', 'event', 'name'].some((name) => headers.has(name));
  const actor = ['userappname', 'userorappname', 'username'].some((name) => headers.has(name));
  if (!time || found < 3) return 0;
  // Other products' logs have a category, a description and an address, too (Jira's CSV).
  if (!event) return 0.4;
  if (!actor) return 0.6;
  return found === 4 && headers.has('eventname') ? 0.95 : 0.85;
}

/** A date and a time in two columns are one time. */
function joinTime(record: RecordObject, spec: ReaderSpec): RecordObject {
  if (!('header' in spec)) return record;
  const columns = twoTimeColumns(spec.header);
  if (!columns) return record;
  const joined = [columns.date, columns.time]
    .flatMap((column) => text(own(record, column)) ?? [])
    .join(' ');
  const { [columns.time]: _, ...others } = record;
  return Object.fromEntries([...Object.entries(others), [columns.date, joined]]);
}

const knownColumns = new WeakMap<
  readonly string[],
  { readonly date: string; readonly time: string } | null
>();

function twoTimeColumns(header: readonly string[]): { date: string; time: string } | null {
  const known = knownColumns.get(header);
  if (known !== undefined) return known;
  const date = header.find((name) => named(name) === 'date');
  const time = header.find((name) => /^time(?:utc|gmt)?$/u.test(named(name)));
  const found = date === undefined || time === undefined ? null : { date, time };
  knownColumns.set(header, found);
  return found;
}

export const kore: SourceCode = {
  prepare: joinTime,
  core: refine,
  change,
  more,
  detect: detectCsv,
};

export const koreConsole: SourceCode = {
  core: refine,
  change,
  more(plain, record) {
    const told = more(plain, record);
    return {
      ...told,
      absent: [...told.absent, 'actor: Kore.ai’s admin console gives no actor with its entries'],
    };
  },
  detect(record) {
    if (!isObject(record)) return 0;
    const has = (key: string): boolean => Object.hasOwn(record, key);
    return has('timestampValue') && has('AuditLogId') && has('Category') ? 1 : 0;
  },
};

const v2Headers = [
  'timestamp',
  'category',
  'action',
  'actor',
  'target',
  'project',
  'source',
  'ip',
  'trace',
];

/** `agent` of `agent:checkout`. */
function targetParts(target: string | null): { readonly type: string; readonly id: string } | null {
  const found = target === null ? null : /^([\p{L}_-]{1,40}):(.+)$/su.exec(target);
  return found ? { type: found[1] ?? '', id: found[2] ?? '' } : null;
}

export const koreV2: SourceCode = {
  core(core, record) {
    const parts = targetParts(core.resourceId);
    return refine(parts ? { ...core, resourceType: parts.type } : core, record);
  },
  more,
  change(plain, record, core) {
    const told = change(plain, record);
    if (core.resourceId === null) return told;
    const parts = targetParts(core.resourceId);
    const target: Target = {
      type: parts?.type ?? core.resourceType,
      id: parts?.id ?? core.resourceId,
      name: null,
      email: emailOf(parts?.id ?? core.resourceId),
    };
    return { ...told, targets: [target, ...told.targets] };
  },
  detect(_record, spec) {
    const headers = headersOf(spec);
    const found = v2Headers.filter((name) => headers.has(name)).length;
    return found === v2Headers.length ? 0.95 : found === v2Headers.length - 1 ? 0.8 : 0;
  },
};
