import type { CodedField } from './codedField.ts';
import type { Pace } from './pace.ts';

/** So that nobody can make texts that all fall on one slot. */
const seed = Math.floor(Math.random() * 2 ** 32);

/**
 * For each code of a field whose codes repeat texts, the first code with the same text; 0 for 0. An open-addressed table of codes,
 * at most half full: four million texts take 80 MB while it is made, a Map of them five times that.
 */
export async function firstOfText(
  coded: Pick<CodedField, 'size' | 'entries' | 'labels'>,
  pace: Pace,
): Promise<Uint32Array> {
  const first = new Uint32Array(coded.size + 1);
  const hashes = new Uint32Array(coded.size + 1);
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(coded.size * 2 + 2)));
  const mask = slots.length - 1;
  let done = 0;
  for (const [code, [text = '']] of coded.entries()) {
    const hash = hashOf(text);
    hashes[code] = hash;
    let slot = hash & mask;
    for (;;) {
      const there = slots[slot] ?? 0;
      if (there === 0) slots[slot] = code;
      if (there === 0 || (hashes[there] === hash && coded.labels(there)[0] === text)) {
        first[code] = there === 0 ? code : there;
        break;
      }
      slot = (slot + 1) & mask;
    }
    if ((++done & 0xff) === 0 && pace.due()) await pace.rest();
  }
  return first;
}

/** FNV-1a over UTF-16 units, and a last mix (MurmurHash3's), as the table takes the lowest bits. */
function hashOf(text: string): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
