import { JsonScan } from './readers/jsonScan.ts';

/** Under which key a wrapper may hold its records, likeliest first (FORMATS 0.1). */
const listKeys = [
  'Records',
  'Events',
  'items',
  'entries',
  'value',
  'records',
  'data',
  'logs',
  'auditlogs',
  'events',
  'resources',
  'entities',
  'result',
] as const;

/** Keys, in lower-case letters, that a record of a log has and a page of records has not. */
const recordKeys = new Set(
  (
    'id uuid time timestamp datetime date datecreate createdat occurredat published eventtime creationtime activitydatetime ' +
    'timegenerated action actor user userid username principal operation operationname eventname eventtype eventid ' +
    'eventversion logid auditid severity message requestid'
  ).split(' '),
);

export type JsonFormat =
  | { readonly name: 'json-array' | 'json-object' | 'json-lines' | 'json-concatenated' }
  | { readonly name: 'json-wrapper'; readonly key: string };

/**
 * Which JSON shape a content has, from its first bytes as UTF-8 (no byte order mark); null when it is none. `complete`: there are no
 * more bytes.
 */
export function detectJson(head: Uint8Array, complete: boolean): JsonFormat | null {
  const from = head.findIndex((byte) => byte > 0x20);
  if (from < 0) return null;
  const first = head[from];
  if (first === 0x5b) {
    return looksLikeList(head.subarray(from + 1))
      ? { name: 'json-array' }
      : linesFormat(firstLines(head, complete));
  }
  if (first !== 0x7b) return linesFormat(firstLines(head, complete));
  const scan = new JsonScan(true);
  const { key, end } = findWrapperKey(scan, head, from);
  if (key !== null) return { name: 'json-wrapper', key };
  const alone = end >= 0 && complete && head.subarray(end).every((byte) => byte <= 0x20);
  if (alone) return { name: 'json-object' };
  const lines = firstLines(head, complete);
  if (lines[0] !== undefined && isWholeValue(lines[0])) return { name: 'json-lines' };
  return linesFormat(lines) ?? { name: 'json-concatenated' };
}

/** JSON lines when at least half of the first 50 lines are whole objects: a bad line is then one rejected record. */
function linesFormat(lines: readonly string[]): JsonFormat | null {
  const whole = lines.filter((line) => line.trimStart().startsWith('{') && isWholeValue(line));
  return whole.length > 0 && whole.length * 2 >= lines.length ? { name: 'json-lines' } : null;
}

/** The first 50 lines that are not blank; of an incomplete head without the last one, which may be cut. */
function firstLines(head: Uint8Array, complete: boolean): string[] {
  const lines = Buffer.from(head).toString('utf8').split('\n', 2000);
  const cut = !complete && lines.length < 2000;
  return (cut ? lines.slice(0, -1) : lines).filter((line) => line.trim() !== '').slice(0, 50);
}

function isWholeValue(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** `rest` follows a `[`. A log line such as `[2026-01-01 10:00] login` is no list. */
function looksLikeList(rest: Uint8Array): boolean {
  const text = Buffer.from(rest.subarray(0, 4096)).toString('utf8').trimStart();
  if (text === '' || /^["{[\],]/.test(text)) return true;
  return /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\s*(?:[,\]]|$)/.test(text);
}

/** The key of the list of records in the first object, or null when the object is no page of records; and where the object ends, or -1. */
function findWrapperKey(
  scan: JsonScan,
  head: Uint8Array,
  from: number,
): { key: string | null; end: number } {
  const lists = new Map<string, 'empty' | 'records'>();
  scan.start();
  let at = from;
  do {
    at = scan.run(head, at);
    if (scan.state === 'list') {
      const next = head.subarray(at).find((byte) => byte > 0x20);
      if (next === 0x7b) lists.set(scan.key, 'records');
      else if (next === 0x5d || next === undefined) lists.set(scan.key, 'empty');
    }
  } while (scan.state === 'list');
  const end = scan.state === 'complete' ? at : -1;
  const record = scan.keys.some(
    (key) => !lists.has(key) && recordKeys.has(key.toLowerCase().replaceAll(/[^a-z]/g, '')),
  );
  if (record) return { key: null, end };
  const key =
    listKeys.find((name) => lists.get(name) === 'records') ??
    listKeys.find((name) => lists.has(name)) ??
    null;
  return { key, end };
}
