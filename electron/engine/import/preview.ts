import type { CaseEvent } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { Preview } from '../../../shared/importResult.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { eventObject, exportedFields } from '../eventFields.ts';
import { hashesOf } from '../evidence/recordHashes.ts';
import { recordPaths } from './adapters/paths.ts';
import { RecordCutter } from './cutRecords.ts';
import type { GivenFile } from './givenFile.ts';
import { expandFolders, openGiven } from './givenFile.ts';
import { readHead } from './headStart.ts';
import { openContents } from './openContents.ts';
import type { GivenContent } from './openContents.ts';
import { RecordRejected } from './readers/reader.ts';
import { adapterHere, readingVersion } from './readingVersion.ts';
import { RecordReader } from './readRecord.ts';
import { recognise } from './recognise.ts';
import type { Recognised, Wishes } from './recognise.ts';
import { lengthOf, rawOf, utf8Of } from './recordBatch.ts';

const shownEvents = 20;
const readEvents = 200;
const shownRejected = 20;
/** Files of one folder; of a larger one so many stand for all. */
const lookedAt = 200;

type Asked = GivenFile & Wishes & { readonly file: string };

/** What each file is and how it would be read; writes nothing, reads at most the first MiB of each content. */
export async function previewFiles(
  asked: readonly Asked[],
  signal: AbortSignal,
): Promise<readonly Preview[]> {
  const previews: Preview[] = [];
  for (const each of asked) {
    const files = await expandFolders([each]);
    for (const file of spread(files, lookedAt)) {
      signal.throwIfAborted();
      const found = await previewFile({ ...each, ...file });
      previews.push(
        ...(files.length > lookedAt
          ? found.map((one) => ({ ...one, ofFiles: files.length }))
          : found),
      );
    }
  }
  return previews;
}

/** So many of them, from the first to the last at even distances; all where they are no more. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, at) =>
    all.at(Math.round((at * (all.length - 1)) / (most - 1))),
  ).filter((one) => one !== undefined);
}

async function previewFile(asked: Asked): Promise<readonly Preview[]> {
  try {
    const opened = await openContents(openGiven(asked));
    if (opened.kind === 'unsupported') return [problem(asked.file, asked.name, opened.reason)];
    const previews: Preview[] = [];
    for (const content of opened.contents) previews.push(await previewContent(asked, content));
    if (opened.kind !== 'plain') {
      for (const { name, reason } of opened.refused)
        previews.push(problem(asked.file, name, reason));
    }
    return previews.length > 0
      ? previews
      : [problem(asked.file, asked.name, 'an archive without members')];
  } catch (thrown) {
    return [problem(asked.file, asked.name, wordsOf(thrown))];
  }
}

/** What went wrong with a file, for the auditor; a bug of ours goes on as one. */
export function wordsOf(thrown: unknown): string {
  if (thrown instanceof ExpectedError) return thrown.message;
  if (thrown instanceof Error && (thrown.name === 'DamagedContainer' || 'code' in thrown))
    return thrown.message;
  throw thrown;
}

async function previewContent(asked: Asked, content: GivenContent): Promise<Preview> {
  const start = await readHead(content.open());
  await start.content[Symbol.asyncIterator]().return?.();
  const found = recognise(start, content.name, asked);
  if ('problem' in found)
    return { ...problem(asked.file, content.name, found.problem), size: start.head.length };
  const { events, rejected } = firstEvents(found, start.head, start.complete);
  const { mapping } = found.source;
  return {
    file: asked.file,
    name: content.name,
    size: start.head.length,
    source: mapping.source,
    sourceLabel: mapping.label,
    reader: found.spec.name,
    confidence: found.source.confidence,
    mapping,
    asksZone: asksZone(mapping, events),
    events: events.slice(0, shownEvents).map((event) => eventObject(event, exportedFields, 'UTC')),
    rejected,
    paths: recordPaths(found.sample),
    warnings: [...found.warnings, ...(start.problem === null ? [] : [wordsOf(start.problem)])],
    problem: null,
  };
}

function asksZone(mapping: Mapping, events: readonly CaseEvent[]): boolean {
  if (mapping.time.zone !== null && mapping.time.zoneSource !== 'assumed') return false;
  return events.some(({ time }) => time?.zoneSource === 'assumed');
}

function firstEvents(
  found: Recognised,
  head: Uint8Array,
  complete: boolean,
): { readonly events: readonly CaseEvent[]; readonly rejected: Preview['rejected'] } {
  const events: CaseEvent[] = [];
  const rejected: { offset: number; length: number; reason: string }[] = [];
  const interpretation = {
    reader: found.spec,
    adapter: adapterHere(found.source.name, found.source.mapping.source),
    reading: readingVersion,
    mapping: found.source.mapping,
  };
  const reader = new RecordReader(interpretation);
  const cutter = new RecordCutter(found.spec, (cut) => {
    for (const { offset, length, reason } of cut.rejected)
      rejected.push({ offset, length, reason });
    for (let at = 0; at < cut.batch.records && events.length < readEvents; at++) {
      const place = {
        original: 0,
        offset: cut.batch.offsets[at] ?? 0,
        length: lengthOf(cut.batch, at),
      };
      try {
        const utf8 = utf8Of(cut.batch, at);
        const beside = { ...hashesOf(rawOf(cut.batch, at)), file: null };
        for (const part of reader.read(utf8).cores.keys())
          events.push(reader.event(utf8, { ...place, part }, beside).event);
      } catch (thrown) {
        if (!(thrown instanceof RecordRejected)) throw thrown;
        rejected.push({ offset: place.offset, length: place.length, reason: thrown.message });
      }
    }
  });
  cutter.push(head);
  // The tail of a head that is not the whole content is cut, not broken.
  if (complete) cutter.end();
  else cutter.flush();
  return {
    events,
    rejected: rejected.toSorted((a, b) => a.offset - b.offset).slice(0, shownRejected),
  };
}

function problem(file: string, name: string, reason: string): Preview {
  return {
    file,
    name,
    size: 0,
    source: null,
    sourceLabel: null,
    reader: null,
    confidence: 0,
    mapping: null,
    asksZone: false,
    events: [],
    rejected: [],
    paths: [],
    warnings: [],
    problem: reason,
  };
}
