const headBytes = 1024 * 1024;

export type HeadStart = {
  readonly head: Uint8Array;
  /** The head is the whole content. */
  readonly complete: boolean;
  /** The content from its first byte, once. */
  readonly content: AsyncIterable<Uint8Array>;
  /** What went wrong while the head was read; the head is then what could be read before it. */
  readonly problem: unknown;
};

/** Reads the first MiB ahead, for detection, and gives the content back unbroken. */
export async function readHead(source: AsyncIterable<Uint8Array>): Promise<HeadStart> {
  const iterator = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  let problem: unknown = null;
  while (size < headBytes) {
    try {
      const next = await iterator.next();
      if (next.done) {
        complete = true;
        break;
      }
      taken.push(next.value);
      size += next.value.length;
    } catch (thrown) {
      problem = thrown;
      complete = true;
      break;
    }
  }
  const head = Buffer.concat(taken);
  async function* content(): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      if (problem !== null) throw problem;
      if (complete) return;
      for (;;) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head, complete, content: content(), problem };
}
