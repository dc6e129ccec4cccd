import { ExpectedError } from '../../../shared/failure.ts';
import { byteRange, countedFrom } from '../../../shared/recordBytes.ts';
import type { Db } from '../db/open.ts';
import type { Original } from './evidence.ts';
import { PackReader } from './packReader.ts';

type FrameRow = {
  readonly seq: number;
  readonly decoded_offset: number;
  readonly decoded_length: number;
};

const namedOriginals = 5;

/**
 * Which blocks of a damaged pack cannot be read any more, and which bytes of which originals they held: a text for each
 * run of blocks. Everything else in the pack still can be read.
 */
export function damagedBlocks(
  folder: string,
  db: Db,
  pack: number,
  originals: readonly Original[],
): readonly string[] {
  const reader = new PackReader(folder, db);
  const runs: { first: FrameRow; last: FrameRow }[] = [];
  const frames = db.prepare<[number], FrameRow>(
    'SELECT seq, decoded_offset, decoded_length FROM frame WHERE pack = ? ORDER BY seq',
  );
  try {
    for (const frame of frames.all(pack)) {
      if (isReadable(reader, pack, frame)) continue;
      const run = runs.at(-1);
      if (run?.last.seq === frame.seq - 1) run.last = frame;
      else runs.push({ first: frame, last: frame });
    }
  } finally {
    reader.close();
  }
  return runs.map(({ first, last }) => {
    const [from, to] = [first.decoded_offset, last.decoded_offset + last.decoded_length];
    const held = originals
      .filter((each) => each.pack === pack && each.packOffset < to)
      .map((each) => ({
        each,
        start: Math.max(0, from - each.packOffset),
        end: Math.min(each.decodedBytes, to - each.packOffset),
      }))
      .filter(({ start, end }) => start < end)
      .map(({ each, start, end }) => {
        const range = byteRange({ offset: start, length: end - start });
        return `${range} of E${each.id} ${each.name}`;
      });
    const blocks =
      first.seq === last.seq ? `block ${first.seq}` : `blocks ${first.seq} to ${last.seq}`;
    const named = held.slice(0, namedOriginals).join(', ');
    const others = held.length - namedOriginals;
    return `${blocks} cannot be read: ${named}${others > 0 ? ` and of ${others} others` : ''} (${countedFrom})`;
  });
}

function isReadable(reader: PackReader, pack: number, frame: FrameRow): boolean {
  try {
    reader.read(pack, frame.decoded_offset, frame.decoded_length);
    return true;
  } catch (thrown) {
    if (thrown instanceof ExpectedError) return false;
    throw thrown;
  }
}
