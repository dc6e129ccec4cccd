import type { JsonValue } from '../../../shared/event.ts';
import { pointerJoin } from '../../../shared/jsonPointer.ts';
import { looksSecret } from '../../../shared/secret.ts';

/** Values looked at before giving up: more than any state has that a person would read. */
const mostVisited = 50_000;

/** Whether a state holds a value that looks like a secret. */
export function hasSecret(state: JsonValue | undefined): boolean {
  const open: { readonly path: string; readonly value: JsonValue }[] = [];
  if (state !== undefined) open.push({ path: '', value: state });
  for (let visited = 0; visited < mostVisited; visited += 1) {
    const next = open.pop();
    if (next === undefined) return false;
    if (looksSecret(next.path, next.value)) return true;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, value] of Object.entries<JsonValue>(next.value)) {
      open.push({ path: pointerJoin(next.path, key), value });
    }
  }
  return false;
}
