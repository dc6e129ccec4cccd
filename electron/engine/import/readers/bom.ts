import type { PieceSink, Reader } from './reader.ts';

const mark = Uint8Array.of(0xef, 0xbb, 0xbf);

/** Gives a byte order mark at the very beginning as a header piece, and everything after it to `inner`. */
export function pastByteOrderMark(inner: Reader, sink: PieceSink): Reader {
  let first: Uint8Array | null = new Uint8Array(0);
  const decide = (start: Uint8Array): void => {
    first = null;
    if (mark.every((byte, index) => start[index] === byte)) {
      sink('header', mark.length, start.subarray(0, mark.length));
      if (start.length > mark.length) inner.push(start.subarray(mark.length));
    } else if (start.length > 0) inner.push(start);
  };
  return {
    push(chunk) {
      if (first === null) {
        inner.push(chunk);
        return;
      }
      const start = first.length === 0 ? chunk : Buffer.concat([first, chunk]);
      const mayBeMark = mark.subarray(0, start.length).every((byte, i) => start[i] === byte);
      if (start.length < mark.length && mayBeMark) first = new Uint8Array(start);
      else decide(start);
    },
    end() {
      if (first !== null) decide(first);
      inner.end();
    },
  };
}
