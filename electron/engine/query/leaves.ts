import type { JsonValue } from '../../../shared/event.ts';
import { isList } from '../../../shared/jsonPointer.ts';

/** JSON in a text in JSON in a text …: so deep and no deeper. */
const maxDecodings = 8;

/**
 * The leaf values of a record as texts, keys aside: what a search looks at. A text that holds a JSON object or array is
 * read as that (the cell of a CSV, a state sent as text), so that a search does not see its quotes and escapes.
 * `visit` returning true ends the walk; so does the function then.
 */
export function someLeaf(
  value: JsonValue,
  visit: (text: string) => boolean,
  decodings = maxDecodings,
): boolean {
  if (typeof value === 'string') {
    const inner = decodings > 0 ? jsonInText(value) : undefined;
    return inner === undefined ? visit(value) : someLeaf(inner, visit, decodings - 1);
  }
  if (value === null) return false;
  if (typeof value !== 'object') return visit(String(value));
  if (isList(value)) return value.some((item) => someLeaf(item, visit, decodings));
  for (const key in value) {
    const item = value[key];
    if (item !== undefined && someLeaf(item, visit, decodings)) return true;
  }
  return false;
}

/** A number of more digits than a double keeps: its text is taken instead. */
const long = /\d{16}/;

function jsonInText(text: string): JsonValue | undefined {
  const trimmed = text.trim();
  const first = trimmed.charAt(0);
  const last = trimmed.charAt(trimmed.length - 1);
  if (
    !(
      (first === '{' && last === '}') ||
      (first === '[' && last === ']') ||
      (first === '"' && last === '"' && trimmed.length > 1)
    )
  ) {
    return undefined;
  }
  try {
    return parse(trimmed);
  } catch (thrown) {
    // Not JSON after all: then it is a text like any other.
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** JSON.parse as Node 22 and later have it: the reviver sees each value's own text. */
type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => JsonValue;

function parse(text: string): JsonValue {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse gives JSON values
  if (!long.test(text)) return JSON.parse(text) as JsonValue;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript's library does not know the third argument
  const parseWithSource = JSON.parse as ParseWithSource;
  return parseWithSource(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? source : value,
  );
}
