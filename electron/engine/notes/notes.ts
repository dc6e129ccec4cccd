import { existsSync } from 'node:fs';
import path from 'node:path';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { currentVersion, openReader, openWriter, peekVersion } from '../db/open.ts';
import type { OpenCase } from '../openCase.ts';
import { CaseNotes } from './caseNotes.ts';
import { EntryLog } from './entryLog.ts';
import type { NotesHead } from './entryLog.ts';
import { NoteBook } from './noteBook.ts';
import { SameEntities } from './sameEntities.ts';
import { SavedViews } from './savedViews.ts';

/** The auditor's own words about a case, each with author and time; nothing is overwritten. */
export class Notes {
  readonly #log: EntryLog;
  readonly views: SavedViews;
  readonly same: SameEntities;
  readonly #book: NoteBook;

  constructor(log: EntryLog) {
    this.#log = log;
    this.views = new SavedViews(log);
    this.same = new SameEntities(log);
    this.#book = new NoteBook(log);
  }

  /** What is said about events, on the rows of an index. */
  ofEvents(index: CaseIndex, open: () => OpenCase): CaseNotes {
    return new CaseNotes(this.#log, this.#book, index, open);
  }

  /** Null, or why nothing can be written. */
  get readOnly(): string | null {
    return this.#log.readOnly;
  }

  settings(): Readonly<Record<string, JsonValue>> {
    return Object.fromEntries(
      this.#log
        .newest('setting')
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `set`
        .map(({ name, value }) => [name, JSON.parse(value) as JsonValue]),
    );
  }

  set(name: string, value: JsonValue, author: string): void {
    this.#log.append([{ kind: 'setting', name, value }], author);
  }

  /** Differs once another process has written notes. */
  dataVersion(): unknown {
    return this.#log.dataVersion();
  }

  /** The newest entry; null when there is none. It goes into the custody log, so that a chain made anew is found. */
  head(): NotesHead | null {
    return this.#log.head();
  }

  /** Whether the entry that the custody log speaks of is still there, as it was. */
  holds(head: NotesHead): boolean {
    return this.#log.holds(head);
  }

  /** Numbers of entries whose hash is not what their content and the one before make it. */
  broken(): readonly number[] {
    return this.#log.broken();
  }

  /** Numbers of entries about events that this Casebook cannot read. */
  async unreadable(): Promise<readonly number[]> {
    await this.#book.catchUp();
    return this.#book.unreadable;
  }

  /** What of the database itself is not as Casebook makes it. */
  schemaDifferences(): readonly string[] {
    return this.#log.schemaDifferences();
  }

  close(): void {
    this.#log.close();
  }
}

/**
 * Opens notes.db, made when it is not there and the case can be written. Where it cannot be written itself, it is read,
 * and `readOnly` says why.
 */
export function openNotes(folder: string, options: { readonly readOnly: boolean }): Notes {
  const file = path.join(folder, 'notes.db');
  if (options.readOnly) return new Notes(readLog(file, 'the case is'));
  try {
    return new Notes(new EntryLog(openWriter(file, 'notes'), null));
  } catch (thrown) {
    if (!(thrown instanceof ExpectedError) || thrown.code !== 'read-only') throw thrown;
    return new Notes(readLog(file, thrown.message));
  }
}

function readLog(file: string, why: string): EntryLog {
  if (!existsSync(file)) return new EntryLog(null, why);
  const withoutTrace = peekVersion(file).version > currentVersion('notes');
  return new EntryLog(openReader(file, 'notes', { withoutTrace }), why);
}
