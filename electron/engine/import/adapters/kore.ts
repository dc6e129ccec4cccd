import type { EventCore, EventRest, JsonValue } from '../../../../shared/event.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { isObject, normalName, text } from './access.ts';
import type { RecordObject } from './access.ts';
import { readDescription } from './koreDescription.ts';
import { shippedMapping } from './mappingFile.ts';
import type { SourceRules } from './source.ts';
import { outcomeOf } from './words.ts';

/** Kore.ai Agent Platform: the first version's CSV, the admin console's API, the second version's CSV (FORMATS 3). */

function descriptionOf(record: RecordObject): string {
  const key = Object.keys(record).find(
    (name) => normalName(name) === 'description' || normalName(name) === 'details',
  );
  return key === undefined ? '' : (text(record[key]) ?? '');
}

function refine(core: EventCore, record: RecordObject): EventCore {
  const facts = readDescription(descriptionOf(record));
  const name = core.actorName;
  const suffix = /\s-\s(Success|Failure)$/iu.exec(core.action ?? '')?.[1];
  const named = facts.details.find(
    ([key]) => /\bName$/u.test(key) && !/^(User|Role|Version)/u.test(key),
  )?.[1];
  return {
    ...core,
    actorEmail:
      core.actorEmail ?? (name !== null && /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(name) ? name : null),
    actorType:
      name === null && core.actorId === null ? 'UNKNOWN' : isApp(name) ? 'APP' : core.actorType,
    outcome:
      suffix === undefined
        ? /_failed$|\bfail(ed|ure)\b/iu.test(core.action ?? '')
          ? 'failure'
          : core.outcome
        : outcomeOf(suffix),
    resourceType: core.resourceType ?? singular(core.category),
    resourceName: core.resourceName ?? text(named) ?? facts.quoted,
    ip: core.ip ?? facts.ip,
  };
}

function isApp(name: string | null): boolean {
  return name !== null && /(^|[-_ ])(app|bot|api)$/iu.test(name);
}

function singular(category: string | null): string | null {
  if (category === null) return null;
  return category.replace(/ (Management|Configuration)$/u, '').replace(/([^s])s$/u, '$1');
}

function rest(plain: EventRest, record: RecordObject): EventRest {
  const facts = readDescription(descriptionOf(record));
  const details = Object.fromEntries([...Object.entries(plain.details), ...facts.details]);
  const words = facts.change;
  if (!words) return { ...plain, details };
  return {
    ...plain,
    details,
    before: Object.fromEntries([[words.field, words.from]]),
    after: Object.fromEntries([[words.field, words.to]]),
    changeKind: 'derived from words',
  };
}

function headersOf(spec: ReaderSpec): ReadonlySet<string> {
  return new Set('header' in spec ? spec.header.map(normalName) : []);
}

const timeHeaders = ['dateandtime', 'datetime', 'datetimeutc', 'timestamp', 'date'];

function detectCsv(_record: JsonValue, spec: ReaderSpec): number {
  const headers = headersOf(spec);
  if (headers.has('documentid') || headers.has('entitytype')) return 0;
  const telling = [
    ['eventname', 'event', 'name'],
    ['category', 'module', 'eventcategory'],
    ['description'],
    ['ipaddress', 'ip'],
  ];
  const found = telling.filter((names) => names.some((name) => headers.has(name))).length;
  const time = timeHeaders.some((name) => headers.has(name));
  const named = ['userappname', 'userorappname', 'username'].some((name) => headers.has(name));
  if (!time || found < 3) return 0;
  return found === 4 && named && headers.has('eventname') ? 0.95 : named && found >= 3 ? 0.85 : 0.6;
}

/** A date and a time in two columns are one time. */
function joinTime(record: RecordObject, spec: ReaderSpec): RecordObject {
  if (!('header' in spec)) return record;
  const date = spec.header.find((name) => normalName(name) === 'date');
  const time = spec.header.find((name) => normalName(name) === 'time');
  if (date === undefined || time === undefined) return record;
  const joined = `${text(record[date]) ?? ''} ${text(record[time]) ?? ''}`.trim();
  return Object.fromEntries([...Object.entries(record), [date, joined]]);
}

export const kore: SourceRules = {
  name: 'kore',
  prepare: joinTime,
  core: refine,
  rest,
  detect: detectCsv,
  mapping: () => shippedMapping('kore'),
};

export const koreConsole: SourceRules = {
  name: 'kore-admin-console',
  core: refine,
  rest,
  detect(record) {
    if (!isObject(record)) return 0;
    const has = (key: string): boolean => Object.hasOwn(record, key);
    return has('timestampValue') && has('AuditLogId') && has('Category') ? 1 : 0;
  },
  mapping: () => shippedMapping('kore-admin-console'),
};

export const koreV2: SourceRules = {
  name: 'kore-v2',
  core: refine,
  rest(plain, record, core) {
    const target = text(record['Target']);
    const told = rest(plain, record);
    if (target === null) return told;
    const [type, ...id] = target.split(':');
    const named =
      id.length > 0
        ? { type: type ?? null, id: id.join(':') }
        : { type: core.resourceType, id: target };
    return { ...told, targets: [{ ...named, name: null, email: null }] };
  },
  detect(_record, spec) {
    const headers = headersOf(spec);
    const all = [
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
    const found = all.filter((name) => headers.has(name)).length;
    return found === all.length ? 0.95 : found === all.length - 1 ? 0.8 : 0;
  },
  mapping: () => shippedMapping('kore-v2'),
};
