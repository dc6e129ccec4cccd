import type { JsonValue } from '../../../../shared/event.ts';

/** What PostgreSQL writes before its message, as a setting (`log_line_prefix`) or told from the lines themselves. */
export type LinePrefix = (text: string) => { [name: string]: JsonValue };

const severities =
  'DEBUG[1-5]?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|QUERY|CONTEXT|LOCATION|STATEMENT';
const severityAt = new RegExp(`(?:^|[\\s\\]:>])(${severities}):  `, 'u');
/** Lines that go on telling of the one before. */
const continued = /^(?:DETAIL|HINT|QUERY|CONTEXT|LOCATION|STATEMENT)$/u;

export type LogLine = {
  readonly prefix: string;
  readonly severity: string;
  readonly text: string;
};

/** A line of the server's log; null for one that goes on with the line before it. */
export function readLogLine(line: string): LogLine | null {
  if (line.startsWith('\t')) return null;
  const found = severityAt.exec(line);
  const severity = found?.[1];
  if (!found || severity === undefined) return null;
  const at = found.index + found[0].length - severity.length - 3;
  return { prefix: line.slice(0, at), severity, text: line.slice(found.index + found[0].length) };
}

/** Whether this line begins a record: DETAIL, STATEMENT and their like belong to the record before. */
export function beginsRecord(line: string): boolean {
  const read = readLogLine(line);
  return read !== null && !continued.test(read.severity);
}

type Escape = { readonly name: string; readonly pattern: string };
const time = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?: [^\\s\\]]+)?';
/** The escapes of `log_line_prefix` (PostgreSQL documentation, section 20.8.3), under the names that its JSON log has. */
const escapes: Readonly<Record<string, Escape>> = {
  a: { name: 'application_name', pattern: '.*?' },
  u: { name: 'user', pattern: '\\S*?' },
  d: { name: 'dbname', pattern: '\\S*?' },
  r: { name: 'remote', pattern: '\\S*?' },
  h: { name: 'remote_host', pattern: '\\S*?' },
  L: { name: 'local_host', pattern: '\\S*?' },
  b: { name: 'backend_type', pattern: '.*?' },
  p: { name: 'pid', pattern: '\\d+' },
  P: { name: 'leader_pid', pattern: '\\d*' },
  t: { name: 'timestamp', pattern: time },
  m: { name: 'timestamp', pattern: time },
  n: { name: 'timestamp', pattern: '\\d+\\.\\d+' },
  i: { name: 'ps', pattern: '.*?' },
  e: { name: 'state_code', pattern: '\\w{5}' },
  c: { name: 'session_id', pattern: '[0-9a-f]+\\.[0-9a-f]+' },
  l: { name: 'line_num', pattern: '\\d+' },
  s: { name: 'session_start', pattern: time },
  v: { name: 'vxid', pattern: '[\\d/]*' },
  x: { name: 'txid', pattern: '\\d+' },
  Q: { name: 'query_id', pattern: '-?\\d+' },
};

/** How a given `log_line_prefix` is read; null when it is none. What stands behind `%q` is left out by background processes. */
export function givenPrefix(setting: string): LinePrefix | null {
  const names: string[] = [];
  let pattern = '^';
  let open = 0;
  for (let at = 0; at < setting.length; at++) {
    if (setting[at] !== '%') {
      pattern += (setting[at] ?? '').replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`);
      continue;
    }
    const padded = /^%(-?\d*)(.)/u.exec(setting.slice(at));
    if (!padded) return null;
    at += padded[0].length - 1;
    const letter = padded[2] ?? '';
    if (letter === '%') pattern += '%';
    else if (letter === 'q') {
      pattern += '(?:';
      open++;
    } else {
      const escape = escapes[letter];
      if (!escape || names.includes(escape.name)) return null;
      const blanks = padded[1] === '' ? '' : ' *';
      pattern += `${blanks}(${escape.pattern})${blanks}`;
      names.push(escape.name);
    }
  }
  if (names.length === 0) return null;
  const compiled = new RegExp(`${pattern}${')?'.repeat(open)}$`, 'u');
  return (text) => {
    // The last blank of the setting may be missing before the severity.
    const found = compiled.exec(text) ?? compiled.exec(`${text} `);
    const told: { [name: string]: JsonValue } = {};
    for (const [at, name] of names.entries()) {
      const value = found?.[at + 1];
      if (value !== undefined && value !== '') told[name] = value;
    }
    return withRemote(told);
  };
}

/** What can be told from a prefix whose setting is not known: time, process, session, user, database, address. */
export const guessedPrefix: LinePrefix = (text) => {
  const told: { [name: string]: JsonValue } = {};
  const take = (name: string, pattern: RegExp): void => {
    const value = pattern.exec(text)?.[1];
    if (value !== undefined && value !== '') told[name] ??= value;
  };
  take(
    'timestamp',
    /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: (?:[A-Z][A-Za-z/_]*|[+-]\d\d(?::?\d\d)?))?)/u,
  );
  take('timestamp', /(?:^|\s)(\d{10}\.\d+)(?=\s)/u);
  take('pid', /\[(\d+)(?:-\d+)?\]/u);
  take('pid', /pid[=: ](\d+)/iu);
  take('line_num', /\[\d+-(\d+)\]/u);
  take('session_id', /\b([0-9a-f]{8}\.[0-9a-f]+)\b/u);
  take('user', /\buser[=:]([^\s,@]+)/iu);
  take('dbname', /\b(?:db|database)[=:]([^\s,]+)/iu);
  take('application_name', /\bapp(?:lication)?(?:_name)?[=:]([^,]*?)(?=,|\s*$)/iu);
  take('remote', /\b(?:client|host|remote)[=:]([^\s,]+)/iu);
  take('user', /(?:^|\s)([^\s@=,[\]]+|\[unknown\])@/u);
  take('dbname', /@([^\s@=,[\]]+|\[unknown\])(?=\s|$)/u);
  take('remote', /\b(\d{1,3}(?:\.\d{1,3}){3}(?:\(\d+\))?)/u);
  return withRemote(told);
};

/** `203.0.113.7(5432)` is an address and a port. */
function withRemote({ remote, ...rest }: { [name: string]: JsonValue }): {
  [name: string]: JsonValue;
} {
  if (typeof remote !== 'string') return rest;
  const [, host, port] = /^(.*?)(?:\((\d+)\))?$/u.exec(remote) ?? [];
  return {
    ...rest,
    remote_host: host ?? remote,
    ...(port !== undefined && { remote_port: port }),
  };
}
