import { isList } from '../../../../shared/jsonPointer.ts';
import { textBefore } from './copyColumns.ts';
import { parseJsonText } from './jsonRecord.ts';
import { RecordRejected } from './reader.ts';
import type { RecordValue } from './reader.ts';

/** A prefix of more letters is none. */
const longestPrefix = 512;

/**
 * Where the JSON object of a line begins that has text before it; -1 where there is none. A delimiter before it says that the
 * object is a cell of a row.
 */
export function jsonAfterText(line: string): number {
  const at = line.indexOf('{');
  if (at <= 0 || at > longestPrefix) return -1;
  return /[^\s,;|][ ]*$/u.test(line.slice(0, at)) ? at : -1;
}

/** The object of a line with text before it; the text is kept under `textBefore`. A line without is read as JSON. */
export function parsePrefixedJson(line: string): RecordValue {
  const at = jsonAfterText(line);
  if (at < 0 && !line.startsWith('{')) throw new RecordRejected('no JSON object on this line');
  const json = at < 0 ? line : line.slice(at);
  const { value, flags } = parseJsonText(json, Buffer.from(json));
  if (at < 0 || typeof value !== 'object' || value === null || isList(value))
    return { value, flags };
  return { value: { ...value, [textBefore]: line.slice(0, at).trim() }, flags };
}
