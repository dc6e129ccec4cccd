import { sameJson } from '../../../shared/canonicalJson.ts';
import type { FieldChange } from '../../../shared/diff.ts';
import type { JsonValue } from '../../../shared/event.ts';
import { assertNever } from '../../../shared/failure.ts';
import { isList, pointerGet, pointerJoin } from '../../../shared/jsonPointer.ts';

/** A line of the Fields table. */
export type ChangeRow = {
  /** JSON Pointer; empty: the whole state. */
  readonly path: string;
  readonly glyph: '+' | '−' | '±' | '≡' | '=';
  /** The kind in a word, beside the glyph: colour alone would not say it to everyone. */
  readonly word: 'added' | 'removed' | 'changed' | 'list' | 'unchanged';
  readonly before: readonly string[];
  readonly after: readonly string[];
};

export function changeRow(change: FieldChange): ChangeRow {
  const { path } = change;
  switch (change.kind) {
    case 'added':
      return { path, glyph: '+', word: 'added', before: [], after: [shownAt(path, change.after)] };
    case 'removed':
      return {
        path,
        glyph: '−',
        word: 'removed',
        before: [shownAt(path, change.before)],
        after: [],
      };
    case 'changed':
      return {
        path,
        glyph: '±',
        word: 'changed',
        before: [shownAt(path, change.before)],
        after: [shownAt(path, change.after)],
      };
    case 'list':
      return {
        path,
        glyph: '≡',
        word: 'list',
        before: change.removed.map((item) => `− ${shown(item)}`),
        after: [
          ...change.added.map((item) => `+ ${shown(item)}`),
          ...(change.reordered ? ['in another order'] : []),
        ],
      };
    default:
      return assertNever(change);
  }
}

/** A whole state that is text, since it is not JSON, stands as it is: quotes of ours would be taken for its own. */
function shownAt(path: string, value: JsonValue): string {
  return path === '' && typeof value === 'string' ? value : shown(value);
}

/** A value as JSON writes it, so that the text "5" and the number 5 differ; objects on lines of their own. */
export function shown(value: JsonValue): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value, null, 2)
    : JSON.stringify(value);
}

/** The fields that are the same in both states, as deep as a change lies beside them. */
export function unchangedRows(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  changes: readonly FieldChange[],
  volatile: readonly string[],
): readonly ChangeRow[] {
  const rows: ChangeRow[] = [];
  const isChanged = new Set(changes.map(({ path }) => path));
  const hasChangeBelow = (path: string): boolean =>
    changes.some((change) => change.path.startsWith(`${path}/`));
  const visit = (was: JsonValue, is: JsonValue, path: string): void => {
    if (isChanged.has(path) || volatile.includes(path)) return;
    if (hasChangeBelow(path) || path === '') {
      for (const [key, item] of entriesOf(is)) {
        const other = entriesOf(was).find(([name]) => name === key);
        if (other !== undefined) visit(other[1], item, pointerJoin(path, key));
      }
      return;
    }
    const text = [shown(is)];
    rows.push({ path, glyph: '=', word: 'unchanged', before: text, after: text });
  };
  if (before !== undefined && before !== null && after !== undefined && after !== null) {
    visit(before, after, '');
  }
  return rows;
}

function entriesOf(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isList(value)) return value.map((item, place) => [String(place), item]);
  return Object.entries(value);
}

/** The fields that change on every write and say nothing, where they did change: told by name, not as changes. */
export function bookkeeping(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  volatile: readonly string[],
): readonly string[] {
  if (before === undefined || after === undefined) return [];
  return volatile.filter((path) => {
    const was = pointerGet(before, path);
    const is = pointerGet(after, path);
    if (was === undefined || is === undefined) return was !== is;
    return !sameJson(was, is);
  });
}

/** What a filter compares a shown value by; null for what is no single value: an object, a list, null, a note of ours. */
export function filterValue(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^[+−] /u, ''));
    if (typeof value === 'string') return value === '' ? null : value;
    return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : null;
  } catch {
    return null;
  }
}
