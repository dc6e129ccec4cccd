import type { HeadStart } from '../../electron/engine/import/headStart.ts';

/** A whole small content, as recognition is given it. */
export function headOf(text: string): HeadStart {
  const head = Buffer.from(text);
  return { head, complete: true, content: nothing(), problem: null };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
