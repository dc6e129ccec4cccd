import type { JsonValue } from '../../../../shared/event.ts';
import { textFlags } from './jsonRecord.ts';
import { RecordRejected, type RecordValue } from './reader.ts';

/**
 * A row of Langfuse's CSV dialect A (v3.69.0 to v3.145): every cell is a JSON literal, quoted as CSV only when it contains a comma,
 * and otherwise written raw, with backslashes before its quotes. A CSV parser damages those (FORMATS 1).
 */
export function parseLangfuseRow(text: string, header: readonly string[]): RecordValue {
  const value: { [key: string]: JsonValue } = Object.create(null);
  let at = 0;
  for (const [index, name] of header.entries()) {
    const [literal, next] = cellLiteral(text, at, name);
    value[name] = decodeCell(literal, name);
    const last = index === header.length - 1;
    if (last ? next !== text.length : text[next] !== ',') {
      throw new RecordRejected(`column “${name}” does not end where a cell should`);
    }
    at = next + 1;
  }
  return { value, flags: textFlags(value) };
}

/** The JSON text of the cell that begins at `at`, and the index behind the cell. */
function cellLiteral(text: string, at: number, name: string): [string, number] {
  if (text.startsWith('"""', at)) {
    let close = text.indexOf('"', at + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0)
      throw new RecordRejected(`the quote that opens column “${name}” is never closed`);
    return [text.slice(at + 1, close).replaceAll('""', '"'), close + 1];
  }
  if (text[at] === '"') {
    for (let end = at + 1; end < text.length; end += 1) {
      if (text[end] === '\\') end += 1;
      else if (text[end] === '"') return [text.slice(at, end + 1), end + 1];
    }
    throw new RecordRejected(`the quote that opens column “${name}” is never closed`);
  }
  const comma = text.indexOf(',', at);
  const end = comma < 0 ? text.length : comma;
  return [text.slice(at, end), end];
}

function decodeCell(literal: string, name: string): JsonValue {
  if (literal === '') return null;
  try {
    const cell: JsonValue = JSON.parse(literal);
    return cell;
  } catch (error) {
    throw new RecordRejected(`column “${name}” is no JSON text`, { cause: error });
  }
}
