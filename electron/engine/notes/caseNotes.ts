import { ExpectedError } from '../../../shared/failure.ts';
import { isNoted } from '../../../shared/note.ts';
import type {
  NoteChange,
  NoteMark,
  NoteMerge,
  NoteStep,
  NoteValues,
} from '../../../shared/note.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { recordHashOf } from '../evidence/recordTree.ts';
import type { OpenCase } from '../openCase.ts';
import { NoteColumns } from '../query/noteColumns.ts';
import { Pace } from '../query/pace.ts';
import type { Entry, EntryLog } from './entryLog.ts';
import { mergeEntries } from './mergeNotes.ts';
import type { NoteBook } from './noteBook.ts';
import { assertOwn, saying, takingBack, wordsOf } from './noteChange.ts';
import { placesOf, readNoteEntry } from './noteEntry.ts';
import type { NotedPlace, NoteEntry } from './noteEntry.ts';
import { NoteRows } from './noteRows.ts';
import { writeNotesFile } from './notesFile.ts';
import type { NotesFileResult } from './notesFile.ts';
import { valuesOf } from './noteState.ts';
import type { NoteState } from './noteState.ts';
import { StepWriter } from './stepWriter.ts';

type Options = {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

/** The notes of an open case on the rows of its index: read, changed, taken back. */
export class CaseNotes {
  readonly #log: EntryLog;
  readonly #book: NoteBook;
  readonly #open: () => OpenCase;
  readonly rows: NoteRows;
  /** For the evaluator. */
  readonly columns: NoteColumns;
  #writing = false;
  #noted: { readonly version: number; readonly rows: readonly number[] } | null = null;

  constructor(log: EntryLog, book: NoteBook, index: CaseIndex, open: () => OpenCase) {
    this.#log = log;
    this.#book = book;
    this.#open = open;
    this.rows = new NoteRows(book, { index, originals: () => originalsBySha256(open()) });
    this.columns = new NoteColumns(this.rows);
  }

  /** Reads what was noted since, in this window or elsewhere. */
  refresh(): Promise<void> {
    return this.rows.refresh();
  }

  values(row: number): NoteValues {
    return valuesOf(this.rows.state(row));
  }

  /** Rows of which something is said now, ascending; kept until something else is said. */
  notedRows(): readonly number[] {
    const { version } = this.rows;
    if (this.#noted?.version !== version) {
      const rows = this.rows.rows().filter((row) => isNoted(this.values(row)));
      this.#noted = { version, rows };
    }
    return this.#noted.rows;
  }

  /** What the grid marks on an event; null without a note. */
  mark(row: number, recordHash: string): NoteMark | null {
    const state = this.rows.state(row);
    const values = valuesOf(state);
    if (state === null || !isNoted(values)) return null;
    const { flagged, review, tags, comments, conflicts } = values;
    return {
      flagged,
      review,
      tags,
      comments: comments.length,
      conflict: conflicts.length > 0,
      stale: this.isStale(state, row, recordHash),
    };
  }

  /** Whether the record is another than the one that was noted: the file is read otherwise now, or the note was moved. */
  isStale(state: NoteState, row: number, recordHash: string): boolean {
    const { original, offset, part } = this.#placeOf(row);
    const noted = this.#book.recordHash({ original, offset, part }, state);
    return noted !== null && noted !== recordHash;
  }

  /** The entries that speak of an event, newest first by when they were written: those merged in may be older than ours. */
  history(row: number): readonly NoteEntry[] {
    const entries = this.rows.state(row)?.entries ?? [];
    return entries
      .toReversed()
      .map((seq) => this.#book.entry(seq))
      .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
  }

  /** Says the same of all rows, as one step. Throws the signal's reason when it is cancelled; then nothing was said. */
  async change(rows: Uint32Array, change: NoteChange, options: Options): Promise<NoteStep> {
    return this.#alone(async () => {
      const { author } = this.#open();
      const words = wordsOf(change);
      const writer = new StepWriter(this.#log, author);
      const said = new Map<NoteState | null, ReturnType<typeof saying>>();
      await this.#each(rows, options, (row) => {
        const state = this.rows.state(row);
        assertOwn(change, state, author);
        let say = said.get(state);
        if (say === undefined) said.set(state, (say = saying(words, state)));
        if (say !== null) writer.add(state, this.#placeWithHash(row), () => say);
      });
      return this.#ended(writer, rows.length);
    });
  }

  /** Takes a step back, except of events of which something else was said since. Itself a step, which can be taken back. */
  async undo(step: string, options: Options): Promise<NoteStep> {
    return this.#alone(async () => {
      const pace = new Pace(options.signal);
      const entries: NoteEntry[] = [];
      for (const stored of this.#log.named('note', step)) {
        const entry = readNoteEntry(stored);
        if (entry) entries.push(entry);
        if (pace.due()) await pace.rest();
      }
      if (entries.length === 0)
        throw new ExpectedError('not-found', 'There is no such change of notes.');
      const writer = new StepWriter(this.#log, this.#open().author, step);
      let done = 0;
      const total = entries.reduce((sum, { events }) => sum + countOf(events), 0);
      for (const entry of entries) {
        const keys = new Map<NoteState | null, object>();
        for (const place of placesOf(entry.events)) {
          const state = this.#book.state(place.original, place.offset, place.part);
          const say = takingBack(entry, state);
          const key = keys.get(state) ?? {};
          keys.set(state, key);
          if (say) writer.add(key, place, () => say);
          done++;
          if (!pace.due()) continue;
          options.onProgress(done, total);
          await pace.rest();
        }
      }
      return this.#ended(writer, total);
    });
  }

  /** Takes over what another copy of the case says. */
  async merge(
    others: readonly Entry[],
    signal: AbortSignal,
  ): Promise<Omit<NoteMerge, 'views' | 'same'>> {
    return this.#alone(async () => {
      const { author } = this.#open();
      const { entries, places } = await mergeEntries(this.#log, others, author, signal);
      await this.refresh();
      const elsewhere = new Set(
        this.rows.withoutRow.map(({ original, offset, part }) => `${original} ${offset} ${part}`),
      );
      const states = places.map(({ original, offset, part }) =>
        this.#book.state(original, offset, part),
      );
      return {
        entries,
        events: places.length,
        conflicts: states.filter((state) => valuesOf(state).conflicts.length > 0).length,
        elsewhere: places.filter(({ original, offset, part }) =>
          elsewhere.has(`${original} ${offset} ${part}`),
        ).length,
      };
    });
  }

  /** Writes all notes with their history to a file. */
  export(file: string, signal: AbortSignal): Promise<NotesFileResult> {
    const open = this.#open();
    const about = { case: open.evidence.about.name, by: open.author };
    return writeNotesFile(this.#log, file, about, signal);
  }

  close(): void {
    this.rows.close();
  }

  async #ended(writer: StepWriter, total: number): Promise<NoteStep> {
    const step = writer.end();
    await this.refresh();
    return { step, changed: writer.count, unchanged: total - writer.count };
  }

  /** In the order in which they lie in the evidence, whatever the order they are given in. */
  async #each(
    rows: Uint32Array,
    { signal, onProgress }: Options,
    visit: (row: number) => void,
  ): Promise<void> {
    const pace = new Pace(signal);
    for (const [done, row] of rows.toSorted().entries()) {
      visit(row);
      if (!pace.due()) continue;
      onProgress(done, rows.length);
      await pace.rest();
    }
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#writing)
      throw new ExpectedError(
        'read-only',
        'Notes are just being written to many events; wait for it or cancel it.',
      );
    this.#writing = true;
    try {
      await this.refresh();
      return await work();
    } finally {
      this.#writing = false;
    }
  }

  #placeOf(row: number): { original: string; offset: number; part: number; length: number } {
    const open = this.#open();
    const place = open.index.place(row);
    return { ...place, original: open.original(place.original).sha256 };
  }

  #placeWithHash(row: number): NotedPlace {
    const open = this.#open();
    const { original, offset, length, part } = open.index.place(row);
    const recordHash = recordHashOf(open.evidence.read(original, offset, length)).toString('hex');
    return { original: open.original(original).sha256, offset, part, recordHash };
  }
}

const countOf = (events: NoteEntry['events']): number =>
  events.reduce((sum, { offsets }) => sum + offsets.length, 0);

function originalsBySha256(open: OpenCase): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { id, sha256 } of open.evidence.originals()) {
    const ids = found.get(sha256) ?? [];
    ids.push(id);
    found.set(sha256, ids);
  }
  return found;
}
