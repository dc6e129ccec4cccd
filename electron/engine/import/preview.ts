import type { CaseEvent } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { Preview } from '../../../shared/importResult.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { eventObject, exportedFields } from '../eventFields.ts';
import { recordPaths } from './adapters/paths.ts';
import type { GivenFile } from './givenFile.ts';
import { expandFolders } from './givenFile.ts';
import { readHead } from './headStart.ts';
import { recordHashOf } from './indexOriginal.ts';
import { openContents } from './openContents.ts';
import type { GivenContent } from './openContents.ts';
import { recognise } from './recognise.ts';
import type { Recognised, Wishes } from './recognise.ts';
import { RecordWalk } from './walkRecords.ts';

const shownEvents = 20;
const shownRejected = 20;

type Asked = GivenFile & Wishes & { readonly file: string };

/** What each file is and how it would be read; writes nothing, reads at most the first MiB of each content. */
export async function previewFiles(
  asked: readonly Asked[],
  signal: AbortSignal,
): Promise<readonly Preview[]> {
  const previews: Preview[] = [];
  for (const each of asked) {
    for (const file of await expandFolders([each])) {
      signal.throwIfAborted();
      previews.push(...(await previewFile({ ...each, ...file })));
    }
  }
  return previews;
}

async function previewFile(asked: Asked): Promise<readonly Preview[]> {
  try {
    const opened = await openContents(asked);
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
    adapter: { name: found.source.name, version: 1 },
    mapping: found.source.mapping,
  };
  const walk: RecordWalk = new RecordWalk(interpretation, {
    record(offset, bytes, cores, record) {
      if (events.length >= 200) return;
      const recordHash = Buffer.from(recordHashOf(bytes)).toString('hex');
      for (const [part, core] of cores.entries()) {
        const place = { original: 0, offset, length: bytes.length, part };
        const rest = walk.adapter.rest(record, part);
        events.push({
          ...core,
          ...rest,
          ...place,
          source: found.source.mapping.source,
          recordHash,
        });
      }
    },
    rejected(offset, length, reason) {
      if (rejected.length < shownRejected) rejected.push({ offset, length, reason });
    },
  });
  walk.push(head);
  // The tail of a head that is not the whole content is cut, not broken.
  if (complete) walk.end();
  return { events, rejected };
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
