import { beginsRecord, givenPrefix } from './readers/postgresPrefix.ts';
import { isBitbucketLine } from './readers/postgresRecord.ts';
import { jsonAfterText } from './readers/prefixedJson.ts';

export type LogFormat =
  | { readonly name: 'postgres-log'; readonly prefix: string }
  | { readonly name: 'bitbucket-log' };

/** Columns of PostgreSQL's csvlog by version (documentation, section 20.8.4): 23 up to 12, 24 in 13, 26 from 14 on. */
const csvlogColumns =
  'log_time,user_name,database_name,process_id,connection_from,session_id,session_line_num,command_tag,session_start_time,virtual_transaction_id,transaction_id,error_severity,sql_state_code,message,detail,hint,internal_query,internal_query_pos,context,query,query_pos,location,application_name,backend_type,leader_pid,query_id'.split(
    ',',
  );

/** The names of a csvlog's columns, which the file itself does not tell; null when its first row is of something else. */
export function csvlogHeader(row: readonly string[]): readonly string[] | null {
  if (![23, 24, 26].includes(row.length)) return null;
  const isLog =
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/u.test(row[0] ?? '') &&
    /^[0-9a-f]+\.[0-9a-f]+$/u.test(row[5] ?? '') &&
    /^\d+$/u.test(row[6] ?? '') &&
    /^[A-Z\d]+$/u.test(row[11] ?? '') &&
    /^\w{5}$/u.test(row[12] ?? '');
  return isLog ? csvlogColumns.slice(0, row.length) : null;
}

/** A log of text lines of which we know the shape; null when it is none. `prefix`: the setting log_line_prefix, where it is known. */
export function detectLog(utf8: Uint8Array, prefix: string | undefined): LogFormat | null {
  const lines = firstLines(utf8).filter((line) => !line.startsWith('\t'));
  // Lines of a log, copied into a column of a table by a search system.
  if (lines.length === 0 || /(?:^|[,;\t"])_raw(?:$|[,;\t"])/u.test(lines[0] ?? '')) return null;
  const bars = lines.filter(isBitbucketLine).length;
  if (bars * 2 > lines.length) return { name: 'bitbucket-log' };
  const begun = lines.filter(
    (line) =>
      beginsRecord(line) &&
      (prefix !== undefined || /^\D{0,20}\d{4}-\d\d-\d\d |^\d{10}\./u.test(line)),
  ).length;
  // Lines of a statement that was logged over several, and what goes on with a message, begin none.
  if (begun === 0 || begun * 4 < lines.length) return null;
  return {
    name: 'postgres-log',
    prefix: prefix !== undefined && givenPrefix(prefix) ? prefix : '',
  };
}

/** Lines of JSON objects, most of them with the same kind of text before: a prefix, or a syslog header. */
export function isPrefixedJson(utf8: Uint8Array): boolean {
  const lines = firstLines(utf8);
  const whole = lines.filter((line) => {
    const at = jsonAfterText(line);
    return at >= 0 && isObjectText(line.slice(at));
  });
  return whole.length > 0 && whole.length * 2 >= lines.length;
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.keys(value).length > 1;
  } catch {
    return false;
  }
}

/** The first 50 lines that are not blank; a last one that is cut by the end of the head may be among them. */
function firstLines(utf8: Uint8Array): readonly string[] {
  return Buffer.from(utf8.subarray(0, 256 * 1024))
    .toString('utf8')
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
}
