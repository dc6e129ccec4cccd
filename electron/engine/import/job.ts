import { rmSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportedOriginal } from '../../../shared/importResult.ts';
import type { Db } from '../db/open.ts';
import type { NewOriginal } from '../evidence/commit.ts';
import { PackWriter } from '../evidence/packWriter.ts';
import { RecordTree } from '../evidence/recordTree.ts';
import type { Taken } from '../sync/syncRecord.ts';
import { openGiven } from './givenFile.ts';
import type { GivenFile, OpenedFile } from './givenFile.ts';
import { contentKey, FailedMidway } from './jobParts.ts';
import type { JobOptions, JobParts } from './jobParts.ts';
import { keepContainer } from './keepContainer.ts';
import type { KeptContainer } from './keepContainer.ts';
import { hashFile, KnownFiles } from './knownFiles.ts';
import { openContents, preparedContents } from './openContents.ts';
import type { GivenContent, GivenContents } from './openContents.ts';
import type { PreparedFile } from './preparedFile.ts';
import { wordsOf } from './preview.ts';
import { ContentReader } from './readContent.ts';
import type { Wishes } from './recognise.ts';
import { containerRecord, emptyContent, resultOf, sameAgain } from './recorded.ts';
import type { Given, Known } from './recorded.ts';

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
  readonly #known: KnownFiles;
  readonly #contents: ContentReader;
  readonly #firstOriginal: number;
  #nextOriginal: number;
  #breathedAt = 0;

  constructor(parts: JobParts, options: JobOptions) {
    this.#parts = parts;
    this.#options = options;
    const { db } = parts.evidence;
    this.packId = lastId(db, 'pack') + 1;
    this.pack = new PackWriter(
      parts.evidence.folder,
      `${String(this.packId).padStart(4, '0')}.pack`,
    );
    this.#contents = new ContentReader(parts, options, this.pack);
    this.#firstOriginal = lastId(db, 'original') + 1;
    this.#nextOriginal = this.#firstOriginal;
    this.#known = new KnownFiles(db);
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
      const added = this.originals[at];
      if (!added) return;
      const { id, name, sha256, bytes } = added.recorded;
      this.#known.add({ id, name, sha256, bytes: bytes.total });
      if (file.fetched) this.taken.push({ ...file.fetched, original: id });
    } finally {
      this.#contents.bytesBefore += file.size;
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
    const same = await this.#known.find(given, this.#options.signal);
    if (same === null) return false;
    for (const known of this.#withMembers(same)) this.results.push(sameAgain(known));
    this.again.push({ name: given.file.name, original: same });
    const { fetched } = given.file;
    if (fetched) this.taken.push({ ...fetched, original: same, again: true });
    return true;
  }

  /** An original of the case or of this job, and what was in it: that follows it. */
  *#withMembers(id: number): Generator<Known> {
    const first = this.#firstOriginal;
    for (let next = id; ; next++) {
      const own = this.originals[next - first];
      const earlier = next < first ? this.#parts.evidence.original(next) : undefined;
      const known = earlier ?? own?.recorded;
      if (!known || (next > id && (earlier ?? own)?.parent !== id)) return;
      yield known;
    }
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
    const opened = content.prepared ?? (await this.#contents.open(content, given));
    const id = this.#nextOriginal;
    const mark = this.pack.mark();
    const packOffset = this.pack.position;
    try {
      const done =
        opened === null
          ? emptyContent(id, content.name)
          : await this.#contents.read(id, opened, content, given);
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
      this.#contents.recordsBefore += recorded.records.total;
      this.results.push(resultOf(recorded, (performance.now() - started) / 1000));
    } catch (thrown) {
      this.pack.rollBack(mark);
      throw thrown;
    }
  }
}

function lastId(db: Db, table: 'pack' | 'original'): number {
  const row = db.prepare<[], { last: number | null }>(`SELECT max(id) AS last FROM ${table}`).get();
  return row?.last ?? 0;
}
