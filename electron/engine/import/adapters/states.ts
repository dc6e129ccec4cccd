import type { JsonValue } from '../../../../shared/event.ts';

export type State = { readonly value: JsonValue | undefined; readonly broken: boolean };

const absent: State = { value: undefined, broken: false };

/** A state given as JSON text, as JSON, or not at all. Text that is meant to be JSON and is not stays text, `broken`. */
export function readState(given: JsonValue | undefined): State {
  if (given === undefined || given === null || given === '') return absent;
  if (typeof given !== 'string') return { value: given, broken: false };
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse gives JSON
    return { value: JSON.parse(given) as JsonValue, broken: false };
  } catch {
    // Not JSON: the text itself is the state, and says by its first character whether it was meant to be.
    return { value: given, broken: /^\s*[[{"]/u.test(given) };
  }
}
