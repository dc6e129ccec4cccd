import type { JsonValue } from '../../../shared/event.ts';
import { isList, pointerJoin } from '../../../shared/jsonPointer.ts';

/** A line of the tree of a record. */
export type TreeLine = {
  /** JSON Pointer. */
  readonly path: string;
  readonly depth: number;
  /** Null at the root. */
  readonly key: string | null;
  /** The value as JSON, or how much is in it. */
  readonly text: string;
  readonly kind: 'text' | 'number' | 'word' | 'inside' | 'more';
  readonly isOpen: boolean;
  /** The value for a filter; null where there is none to filter by. */
  readonly value: string | null;
};

/** Children of one object or list that are drawn; the rest is counted. */
const mostChildren = 500;

/** The lines of a value, as far as it is opened. */
export function treeLines(
  value: JsonValue,
  isOpen: (path: string, depth: number) => boolean,
): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const add = (item: JsonValue, key: string | null, path: string, depth: number): void => {
    if (typeof item !== 'object' || item === null) {
      lines.push(leaf(item, key, path, depth));
      return;
    }
    const entries: readonly [string, JsonValue][] = isList(item)
      ? item.map((child, place) => [String(place), child])
      : Object.entries(item);
    const open = entries.length > 0 && isOpen(path, depth);
    const count = `${entries.length} ${isList(item) ? 'item' : 'field'}${entries.length === 1 ? '' : 's'}`;
    const text = isList(item) ? `[ ${count} ]` : `{ ${count} }`;
    lines.push({ path, depth, key, text, kind: 'inside', isOpen: open, value: null });
    if (!open) return;
    for (const [name, child] of entries.slice(0, mostChildren)) {
      add(child, name, pointerJoin(path, name), depth + 1);
    }
    if (entries.length > mostChildren) {
      lines.push({
        path: `${path}/…`,
        depth: depth + 1,
        key: null,
        text: `${entries.length - mostChildren} more, see the text`,
        kind: 'more',
        isOpen: false,
        value: null,
      });
    }
  };
  add(value, null, '', 0);
  return lines;
}

function leaf(item: JsonValue, key: string | null, path: string, depth: number): TreeLine {
  const kind = typeof item === 'string' ? 'text' : typeof item === 'number' ? 'number' : 'word';
  const value = item === null ? null : typeof item === 'string' ? item : JSON.stringify(item);
  return { path, depth, key, text: JSON.stringify(item), kind, isOpen: false, value };
}

/** The record as JSON for the tree, or why there is no tree. Integers keep all their digits, as texts do. */
export function treeValue(
  raw: string,
): { readonly value: JsonValue } | { readonly problem: string } {
  try {
    const value: JsonValue = JSON.parse(raw, exactNumber);
    if (typeof value === 'object' && value !== null) return { value };
  } catch {
    return {
      problem: 'This record is not JSON. Its fields are in Summary, its own words in Text.',
    };
  }
  return { problem: 'This record is a single value: see Text.' };
}

/** `source` is the number as written: ECMAScript 2025. What a double cannot hold is kept as text. */
function exactNumber(
  _key: string,
  value: JsonValue,
  context?: { readonly source?: string },
): JsonValue {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  return Number.isSafeInteger(value) || String(value) === source || !/^-?\d+$/.test(source)
    ? value
    : source;
}
