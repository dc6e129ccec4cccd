import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';

import type { CaseEvent } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportedOriginal } from '../../../shared/importResult.ts';
import type { IndexWriter } from '../columns/indexWriter.ts';
import type { NewOriginal } from '../evidence/commit.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { RecordedOriginal } from '../evidence/importEntry.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { PackWriter } from '../evidence/packWriter.ts';
import { RecordTree } from '../evidence/recordTree.ts';
import type { Taken } from '../sync/syncRecord.ts';
import type { TaskProgress } from '../workerTask.ts';
import type { BatchThreads } from './batchThreads.ts';
import type { Duplicates } from './duplicates.ts';
import { openGiven } from './givenFile.ts';
import type { GivenFile, OpenedFile } from './givenFile.ts';
import { readHead } from './headStart.ts';
import { OriginalIndexer } from './indexOriginal.ts';
import type { IndexedOriginal } from './indexOriginal.ts';
import { JobInterpretations } from './jobInterpretations.ts';
import type { Interpreted } from './jobInterpretations.ts';
import { keepContainer } from './keepContainer.ts';
import type { KeptContainer } from './keepContainer.ts';
import { hashFile, KnownFiles } from './knownFiles.ts';
import { openContents, preparedContents } from './openContents.ts';
import type { GivenContent, GivenContents } from './openContents.ts';
import type { PreparedContent, PreparedFile } from './preparedFile.ts';
import { wordsOf } from './preview.ts';
import type { Wishes } from './recognise.ts';
import { containerRecord, emptyContent, resultOf, sameAgain } from './recorded.ts';
import type { Given } from './recorded.ts';

