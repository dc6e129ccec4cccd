import { createHash } from 'node:crypto';

import type { CaseEvent } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { RecordedOriginal } from '../evidence/importEntry.ts';
import type { PackWriter } from '../evidence/packWriter.ts';
import { RecordTree } from '../evidence/recordTree.ts';
import { readHead } from './headStart.ts';
import { OriginalIndexer } from './indexOriginal.ts';
import type { IndexedOriginal } from './indexOriginal.ts';
import type { Interpreted } from './jobInterpretations.ts';
import { contentKey, FailedMidway } from './jobParts.ts';
import type { JobOptions, JobParts } from './jobParts.ts';
import type { GivenContent } from './openContents.ts';
import type { PreparedContent } from './preparedFile.ts';
import { wordsOf } from './preview.ts';
import type { Given } from './recorded.ts';

type OpenedContent = Interpreted & { readonly chunks: AsyncIterable<Uint8Array> };
type ContentTaken = {
  readonly indexed: IndexedOriginal;
  readonly sha256: string;
  readonly warnings: readonly string[];
};

/** Reads the contents of one job, one after another. */
export class ContentReader {
  /** What the job has read before, for its progress. */
  bytesBefore = 0;
  recordsBefore = 0;
  readonly #parts: JobParts;
  readonly #options: JobOptions;
  readonly #pack: PackWriter;
  readonly #started = performance.now();

  constructor(parts: JobParts, options: JobOptions, pack: PackWriter) {
    this.#parts = parts;
    this.#options = options;
    this.#pack = pack;
  }

  /** The content and how it is read; null for one of 0 bytes. Throws ExpectedError where nothing of it can be read. */
  async open(content: GivenContent, given: Given): Promise<OpenedContent | null> {
    const start = await readHead(content.open());
    if (start.head.length === 0 && start.problem === null) return null;
    const found = this.#parts.interpretations.recognise(start, content.name, given.file);
    if (!('problem' in found)) return { ...found, chunks: start.content };
    await start.content[Symbol.asyncIterator]().return?.();
    throw new ExpectedError(
      'unreadable',
      start.problem === null ? found.problem : wordsOf(start.problem),
    );
  }

  /** Takes the content into the pack and the index, as the original `id`. */
  async read(
    id: number,
    opened: OpenedContent | PreparedContent,
    content: GivenContent,
    given: Given,
  ): Promise<{ recorded: RecordedOriginal; tree: ReturnType<RecordTree['finish']> }> {
    const interpretation =
      'shape' in opened ? this.#parts.interpretations.ofShape(opened.shape) : opened.interpretation;
    this.#parts.onOriginal(id, { interpretation, packOffset: this.#pack.position });
    const tree = new RecordTree();
    const indexer = new OriginalIndexer({
      original: id,
      interpretation,
      index: this.#parts.index,
      duplicates: this.#parts.duplicates,
      threads: this.#parts.threads,
      tree,
      ...(this.#parts.wantsFirstEvents() && {
        onFirstEvents: (events: readonly CaseEvent[]) => {
          this.#parts.onFirstEvents(events, content.name);
        },
      }),
    });
    const { indexed, sha256, warnings } =
      'shape' in opened
        ? this.#takeRead(opened, indexer, content.name, given)
        : await this.#takeChunks(opened, indexer, content, given);
    const { from, to, precisions } = indexer.times;
    return {
      tree: tree.finish(),
      recorded: {
        id,
        name: content.name,
        sha256,
        interpretation,
        eventsDigest: indexed.eventsDigest,
        events: indexed.events,
        records: { ...indexed.records },
        bytes: { ...indexed.bytes },
        from: Number.isFinite(from) ? new Date(from).toISOString() : null,
        to: Number.isFinite(to) ? new Date(to).toISOString() : null,
        precisions: [...precisions],
        warnings: [...warnings, ...indexed.warnings],
      },
    };
  }

  #takeRead(
    { content, sha256, blocks, bytes }: PreparedContent,
    indexer: OriginalIndexer,
    name: string,
    given: Given,
  ): ContentTaken {
    this.#pack.write(content);
    const indexed = indexer.takeRead(blocks, bytes);
    this.#progress(name, given.file.size, bytes.decoded, indexer);
    return { indexed, sha256, warnings: [] };
  }

  async #takeChunks(
    opened: OpenedContent,
    indexer: OriginalIndexer,
    content: GivenContent,
    given: Given,
  ): Promise<ContentTaken> {
    const hash = createHash('sha256');
    let decoded = 0;
    let damage: string | null = null;
    try {
      for await (const chunk of opened.chunks) {
        this.#options.signal.throwIfAborted();
        hash.update(chunk);
        this.#pack.write(chunk);
        await indexer.push(chunk);
        decoded += chunk.length;
        this.#progress(content.name, given.file.size, decoded, indexer);
      }
    } catch (thrown) {
      // A damaged archive keeps what could be read before the damage.
      if (this.#options.signal.aborted || decoded === 0) throw thrown;
      const words = wordsOf(thrown);
      if (!(thrown instanceof Error) || thrown.name !== 'DamagedContainer')
        throw new FailedMidway(contentKey(given.file, content), words, { cause: thrown });
      damage = words;
    }
    const indexed = await indexer.end(decoded);
    const warnings = [...opened.warnings, ...(damage === null ? [] : [damage])];
    return { indexed, sha256: hash.digest('hex'), warnings };
  }

  #progress(name: string, size: number, decoded: number, indexer: OriginalIndexer): void {
    const { records, rejected } = indexer.progress;
    this.#options.onProgress({
      phase: 'reading',
      what: name,
      bytesDone: this.bytesBefore + Math.min(size, decoded),
      bytesTotal: this.#parts.bytes,
      records: records + this.recordsBefore,
      rejected,
      seconds: (performance.now() - this.#started) / 1000,
    });
  }
}
