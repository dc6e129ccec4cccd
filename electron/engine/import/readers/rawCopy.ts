import { isList, valueAt } from '../../../../shared/jsonPointer.ts';
import { aroundRaw } from './copyColumns.ts';
import { RecordRejected } from './reader.ts';
import type { RecordValue } from './reader.ts';

/**
 * The original within a copy of it, at these keys; what else the copy says is kept beside it. Rejected where there is no
 * whole record: a search system cuts long ones.
 */
export function parseRawCopy(
  copy: RecordValue,
  keys: readonly string[],
  parse: (raw: string) => RecordValue,
): RecordValue {
  const name = keys.at(-1) ?? '';
  const raw = valueAt(copy.value, keys);
  if (typeof raw !== 'string' || raw.trim() === '')
    throw new RecordRejected(`nothing in ${name}, where the original record should be`);
  const { value, flags } = parseOr(parse, raw, name);
  if (typeof value !== 'object' || value === null || isList(value))
    throw new RecordRejected(`no record in ${name}`);
  const around = valueAt(copy.value, keys.slice(0, -1));
  const others =
    typeof around === 'object' && around !== null && !isList(around)
      ? Object.entries(around).filter(([key]) => key !== name)
      : [];
  return {
    value: { ...value, [aroundRaw]: Object.fromEntries(others) },
    flags: [...new Set([...copy.flags, ...flags])],
  };
}

function parseOr(parse: (raw: string) => RecordValue, raw: string, name: string): RecordValue {
  try {
    return parse(raw);
  } catch (thrown) {
    if (!(thrown instanceof RecordRejected)) throw thrown;
    throw new RecordRejected(`in ${name}: ${thrown.message}`);
  }
}
