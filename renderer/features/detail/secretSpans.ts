import type { JsonValue } from '../../../shared/event.ts';
import { pointerJoin } from '../../../shared/jsonPointer.ts';
import { looksSecret } from '../../../shared/secret.ts';

/** A text in pieces, in order; the secret ones are masked until held. */
export type Piece = { readonly text: string; readonly isSecret: boolean };

/** Deeper or wider than this nothing is looked for: the walk would freeze the window before it helped. */
const mostVisited = 50_000;

/** The texts in a value that look like secrets, by their path or by their own form. */
export function secretsIn(value: JsonValue | undefined): readonly string[] {
  const found = new Set<string>();
  const open: { readonly path: string; readonly value: JsonValue }[] = [];
  if (value !== undefined) open.push({ path: '', value });
  for (let visited = 0; visited < mostVisited; visited += 1) {
    const next = open.pop();
    if (next === undefined) break;
    if (typeof next.value === 'object' && next.value !== null) {
      for (const [key, item] of Object.entries<JsonValue>(next.value)) {
        open.push({ path: pointerJoin(next.path, key), value: item });
      }
    } else if (typeof next.value === 'string' && looksSecret(next.path, next.value)) {
      found.add(next.value);
    }
  }
  return [...found];
}

/** The raw text with every place where one of these stands, as it is or as JSON writes it, taken out as a piece. */
export function maskedPieces(raw: string, secrets: readonly string[]): readonly Piece[] {
  const spans: { readonly from: number; readonly to: number }[] = [];
  for (const secret of secrets) {
    for (const written of new Set([secret, JSON.stringify(secret).slice(1, -1)])) {
      for (let at = raw.indexOf(written); at >= 0; at = raw.indexOf(written, at + written.length)) {
        spans.push({ from: at, to: at + written.length });
      }
    }
  }
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < done) continue;
    if (from > done) pieces.push({ text: raw.slice(done, from), isSecret: false });
    pieces.push({ text: raw.slice(from, to), isSecret: true });
    done = to;
  }
  if (done < raw.length) pieces.push({ text: raw.slice(done), isSecret: false });
  return pieces;
}
