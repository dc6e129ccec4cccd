import type { EventCore, JsonValue } from '../../../../shared/event.ts';
import { isList } from '../../../../shared/jsonPointer.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { compilePaths, text } from './access.ts';
import type { RecordObject } from './access.ts';
import type { Condition, Test, TextField } from './definition.ts';

/** What rules look at: a record made ready, and the event made of it so far. */
export type Seen = {
  readonly record: RecordObject;
  readonly core: Readonly<Partial<Pick<EventCore, Exclude<TextField, 'description'>>>>;
  readonly description?: string | null;
  readonly part: number;
};
export type Holds = (seen: Seen) => boolean;

/**
 * Longer texts match no pattern: a name or an address is never as long, and a pattern that goes back over a text of a
 * megabyte would hold an import up for hours.
 */
export const longestMatched = 2000;

const always: Holds = () => true;

/** A condition, compiled once for the records of a file. None given holds always. */
export function compileCondition(condition: Condition | undefined, spec: ReaderSpec): Holds {
  if (condition === undefined) return always;
  if ('all' in condition) {
    const parts = condition.all.map((each) => compileCondition(each, spec));
    return (seen) => parts.every((holds) => holds(seen));
  }
  if ('any' in condition) {
    const parts = condition.any.map((each) => compileCondition(each, spec));
    return (seen) => parts.some((holds) => holds(seen));
  }
  if ('not' in condition) {
    const holds = compileCondition(condition.not, spec);
    return (seen) => !holds(seen);
  }
  const passes = compileTest(condition);
  if ('field' in condition) {
    const { field } = condition;
    return (seen) => passes(fieldOf(seen, field) ?? undefined);
  }
  const { at } = condition;
  const access = compilePaths(typeof at === 'string' ? [at] : at, spec);
  return (seen) => passes(access.read(seen.record));
}

export function fieldOf(seen: Seen, field: TextField): string | null {
  return (field === 'description' ? seen.description : seen.core[field]) ?? null;
}

/** Of a list some element must pass. */
function compileTest(test: Test): (value: JsonValue | undefined) => boolean {
  const words = test.is && new Set(test.is.map((word) => word.toLowerCase()));
  const pattern = test.matches === undefined ? null : new RegExp(test.matches, 'u');
  const { from, below } = test;
  const one = (value: JsonValue): boolean => {
    const said = text(value);
    if (said === null) return false;
    if (words && !words.has(said.toLowerCase())) return false;
    if (pattern && (said.length > longestMatched || !pattern.test(said))) return false;
    if (from === undefined && below === undefined) return true;
    const number = said.trim() === '' ? Number.NaN : Number(said);
    return number >= (from ?? -Infinity) && number < (below ?? Infinity);
  };
  return (value) => {
    if (value === undefined) return false;
    return isList(value) ? value.some(one) : one(value);
  };
}
