import type { TestContext } from 'node:test';

import { openIndex } from '../../electron/engine/columns/caseIndex.ts';
import type { CaseIndex } from '../../electron/engine/columns/caseIndex.ts';
import { IndexWriter } from '../../electron/engine/columns/indexWriter.ts';
import { createQuery } from '../../electron/engine/query/query.ts';
import type { Query } from '../../electron/engine/query/query.ts';
import { factsOf } from '../../electron/engine/query/rowFacts.ts';
import type { FactReader } from '../../electron/engine/query/rowFacts.ts';
import type { RecordReader } from '../../electron/engine/recordReader.ts';
import type { CaseEvent, JsonValue } from '../../shared/event.ts';
import { addEvent } from './addEvent.ts';
import { temporaryFolder } from './folder.ts';

export type Stored = { readonly event: CaseEvent; readonly value: JsonValue };

/** Records kept in memory instead of in an evidence file: by row, in the order given. */
export function recordsOf(
  stored: readonly Stored[],
): RecordReader & { readonly reads: () => number } {
  let reads = 0;
  const at = (row: number): Stored & { bytes: Uint8Array; utf8: Uint8Array } => {
    reads++;
    const found = stored[row];
    if (!found) throw new Error(`no record ${row}`);
    const utf8 = Buffer.from(JSON.stringify(found.value));
    return { ...found, bytes: utf8, utf8 };
  };
  return {
    reads: () => reads,
    read: at,
    fileOf(original) {
      const found = stored.find(({ event }) => event.original === original)?.event;
      return found ? { name: found.originalName, sha256: found.originalSha256 } : null;
    },
    readPlace: ({ original, offset, part }) =>
      at(
        stored.findIndex(
          ({ event }) =>
            event.original === original && event.offset === offset && event.part === part,
        ),
      ),
  };
}

/** One import job. */
export function writeEvents(folder: string, events: readonly CaseEvent[], seq: number): void {
  const writer = new IndexWriter(folder);
  for (const [i, event] of events.entries()) {
    const { original, offset, length, part, source } = event;
    const key = { low: i, high: 0 };
    addEvent(writer, { original, offset, length, part, source, core: event, key });
  }
  writer.commit(seq);
}

export type IndexedEvents = {
  readonly folder: string;
  readonly index: CaseIndex;
  readonly query: Query;
  readonly records: ReturnType<typeof recordsOf>;
};

/** A real index over events in memory. */
export function indexedEvents(
  t: TestContext,
  stored: readonly Stored[],
  aside: ReadonlySet<number> = new Set(),
): IndexedEvents {
  const folder = temporaryFolder(t);
  writeEvents(
    folder,
    stored.map(({ event }) => event),
    1,
  );
  const index = openIndex(folder);
  t.after(() => index.close());
  const records = recordsOf(stored);
  return {
    folder,
    index,
    records,
    query: createQuery(index, records, { asideOriginals: () => aside }),
  };
}

export const never = new AbortController().signal;

/** What the second pass reads, without threads. */
export function factsFrom(records: RecordReader): FactReader {
  return (firstRow, rows) => Promise.resolve(factsOf(records, firstRow, rows));
}
