import type { JsonValue } from '../../../../shared/event.ts';
import { givenPrefix, guessedPrefix, readLogLine } from './postgresPrefix.ts';
import type { LinePrefix } from './postgresPrefix.ts';
import { RecordRejected } from './reader.ts';
import type { RecordValue } from './reader.ts';

/** Under which name the lines that go on with a message are kept, as in the JSON log. */
const parts: Readonly<Record<string, string>> = {
  DETAIL: 'detail',
  HINT: 'hint',
  QUERY: 'internal_query',
  CONTEXT: 'context',
  LOCATION: 'location',
  STATEMENT: 'statement',
};

const prefixes = new Map<string, LinePrefix>();

function prefixOf(setting: string): LinePrefix {
  const known = prefixes.get(setting);
  if (known) return known;
  const made = setting === '' ? guessedPrefix : (givenPrefix(setting) ?? guessedPrefix);
  prefixes.set(setting, made);
  return made;
}

/** A message of PostgreSQL's log text, as its JSON log names the parts. A tab at the begin of a line is the server's own. */
export function parsePostgresText(text: string, setting: string): RecordValue {
  const lines = text.split(/\r?\n/u);
  const first = readLogLine(lines[0] ?? '');
  if (!first) throw new RecordRejected('no line of a PostgreSQL log: it has no severity');
  const value: { [name: string]: JsonValue } = {
    ...prefixOf(setting)(first.prefix),
    error_severity: first.severity,
  };
  const texts = new Map([['message', first.text]]);
  let part = 'message';
  for (const line of lines.slice(1)) {
    const read = readLogLine(line);
    if (read) {
      part = parts[read.severity] ?? 'message';
      texts.set(part, read.text);
    } else
      texts.set(part, `${texts.get(part) ?? ''}\n${line.startsWith('\t') ? line.slice(1) : line}`);
  }
  for (const [name, said] of texts) value[name] = said;
  return { value, flags: text.includes('\0') ? ['NUL character'] : [] };
}

const bitbucketNames = [
  'ip',
  'event',
  'user',
  'timestamp',
  'entity',
  'details',
  'requestId',
  'sessionId',
];

/** A line of Bitbucket Server's audit log: eight parts between bars, `-` for none. */
export function parseBitbucketLine(text: string): RecordValue {
  const cells = text.split(' | ');
  // A bar inside the details is theirs.
  if (cells.length > bitbucketNames.length)
    cells.splice(5, cells.length - 7, cells.slice(5, cells.length - 2).join(' | '));
  if (!isBitbucketLine(text)) throw new RecordRejected('no line of a Bitbucket audit log');
  const value: { [name: string]: JsonValue } = {};
  for (const [at, name] of bitbucketNames.entries()) {
    const cell = cells[at]?.trim() ?? '-';
    if (cell !== '-') value[name] = cell;
  }
  return { value, flags: text.includes('\0') ? ['NUL character'] : [] };
}

export function isBitbucketLine(text: string): boolean {
  return /^[^|]*\|\s*\w+\s*\|[^|]*\|\s*\d{13}\s*\|/u.test(text);
}
