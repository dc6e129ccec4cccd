import type { EventPage, EventRow } from '../../../shared/eventPage.ts';
import { toFailure } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';

/** Rows asked for at once, aligned: block 3 holds rows 300 to 399. */
export const blockSize = 100;
/** Blocks kept: 8,000 rows, some MB. The ones looked at longest ago go first. */
const mostBlocks = 80;
/** A fling of the thumb passes over many blocks: only where it comes to rest is worth an answer. */
const mostUnderWay = 3;

export type LoadPage = (offset: number, limit: number, signal: AbortSignal) => Promise<EventPage>;

/** The rows of one view, fetched in blocks as they come into sight. */
export type EventPages = {
  /** Undefined until its block has arrived. */
  row(row: number): EventRow | undefined;
  /** Says what is in sight; starts what is missing and cancels what is out of sight again. */
  want(first: number, last: number): void;
  /** Reads what is in sight anew, row by row in place; what is not is read when it comes into sight again. */
  refresh(): void;
  /** Null until the first block has arrived. */
  latest(): EventPage | null;
  /** Why the last block could not be had; null once one arrives. */
  failure(): Failure | null;
  /** Cancels all that is under way; rows that are there stay readable. */
  close(): void;
};

export function createEventPages(load: LoadPage, onChange: () => void): EventPages {
  // In order of use: the first is the one looked at longest ago.
  const blocks = new Map<number, readonly EventRow[]>();
  const underWay = new Map<number, AbortController>();
  let latest: EventPage | null = null;
  let failure: Failure | null = null;
  let wanted: readonly number[] = [];
  let isClosed = false;

  const start = async (block: number): Promise<void> => {
    const abort = new AbortController();
    underWay.set(block, abort);
    try {
      const page = await load(block * blockSize, blockSize, abort.signal);
      if (abort.signal.aborted) return;
      blocks.delete(block);
      blocks.set(block, page.rows);
      latest = page;
      failure = null;
      for (const oldest of blocks.keys()) {
        if (blocks.size <= mostBlocks) break;
        if (!wanted.includes(oldest)) blocks.delete(oldest);
      }
    } catch (thrown) {
      if (abort.signal.aborted) return;
      failure = toFailure(thrown);
      wanted = wanted.filter((other) => other !== block);
    } finally {
      if (underWay.get(block) === abort) underWay.delete(block);
    }
    onChange();
    proceed();
  };

  const proceed = (): void => {
    if (isClosed) return;
    for (const block of wanted) {
      if (underWay.size >= mostUnderWay) return;
      if (!blocks.has(block) && !underWay.has(block)) void start(block);
    }
  };

  return {
    row(row) {
      return blocks.get(Math.floor(row / blockSize))?.[row % blockSize];
    },
    want(first, last) {
      wanted = blocksOf(first, last, latest?.total ?? null);
      for (const [block, abort] of underWay) {
        if (wanted.includes(block)) continue;
        underWay.delete(block);
        abort.abort();
      }
      for (const block of wanted) {
        const rows = blocks.get(block);
        if (rows === undefined) continue;
        blocks.delete(block);
        blocks.set(block, rows);
      }
      proceed();
    },
    refresh() {
      for (const block of blocks.keys()) if (!wanted.includes(block)) blocks.delete(block);
      for (const abort of underWay.values()) abort.abort();
      underWay.clear();
      for (const block of wanted) void start(block);
    },
    latest: () => latest,
    failure: () => failure,
    close() {
      isClosed = true;
      wanted = [];
      for (const abort of underWay.values()) abort.abort();
      underWay.clear();
    },
  };
}

/** The blocks in sight, then the one below and the one above, for the next turn of the wheel. */
export function blocksOf(first: number, last: number, total: number | null): readonly number[] {
  const from = Math.floor(Math.max(0, first) / blockSize);
  const to = Math.floor(Math.max(0, last) / blockSize);
  const blocks: number[] = [];
  for (let block = from; block <= to; block += 1) blocks.push(block);
  if (total === null) return blocks;
  if ((to + 1) * blockSize < total) blocks.push(to + 1);
  if (from > 0) blocks.push(from - 1);
  return blocks;
}
