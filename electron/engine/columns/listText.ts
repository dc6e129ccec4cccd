import type { Target } from '../../../shared/event.ts';

/**
 * A list as one dictionary entry: JSON text, an array of texts; of targets an array of `[type, id, name, email]`. No
 * items: no value.
 */
export function listText(items: readonly string[]): string | null {
  return items.length === 0 ? null : JSON.stringify(items);
}

export function targetsText(targets: readonly Target[]): string | null {
  if (targets.length === 0) return null;
  return JSON.stringify(targets.map(({ type, id, name, email }) => [type, id, name, email]));
}

/** The texts in it; of a target each of its four, in order, those that are there. */
export function listItems(text: string | null): string[] {
  if (text === null) return [];
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new Error('a list column holds no list');
  return parsed.flat().filter((item) => typeof item === 'string');
}

/** The targets in it. */
export function targetItems(text: string | null): Target[] {
  if (text === null) return [];
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new Error('a list column holds no list');
  return parsed.map((item: unknown) => {
    const parts: readonly unknown[] = Array.isArray(item) ? item : [];
    return {
      type: word(parts[0]),
      id: word(parts[1]),
      name: word(parts[2]),
      email: word(parts[3]),
    };
  });
}

const word = (value: unknown): string | null => (typeof value === 'string' ? value : null);
