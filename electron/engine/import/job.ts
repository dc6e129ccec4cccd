import { createHash } from 'node:crypto';
import { chmodSync, closeSync, copyFileSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

import type { CaseEvent } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportedOriginal } from '../../../shared/importResult.ts';
import type { IndexWriter } from '../columns/indexWriter.ts';
import type { NewOriginal } from '../evidence/commit.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { interpretationSchema } from '../evidence/importEntry.ts';
import type { RecordedOriginal } from '../evidence/importEntry.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { PackWriter } from '../evidence/packWriter.ts';
import { RecordTree } from '../evidence/recordTree.ts';
import type { Taken } from '../sync/syncRecord.ts';
import type { TaskProgress } from '../workerTask.ts';
import type { BatchThreads } from './batchThreads.ts';
import type { Duplicates } from './duplicates.ts';
import { fileBytes } from './givenFile.ts';
import type { GivenFile } from './givenFile.ts';
import { readHead } from './headStart.ts';
import { OriginalIndexer } from './indexOriginal.ts';
import { openContents } from './openContents.ts';
import type { GivenContent, GivenContents } from './openContents.ts';
import { wordsOf } from './preview.ts';
import { recognise } from './recognise.ts';
import type { Recognised, Wishes } from './recognise.ts';
import { asKnown, containerRecord, emptyContent, resultOf, sameAgain } from './recorded.ts';
import type { Given, Known } from './recorded.ts';

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

