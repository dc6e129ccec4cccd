import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

import type { CaseEvent } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportedOriginal } from '../../../shared/importResult.ts';
import type { IndexWriter } from '../columns/indexWriter.ts';
import type { NewOriginal } from '../evidence/commit.ts';
import type { Evidence, Original } from '../evidence/evidence.ts';
import { interpretationSchema } from '../evidence/importEntry.ts';
import type { RecordedOriginal } from '../evidence/importEntry.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { PackWriter } from '../evidence/packWriter.ts';
import { RecordTree } from '../evidence/recordTree.ts';
import type { TaskProgress } from '../workerTask.ts';
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

export type JobOptions = {
  readonly author: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

export type JobParts = {
  readonly evidence: Evidence;
  readonly index: IndexWriter;
  readonly duplicates: Duplicates;
  readonly onFirstEvents: (events: readonly CaseEvent[], file: string) => void;
  /** Tells the duplicates' reader of an original that is not in the evidence yet. */
  readonly onOriginal: (
    original: number,
    at: { interpretation: Interpretation; packOffset: number },
  ) => void;
};

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
  readonly #parts: JobParts;
  readonly #options: JobOptions;
  readonly #kept: string[] = [];
  readonly #started = performance.now();
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
    this.#nextOriginal = Math.max(0, ...parts.evidence.originals().map(({ id }) => id)) + 1;
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
      const opened = await openContents(file);
      if (opened.kind === 'unsupported') throw new ExpectedError('unreadable', opened.reason);
      if (opened.kind === 'plain') await this.#addContent(opened.contents[0], given, null);
      else await this.#addContainer(opened, given);
    } finally {
      this.#bytesBefore += size;
    }
  }

  /** Nothing of the job stays. */
  discard(): void {
    this.pack.discard();
    for (const file of this.#kept) rmSync(file, { force: true });
  }

  /** The same bytes are in the case already: every record of it is a duplicate, and nothing is stored twice. */
  async #isAgain({ file, size }: Given): Promise<boolean> {
    const alike = this.#parts.evidence
      .originals()
      .filter((each) => each.parent === null && each.bytes.total === size && size > 0);
    if (alike.length === 0) return false;
    const sha256 = await hashFile(file.path, this.#options.signal);
    const same = alike.find((each) => each.sha256 === sha256);
    if (!same) return false;
    const inside = this.#parts.evidence
      .originals()
      .filter((each) => each.id === same.id || each.parent === same.id);
    for (const each of inside) this.results.push(sameAgain(each));
    this.again.push({ name: file.name, original: same.id });
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
    chmodSync(kept, 0o600);
    this.#kept.push(kept);
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
        if (this.#options.signal.aborted) throw thrown;
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
          ? { ...done.recorded, bytes: { ...done.recorded.bytes, total: given.size } }
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
      adapter: { name: source.name, version: 1 },
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
      onRecord: (bytes, offset) => tree.add(bytes, offset),
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
        indexer.push(chunk);
        decoded += chunk.length;
        this.#progress(content.name, given.size, decoded, indexer);
      }
    } catch (thrown) {
      // A damaged archive keeps what could be read before the damage.
      if (!(thrown instanceof Error) || thrown.name !== 'DamagedContainer' || decoded === 0)
        throw thrown;
      damage = thrown.message;
    }
    const indexed = indexer.end(decoded);
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
      records: records + this.results.reduce((sum, each) => sum + each.records.total, 0),
      rejected,
      seconds: (performance.now() - this.#started) / 1000,
    });
  }
}

type Given = {
  readonly file: GivenFile & Wishes;
  readonly size: number;
  readonly modifiedAt: string;
};

const noRecords = { total: 0, new: 0, duplicate: 0, conflicting: 0, rejected: 0 };
const noBytes = { total: 0, decoded: 0, header: 0, records: 0, separators: 0, rejected: 0 };
const nothing = {
  interpretation: null,
  eventsDigest: null,
  events: 0,
  records: noRecords,
  from: null,
  to: null,
  precisions: [],
};

function containerRecord(
  id: number,
  given: Given,
  sha256: string,
  refused: readonly { readonly name: string; readonly reason: string }[],
): RecordedOriginal {
  return {
    ...nothing,
    id,
    name: given.file.name,
    sha256,
    bytes: { ...noBytes, total: given.size },
    warnings: refused.map(({ name, reason }) => `${name}: not read: ${reason}`),
  };
}

function emptyContent(
  id: number,
  name: string,
): { recorded: RecordedOriginal; tree: ReturnType<RecordTree['finish']> } {
  return {
    tree: new RecordTree().finish(),
    recorded: {
      ...nothing,
      id,
      name,
      sha256: createHash('sha256').digest('hex'),
      bytes: noBytes,
      warnings: [
        'empty file, 0 bytes: some products write an export without rows so; ask whether rows were expected',
      ],
    },
  };
}

function resultOf(recorded: RecordedOriginal, seconds: number): ImportedOriginal {
  return {
    original: `E${recorded.id}`,
    name: recorded.name,
    sha256: recorded.sha256,
    source: recorded.interpretation?.mapping.source ?? null,
    reader: recorded.interpretation?.reader.name ?? null,
    events: recorded.events,
    records: recorded.records,
    bytes: recorded.bytes,
    warnings: recorded.warnings,
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

function sameAgain(original: Original): ImportedOriginal {
  const { total, rejected } = original.records;
  return {
    original: `E${original.id}`,
    name: original.name,
    sha256: original.sha256,
    source: original.interpretation?.mapping.source ?? null,
    reader: original.interpretation?.reader.name ?? null,
    events: original.events,
    records: { total, new: 0, duplicate: total - rejected, conflicting: 0, rejected },
    bytes: original.bytes,
    warnings: [`the same bytes are in the case already, as E${original.id}: nothing was added`],
    seconds: 0,
  };
}
