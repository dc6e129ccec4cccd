import type { JsonValue } from '../../../../shared/event.ts';
import { splitRow } from '../readers/csvRow.ts';
import type { RecordObject } from './access.ts';
import type { SourceCode } from './source.ts';

/** csvlog's column of each key of the JSON log; what they say is the same. */
const columns: Readonly<Record<string, string>> = {
  log_time: 'timestamp',
  user_name: 'user',
  database_name: 'dbname',
  process_id: 'pid',
  session_line_num: 'line_num',
  command_tag: 'ps',
  session_start_time: 'session_start',
  virtual_transaction_id: 'vxid',
  transaction_id: 'txid',
  sql_state_code: 'state_code',
  query: 'statement',
  query_pos: 'cursor_position',
  internal_query_pos: 'internal_position',
};
/** Values that one of the formats leaves out and the other writes. */
const unsaid: Readonly<Record<string, string>> = { state_code: '00000', query_id: '0', txid: '0' };

const auditNames = [
  'type',
  'statementId',
  'substatementId',
  'class',
  'command',
  'objectType',
  'objectName',
  'statement',
  'parameters',
  'rows',
];

/** `SESSION,1,1,READ,SELECT,…`: a CSV row inside of the message (pgaudit README, "Format"). */
function auditOf(message: string): { readonly [name: string]: string } | null {
  if (!/^AUDIT: (?:SESSION|OBJECT),/u.test(message)) return null;
  const cells = splitRow(message.slice('AUDIT: '.length), ',');
  return Object.fromEntries(
    auditNames.flatMap((name, at) => {
      const cell = cells[at];
      return cell === undefined || cell === '' ? [] : [[name, cell] as const];
    }),
  );
}

function addressOf(from: string): { readonly [name: string]: string } {
  const [, host, port] = /^(.*?)(?::(\d+))?$/u.exec(from) ?? [];
  return { remote_host: host ?? from, ...(port !== undefined && { remote_port: port }) };
}

/** What a message of the server itself tells, in words that can be filtered by. */
function plainAction(severity: string, message: string, tag: string): string {
  if (message.startsWith('connection authorized')) return 'connection authorized';
  if (message.startsWith('connection received')) return 'connection received';
  if (message.startsWith('disconnection')) return 'disconnection';
  if (/authentication failed|no pg_hba\.conf entry|role ".*" does not exist/u.test(message))
    return 'authentication failed';
  if (/^(?:ERROR|FATAL|PANIC)$/u.test(severity) && tag !== '') return tag;
  return severity.toLowerCase();
}

/** The same object of a csvlog row, a line of the JSON log and a message of the log text, so that one event in two of them is one. */
function prepare(record: RecordObject): RecordObject {
  const same: { [name: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(record)) {
    const name = columns[key] ?? key;
    const text = typeof value === 'number' ? String(value) : value;
    if (text === '' || text === null || text === unsaid[name]) continue;
    if (name === 'connection_from' && typeof text === 'string')
      Object.assign(same, addressOf(text));
    else same[name] = text;
  }
  const said = (name: string): string => {
    const value = same[name];
    return typeof value === 'string' ? value : '';
  };
  const message = said('message');
  const audit = auditOf(message);
  const [session, line] = [said('session_id'), said('line_num')];
  return {
    ...same,
    ...(session !== '' && line !== '' && { id: `${session}.${line}` }),
    ...(audit
      ? { audit, message: 'AUDIT' }
      : { action: plainAction(said('error_severity'), message, said('ps')) }),
    ...(audit && audit['statement'] !== undefined && { requested: requested(audit) }),
  };
}

/** What was asked of the server: the statement, its parameters where they were logged, and how many rows it touched. */
function requested(audit: { readonly [name: string]: string }): JsonValue {
  const { statement, parameters, rows } = audit;
  return {
    statement: statement ?? null,
    ...(parameters !== undefined && !/^<(?:none|not logged)>$/u.test(parameters) && { parameters }),
    ...(rows !== undefined && { rows: Number(rows) }),
  };
}

export const pgaudit: SourceCode = { prepare };