export type JobOptions = {
  readonly author: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

export type JobParts = {
  readonly evidence: Evidence;
  readonly index: IndexWriter;
  readonly duplicates: Duplicates;
  readonly threads: BatchThreads;
  /** How many files the job is going to be given, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Hears how files of a shape are read; null where each file is looked at for itself. */
  readonly learn: ((shape: string, interpretation: Interpretation) => void) | null;
  /** Whether nobody was shown any yet. */
  readonly wantsFirstEvents: () => boolean;
  readonly onFirstEvents: (events: readonly CaseEvent[], file: string) => void;
  /** Tells the duplicates' reader of an original that is not in the evidence yet. */
  readonly onOriginal: (
    original: number,
    at: { interpretation: Interpretation; packOffset: number },
  ) => void;
  /** Contents that a first try of this job found unreadable after some of their events were in the index. */
  readonly unreadable: Unreadable;
};

/** Why a content cannot be read, by `contentKey`. */
export type Unreadable = ReadonlyMap<string, string>;

/** A content failed for good after some of its events were in the index: the job must be done again without it. */
export class FailedMidway extends Error {
  override readonly name = 'FailedMidway';
  readonly key: string;
  readonly reason: string;
  constructor(key: string, reason: string, options: ErrorOptions) {
    super(reason, options);
    this.key = key;
    this.reason = reason;
  }
}

function contentKey(given: GivenFile, content: GivenContent): string {
  return `${given.path}\0${content.name}`;
}

type OpenedContent = Interpreted & { readonly chunks: AsyncIterable<Uint8Array> };
type ContentTaken = {
  readonly indexed: IndexedOriginal;
  readonly sha256: string;
  readonly warnings: readonly string[];
};

const noTree = new RecordTree().finish();

/** One import job: takes files one after another into a pack and the index. Nothing of it counts before its commit. */
export class ImportJob {
  readonly pack: PackWriter;
  readonly packId: number;
  readonly originals: NewOriginal[] = [];
  readonly results: ImportedOriginal[] = [];
  readonly again: { name: string; original: number }[] = [];
  /** What became of the files that a sync fetched. */
  readonly taken: Taken[] = [];
  readonly #parts: JobParts;
  readonly #options: JobOptions;
  readonly #kept: string[] = [];
  readonly #started = performance.now();
  readonly #known = new KnownFiles();
  readonly #interpretations: JobInterpretations;
  #recordsBefore = 0;
  #nextOriginal: number;
  #bytesBefore = 0;
  #breathedAt = 0;

  constructor(parts: JobParts, options: JobOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#interpretations = new JobInterpretations(parts.learn);
    this.packId =
      (parts.evidence.db
        .prepare<[], { last: number | null }>('SELECT max(id) AS last FROM pack')
        .get()?.last ?? 0) + 1;
    this.pack = new PackWriter(
      parts.evidence.folder,
      `${String(this.packId).padStart(4, '0')}.pack`,
    );
    this.#nextOriginal = (parts.evidence.originals().at(-1)?.id ?? 0) + 1;
    for (const each of parts.evidence.originals()) this.#known.add(each, each.parent);
  }

  /** Takes one file. Throws ExpectedError when nothing of it can be imported; the job is then as it was before. */
  async addFile(asked: GivenFile & Wishes, prepared: PreparedFile | null): Promise<void> {
    await this.#breathe();
    const file = { ...asked, ...(prepared?.opened ?? openGiven(asked)) };
    const given: Given = { file, sha256: prepared?.sha256 ?? null };
    try {
      if (await this.#isAgain(given)) return;
      const at = this.originals.length;
      const opened = prepared?.read
        ? preparedContents(file.name, prepared.read)
        : await openContents(file);
      if (opened.kind === 'unsupported') throw new ExpectedError('unreadable', opened.reason);
      if (opened.kind === 'plain') await this.#addContent(opened.contents[0], given, null);
      else await this.#addContainer(opened, given);
      for (const { recorded, parent } of this.originals.slice(at))
        this.#known.add(recorded, parent);
      const added = this.originals[at];
      if (added && file.fetched) this.taken.push({ ...file.fetched, original: added.recorded.id });
    } finally {
      this.#bytesBefore += file.size;
    }
  }

  /** Lets a message of cancellation in. */
  async #breathe(): Promise<void> {
    const now = performance.now();
    if (now - this.#breathedAt < 50) return;
    this.#breathedAt = now;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  /** Nothing of the job stays. */
  discard(): void {
    this.pack.discard();
    for (const file of this.#kept) rmSync(file, { force: true });
  }

  /** The same bytes are in the case, or in this job, already: every record is a duplicate, and nothing is stored twice. */
  async #isAgain(given: Given): Promise<boolean> {
    const known = await this.#known.find(given, this.#options.signal);
    const [same] = known;
    if (!same) return false;
    for (const each of known) this.results.push(sameAgain(each));
    this.again.push({ name: given.file.name, original: same.id });
    const { fetched } = given.file;
    if (fetched) this.taken.push({ ...fetched, original: same.id, again: true });
    return true;
  }

  async #addContainer(
    opened: Exclude<GivenContents, { kind: 'plain' | 'unsupported' }>,
    given: Given,
  ): Promise<void> {
    const { file } = given;
    const id = this.#nextOriginal++;
    const mark = this.pack.mark();
    const kept = this.#keep(file, opened.kind, id);
    given.sha256 ??= await hashFile(
      kept.path === null ? file : openGiven({ ...file, path: kept.path }),
      this.#options.signal,
    );
    const recorded = containerRecord(id, file, given.sha256, opened.refused);
    const at = this.originals.length;
    const resultAt = this.results.length;
    this.originals.push({
      recorded,
      parent: null,
      givenAs: file.name,
      container: opened.kind,
      decodedBytes: kept.decodedBytes,
      packOffset: kept.packOffset,
      keptAs: kept.keptAs,
      tree: noTree,
      modifiedAt: file.modifiedAt,
    });
    this.results.push(resultOf(recorded, 0));
    const problems: string[] = [];
    for (const content of opened.contents) {
      try {
        await this.#addContent(content, given, id);
      } catch (thrown) {
        if (this.#options.signal.aborted || thrown instanceof FailedMidway) throw thrown;
        problems.push(`${content.name}: ${wordsOf(thrown)}`);
      }
    }
    if (problems.length < opened.contents.length) {
      const warnings = [...recorded.warnings, ...problems];
      this.originals[at] = { ...this.#at(at), recorded: { ...recorded, warnings } };
      this.results[resultAt] = resultOf({ ...recorded, warnings }, 0);
      return;
    }
    // Nothing in it could be read: as if it had not been given.
    this.originals.splice(at);
    this.results.splice(resultAt);
    this.#nextOriginal = id;
    if (kept.path === null) this.pack.rollBack(mark);
    else rmSync(kept.path, { force: true });
    const refused = opened.refused.map(({ name, reason }) => `${name}: ${reason}`);
    throw new ExpectedError(
      'unreadable',
      [...problems, ...refused].join('; ') || 'an archive without members',
    );
  }

  #keep(
    file: OpenedFile,
    kind: 'gzip' | 'zip',
    id: number,
  ): KeptContainer & { readonly path: string | null } {
    const { folder } = this.#parts.evidence;
    const name = `${String(this.packId).padStart(4, '0')}-${id}`;
    const kept = keepContainer(file, kind, {
      folder,
      name,
      pack: this.pack,
      files: this.#parts.files,
    });
    const at = kept.keptAs === null ? null : path.join(folder, 'evidence', kept.keptAs);
    if (at !== null) this.#kept.push(at);
    return { ...kept, path: at };
  }

  #at(index: number): NewOriginal {
    const found = this.originals[index];
    if (!found) throw new Error('the job lost an original');
    return found;
  }

  async #addContent(content: GivenContent, given: Given, parent: number | null): Promise<void> {
    const started = performance.now();
    const unreadable = this.#parts.unreadable.get(contentKey(given.file, content));
    if (unreadable !== undefined) throw new ExpectedError('unreadable', unreadable);
    const opened = content.prepared ?? (await this.#open(content, given));
    const id = this.#nextOriginal;
    const mark = this.pack.mark();
    const packOffset = this.pack.position;
    try {
      const done =
        opened === null
          ? emptyContent(id, content.name)
          : await this.#readContent(id, opened, content, given);
      this.#nextOriginal++;
      const recorded =
        parent === null
          ? // As read, not as measured before: a log may have grown meanwhile.
            {
              ...done.recorded,
              bytes: { ...done.recorded.bytes, total: done.recorded.bytes.decoded },
            }
          : done.recorded;
      this.originals.push({
        recorded,
        parent,
        givenAs: given.file.name,
        container: parent === null ? 'plain' : content.container,
        decodedBytes: done.recorded.bytes.decoded,
        packOffset,
        keptAs: null,
        tree: done.tree,
        modifiedAt: parent === null ? given.file.modifiedAt : null,
      });
      this.#recordsBefore += recorded.records.total;
      this.results.push(resultOf(recorded, (performance.now() - started) / 1000));
    } catch (thrown) {
      this.pack.rollBack(mark);
      throw thrown;
    }
  }

  /** The content and how it is read; null for one of 0 bytes. Throws ExpectedError where nothing of it can be read. */
  async #open(content: GivenContent, given: Given): Promise<OpenedContent | null> {
    const start = await readHead(content.open());
    if (start.head.length === 0 && start.problem === null) return null;
    const found = this.#interpretations.recognise(start, content.name, given.file);
    if (!('problem' in found)) return { ...found, chunks: start.content };
    await start.content[Symbol.asyncIterator]().return?.();
    throw new ExpectedError(
      'unreadable',
      start.problem === null ? found.problem : wordsOf(start.problem),
    );
  }

  async #readContent(
    id: number,
    opened: OpenedContent | PreparedContent,
    content: GivenContent,
    given: Given,
  ): Promise<{ recorded: RecordedOriginal; tree: ReturnType<RecordTree['finish']> }> {
    const interpretation =
      'shape' in opened ? this.#interpretations.ofShape(opened.shape) : opened.interpretation;
    this.#parts.onOriginal(id, { interpretation, packOffset: this.pack.position });
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
    this.pack.write(content);
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
        this.pack.write(chunk);
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
      bytesDone: this.#bytesBefore + Math.min(size, decoded),
      bytesTotal: this.#parts.bytes,
      records: records + this.#recordsBefore,
      rejected,
      seconds: (performance.now() - this.#started) / 1000,
    });
  }
}
