import { isUtf8 } from 'node:buffer';

import type { Encoding } from './readers/reader.ts';

export type DetectedEncoding =
  | { readonly encoding: Encoding; readonly warnings: readonly string[] }
  | { readonly problem: string };

/**
 * By byte order mark, else by where NULs lie (UTF-16 of mostly Western text has one in every unit), else UTF-8 where that is
 * valid. What is neither is Windows-1252, unless more of its bytes beyond ASCII make sense as UTF-8 than do not: then it is
 * damaged UTF-8, and the records concerned are flagged.
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) {
    return { problem: 'text in UTF-32, which is not read: save it as UTF-8' };
  }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', warnings: [] };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', warnings: [] };
  const wide = utf16ByNuls(head.subarray(0, 4096));
  if (wide !== null) return { encoding: wide, warnings: [] };
  const whole = withoutCutCharacter(head);
  if (isUtf8(whole)) return { encoding: 'utf-8', warnings: [] };
  const { sequences, strays } = countBeyondAscii(whole);
  if (sequences >= strays)
    return { encoding: 'utf-8', warnings: ['some bytes are no valid UTF-8'] };
  return { encoding: 'windows-1252', warnings: ['not UTF-8: read as Windows-1252'] };
}

function utf16ByNuls(head: Uint8Array): Encoding | null {
  const units = Math.floor(head.length / 2);
  if (units < 2) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < units * 2; at += 1) {
    if (head[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd > units * 0.4 && even < odd * 0.15) return 'utf-16le';
  if (even > units * 0.4 && odd < even * 0.15) return 'utf-16be';
  return null;
}

/** A head may end inside a character. */
function withoutCutCharacter(head: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, head.length); back += 1) {
    const byte = head[head.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? head.subarray(0, head.length - back) : head;
    }
  }
  return head;
}

function countBeyondAscii(bytes: Uint8Array): { sequences: number; strays: number } {
  let sequences = 0;
  let strays = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (byte >= 0xc2 && isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length) {
      sequences += 1;
      at += length;
    } else {
      strays += 1;
      at += 1;
    }
  }
  return { sequences, strays };
}