/** Hex SHA-256 of a file's bytes as given. */
async function hashFile(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of fileBytes(file)) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

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
  /** Files of the case and of this job, by their size as given. */
  readonly #bySize = new Map<number, Known[]>();
  #recordsBefore = 0;
  #nextOriginal: number;
  #bytesTotal = 0;
  #bytesBefore = 0;

  constructor(parts: JobParts, options: JobOptions) {
    this.#parts = parts;
    this.#options = options;
    this.packId =
      (parts.evidence.db
        .prepare<[], { last: number | null }>('SELECT max(id) AS last FROM pack')
        .get()?.last ?? 0) + 1;
    this.pack = new PackWriter(
      parts.evidence.folder,
      `${String(this.packId).padStart(4, '0')}.pack`,
    );
    this.#nextOriginal = (parts.evidence.originals().at(-1)?.id ?? 0) + 1;
    for (const each of parts.evidence.originals()) this.#remember(asKnown(each));
  }

  async measure(files: readonly GivenFile[]): Promise<void> {
    for (const file of files) this.#bytesTotal += (await stat(file.path)).size;
  }

  /** Takes one file. Throws ExpectedError when nothing of it can be imported; the job is then as it was before. */
  async addFile(file: GivenFile & Wishes): Promise<void> {
    const { size, mtime } = await stat(file.path);
    const given = { file, size, modifiedAt: mtime.toISOString() };
    try {
      if (await this.#isAgain(given)) return;
      const at = this.originals.length;
      const opened = await openContents(file);
      if (opened.kind === 'unsupported') throw new ExpectedError('unreadable', opened.reason);
      if (opened.kind === 'plain') await this.#addContent(opened.contents[0], given, null);
      else await this.#addContainer(opened, given);
      const added = this.originals[at];
      if (added) {
        this.#remember({ ...added.recorded, parent: added.parent });
        if (file.fetched) this.taken.push({ ...file.fetched, original: added.recorded.id });
      }
    } finally {
      this.#bytesBefore += size;
    }
  }

  #remember(known: Known): void {
    if (known.parent !== null || known.bytes.total === 0) return;
    const alike = this.#bySize.get(known.bytes.total);
    if (alike) alike.push(known);
    else this.#bySize.set(known.bytes.total, [known]);
  }

  /** Nothing of the job stays. */
  discard(): void {
    this.pack.discard();
    for (const file of this.#kept) rmSync(file, { force: true });
  }

  /** The same bytes are in the case, or in this job, already: every record is a duplicate, and nothing is stored twice. */
  async #isAgain({ file, size }: Given): Promise<boolean> {
    const alike = this.#bySize.get(size) ?? [];
    if (alike.length === 0) return false;
    const sha256 = await hashFile(file.path, this.#options.signal);
    const same = alike.find((each) => each.sha256 === sha256);
    if (!same) return false;
    const known = [
      ...this.#parts.evidence.originals().map(asKnown),
      ...this.originals.map(({ recorded, parent }) => ({ ...recorded, parent })),
    ];
    for (const each of known)
      if (each.id === same.id || each.parent === same.id) this.results.push(sameAgain(each));
    this.again.push({ name: file.name, original: same.id });
    if (file.fetched) this.taken.push({ ...file.fetched, original: same.id, again: true });
    return true;
  }

  async #addContainer(
    opened: Exclude<GivenContents, { kind: 'plain' | 'unsupported' }>,
    given: Given,
  ): Promise<void> {
    const { evidence } = this.#parts;
    const id = this.#nextOriginal++;
    const keptAs = `${String(this.packId).padStart(4, '0')}-${id}.${opened.kind === 'gzip' ? 'gz' : 'zip'}`;
    const kept = path.join(evidence.folder, 'evidence', keptAs);
    copyFileSync(given.file.path, kept);
    this.#kept.push(kept);
    chmodSync(kept, 0o600);
    syncFile(kept);
    const sha256 = await hashFile(kept, this.#options.signal);
    const recorded = containerRecord(id, given, sha256, opened.refused);
    const at = this.originals.length;
    this.originals.push({
      recorded,
      parent: null,
      givenAs: given.file.name,
      container: opened.kind,
      decodedBytes: 0,
      packOffset: null,
      keptAs,
      tree: new RecordTree().finish(),
      modifiedAt: given.modifiedAt,
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
      this.results[this.results.findIndex(({ original }) => original === `E${id}`)] = resultOf(
        { ...recorded, warnings },
        0,
      );
      return;
    }
    // Nothing in it could be read: as if it had not been given.
    this.originals.splice(at);
    this.results.splice(this.results.findIndex(({ original }) => original === `E${id}`));
    this.#nextOriginal = id;
    rmSync(kept, { force: true });
    const refused = opened.refused.map(({ name, reason }) => `${name}: ${reason}`);
    throw new ExpectedError(
      'unreadable',
      [...problems, ...refused].join('; ') || 'an archive without members',
    );
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
    const start = await readHead(content.open());
    const found =
      start.head.length === 0 && start.problem === null
        ? null
        : recognise(start, content.name, given.file);
    if (found && 'problem' in found) {
      await start.content[Symbol.asyncIterator]().return?.();
      throw new ExpectedError(
        'unreadable',
        start.problem === null ? found.problem : wordsOf(start.problem),
      );
    }
    const id = this.#nextOriginal;
    const mark = this.pack.mark();
    const packOffset = this.pack.position;
    try {
      const done = found
        ? await this.#readContent(id, found, start.content, content, given)
        : emptyContent(id, content.name);
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
        modifiedAt: parent === null ? given.modifiedAt : null,
      });
      this.#recordsBefore += recorded.records.total;
      this.results.push(resultOf(recorded, (performance.now() - started) / 1000));
    } catch (thrown) {
      this.pack.rollBack(mark);
      throw thrown;
    }
  }

  async #readContent(
    id: number,
    found: Recognised,
    chunks: AsyncIterable<Uint8Array>,
    content: GivenContent,
    given: Given,
  ): Promise<{ recorded: RecordedOriginal; tree: ReturnType<RecordTree['finish']> }> {
    const { source } = found;
    const interpretation: Interpretation = {
      reader: found.spec,
      adapter: { name: source.name, version: source.version },
      mapping: source.mapping,
    };
    this.#parts.onOriginal(id, { interpretation, packOffset: this.pack.position });
    const tree = new RecordTree();
    const hash = createHash('sha256');
    const indexer = new OriginalIndexer({
      original: id,
      interpretation,
      index: this.#parts.index,
      duplicates: this.#parts.duplicates,
      threads: this.#parts.threads,
      tree,
      onFirstEvents: (events) => {
        this.#parts.onFirstEvents(events, content.name);
      },
    });
    let decoded = 0;
    let damage: string | null = null;
    try {
      for await (const chunk of chunks) {
        this.#options.signal.throwIfAborted();
        hash.update(chunk);
        this.pack.write(chunk);
        await indexer.push(chunk);
        decoded += chunk.length;
        this.#progress(content.name, given.size, decoded, indexer);
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
    const warnings = [...found.warnings, ...(damage === null ? [] : [damage]), ...indexed.warnings];
    const { from, to, precisions } = indexer.times;
    return {
      tree: tree.finish(),
      recorded: {
        id,
        name: content.name,
        sha256: hash.digest('hex'),
        interpretation: interpretationSchema.parse(interpretation),
        eventsDigest: indexed.eventsDigest,
        events: indexed.events,
        records: { ...indexed.records },
        bytes: { ...indexed.bytes },
        from: Number.isFinite(from) ? new Date(from).toISOString() : null,
        to: Number.isFinite(to) ? new Date(to).toISOString() : null,
        precisions: [...precisions],
        warnings,
      },
    };
  }

  #progress(name: string, size: number, decoded: number, indexer: OriginalIndexer): void {
    const { records, rejected } = indexer.progress;
    this.#options.onProgress({
      phase: 'reading',
      what: name,
      bytesDone: this.#bytesBefore + Math.min(size, decoded),
      bytesTotal: this.#bytesTotal,
      records: records + this.#recordsBefore,
      rejected,
      seconds: (performance.now() - this.#started) / 1000,
    });
  }
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
