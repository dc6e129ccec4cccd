import type { JsonValue, RecordFlag } from '../../../../shared/event.ts';
import { parseJsonText } from '../readers/jsonRecord.ts';
import { RecordRejected } from '../readers/reader.ts';

export type State = {
  readonly value: JsonValue | undefined;
  /** It was meant to be JSON, and is none. */
  readonly broken: boolean;
  /** What two parsers could read differently within it. */
  readonly flags: readonly RecordFlag[];
};

const absent: State = { value: undefined, broken: false, flags: [] };

/**
 * A state given as JSON text, as JSON, or not at all. Text is read by the reader's own parser, so that a state keeps
 * the digits of its numbers as a record does; text that is no JSON, or nested too deep, stays text.
 */
export function readState(given: JsonValue | undefined): State {
  if (given === undefined || given === null || given === '') return absent;
  if (typeof given !== 'string') return { value: given, broken: false, flags: [] };
  // Both states of a record are asked for twice in a row: for the fields of its event, and for themselves.
  const known = latest.find((each) => each.given === given);
  if (known) return known.state;
  const state = parseState(given);
  if (given.length <= longestKept) {
    latest.unshift({ given, state });
    latest.length = Math.min(latest.length, 2);
  }
  return state;
}

const longestKept = 64 * 1024;
const latest: { readonly given: string; readonly state: State }[] = [];

function parseState(given: string): State {
  // A text that cannot be JSON is not tried: throwing costs more than reading. A date is no number.
  if (!/^\s*(?:[[{"]|-?\d[\d.eE+-]*\s*$|(?:true|false|null)\s*$)/u.test(given)) {
    return { value: given, broken: false, flags: [] };
  }
  try {
    const { value, flags } = parseJsonText(given, Buffer.from(given));
    return value === null ? absent : { value, broken: false, flags };
  } catch (thrown) {
    if (!(thrown instanceof RecordRejected)) throw thrown;
    const isDeep = thrown.message.startsWith('nested ');
    return {
      value: given,
      broken: !isDeep && /^\s*[[{"]/u.test(given),
      flags: isDeep ? ['deep nesting'] : [],
    };
  }
}
