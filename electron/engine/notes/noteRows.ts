import type { CaseIndex } from '../columns/caseIndex.ts';
import type { Segment } from '../columns/segment.ts';
import { Pace } from '../query/pace.ts';
import { keyOf } from './noteBook.ts';
import type { NoteBook, PlaceKey, PlaceOfNote } from './noteBook.ts';
import { united } from './noteState.ts';
import type { NoteState } from './noteState.ts';

/** Notes of one segment's rows, counted within it. Another version is another set of notes. */
export type SegmentNotes = {
  readonly version: number;
  readonly states: ReadonlyMap<number, NoteState>;
};

const never = new AbortController().signal;

/** Above so many changed places the rows of all are looked up in one pass over the index. */
const fewPlaces = 64;

type Options = {
  readonly index: CaseIndex;
  /** The evidence files of this case by SHA-256. */
  readonly originals: () => ReadonlyMap<string, readonly number[]>;
};

/** Which rows of an index the notes are on. A note on a duplicate's place is on the row that it is counted as. */
export class NoteRows {
  readonly #book: NoteBook;
  readonly #options: Options;
  readonly #stop: () => void;
  readonly #segments = new Map<number, { version: number; states: Map<number, NoteState> }>();
  #pending: PlaceOfNote[] = [];
  #indexKey = '';
  #version = 0;
  #shared = false;
  #withoutRow: readonly (PlaceOfNote & { readonly state: NoteState })[] = [];
  #working: Promise<void> | null = null;

  constructor(book: NoteBook, options: Options) {
    this.#book = book;
    this.#options = options;
    this.#stop = book.onChange((places) => {
      for (const place of places) this.#pending.push(place);
    });
  }

  /** Grows whenever a row has another note. */
  get version(): number {
    return this.#version;
  }

  /** Notes that no event of the case has: of files that it does not have, or of places where no event lies any more. */
  get withoutRow(): readonly (PlaceOfNote & { readonly state: NoteState })[] {
    return this.#withoutRow;
  }

  close(): void {
    this.#stop();
  }

  /** Brings everything to what the notes and the index say now. */
  async refresh(): Promise<void> {
    await this.#book.catchUp();
    // Another call may be at it, and may have begun before the last note.
    while (this.#isBehind()) {
      this.#working ??= this.#bringUp().finally(() => {
        this.#working = null;
      });
      await this.#working;
    }
  }

  ofSegment(segment: Segment): SegmentNotes | null {
    return this.#segments.get(segment.firstRow) ?? null;
  }

  /** Those with notes: first row, notes, rows. */
  *segments(): Generator<readonly [firstRow: number, notes: SegmentNotes, rows: number]> {
    for (const segment of this.#options.index.segments) {
      const notes = this.ofSegment(segment);
      if (notes) yield [segment.firstRow, notes, segment.rows];
    }
  }

  state(row: number): NoteState | null {
    if (this.#segments.size === 0) return null;
    const segment = this.#options.index.segmentOf(row);
    return this.ofSegment(segment)?.states.get(row - segment.firstRow) ?? null;
  }

  /** Rows with a note, ascending. */
  rows(): readonly number[] {
    return [...this.#segments]
      .flatMap(([firstRow, { states }]) => [...states.keys()].map((at) => firstRow + at))
      .toSorted((a, b) => a - b);
  }

  #isBehind(): boolean {
    return this.#pending.length > 0 || this.#indexKey !== this.#keyOfIndex();
  }

  #keyOfIndex(): string {
    const { index } = this.#options;
    return `${index.rows} ${index.coveredSeq()}`;
  }

  /** Not cancelled with the call that began it: others wait for it too. */
  async #bringUp(): Promise<void> {
    const pace = new Pace(never);
    const isSmall = this.#pending.length <= fewPlaces && !this.#shared;
    if (!isSmall || this.#indexKey !== this.#keyOfIndex()) return this.#lookUpAll(pace);
    const places = this.#pending;
    this.#pending = [];
    const originals = this.#options.originals();
    for (const place of places) {
      const state = this.#book.state(place.original, place.offset, place.part);
      if (!state) continue;
      const row = this.#rowOf(place, originals.get(place.original) ?? []);
      if (row === null) this.#putAside({ ...place, state });
      else this.#put(row, state);
      if (pace.due()) await pace.rest();
    }
  }

  #rowOf({ offset, part }: PlaceOfNote, originals: readonly number[]): number | null {
    for (const original of originals) {
      const row = this.#options.index.rowAt(original, offset, part);
      if (row !== null) return row;
    }
    return null;
  }

  #put(row: number, state: NoteState): void {
    const { firstRow } = this.#options.index.segmentOf(row);
    const { states } = this.#segments.get(firstRow) ?? { states: new Map<number, NoteState>() };
    states.set(row - firstRow, state);
    this.#segments.set(firstRow, { version: ++this.#version, states });
  }

  #putAside(place: PlaceOfNote & { readonly state: NoteState }): void {
    const others = this.#withoutRow.filter(
      ({ original, offset, part }) =>
        original !== place.original || offset !== place.offset || part !== place.part,
    );
    this.#withoutRow = [...others, place];
  }

  async #lookUpAll(pace: Pace): Promise<void> {
    const { index } = this.#options;
    const key = this.#keyOfIndex();
    this.#pending = [];
    const originals = this.#options.originals();
    const noted = new Map<number, string>();
    for (const sha256 of this.#book.originals)
      for (const original of originals.get(sha256) ?? []) noted.set(original, sha256);
    const found = new Map<number, Map<number, NoteState>>();
    const seen = new Map<string, Set<PlaceKey>>();
    for (const segment of index.segments) {
      if (pace.due()) await pace.rest();
      const states = this.#statesIn(segment, noted, seen);
      if (states.size > 0) found.set(segment.firstRow, states);
    }
    const without: (PlaceOfNote & { readonly state: NoteState })[] = [];
    let shared = false;
    for (const place of this.#book.all()) {
      if (pace.due()) await pace.rest();
      if (seen.get(place.original)?.has(keyOf(place.offset, place.part)) === true) continue;
      const row = (originals.get(place.original) ?? [])
        .map((original) => index.countedAs(original, place.offset, place.part))
        .find((each) => each !== null);
      if (row === undefined || row >= index.rows) {
        without.push(place);
        continue;
      }
      const { firstRow } = index.segmentOf(row);
      const states = found.get(firstRow) ?? new Map<number, NoteState>();
      const before = states.get(row - firstRow);
      states.set(row - firstRow, before ? united(before, place.state) : place.state);
      found.set(firstRow, states);
      shared = true;
    }
    this.#shared = shared;
    this.#withoutRow = without;
    if (found.size > 0 || this.#segments.size > 0) this.#version++;
    this.#segments.clear();
    for (const [firstRow, states] of found)
      this.#segments.set(firstRow, { version: this.#version, states });
    this.#indexKey = key;
  }

  #statesIn(
    segment: Segment,
    noted: ReadonlyMap<number, string>,
    seen: Map<string, Set<PlaceKey>>,
  ): Map<number, NoteState> {
    const found = new Map<number, NoteState>();
    const { minOriginal, maxOriginal } = segment.bounds;
    const files = new Map<number, NotedFile>();
    for (const [original, sha256] of noted) {
      if (original < minOriginal || original > maxOriginal) continue;
      const places = seen.get(sha256) ?? new Set();
      seen.set(sha256, places);
      files.set(original, { states: this.#book.statesOf(sha256), places });
    }
    if (files.size === 0) return found;
    const [original, offset, part] = ['original', 'offset', 'part'].map((name) =>
      segment.column(name),
    );
    if (!original || !offset || !part) return found;
    for (let at = 0; at < segment.rows; at++) {
      const file = files.get(original.base + (original.values?.[at] ?? 0));
      if (!file) continue;
      const key = keyOf(
        offset.base + (offset.values?.[at] ?? 0),
        part.base + (part.values?.[at] ?? 0),
      );
      const state = file.states.get(key);
      if (!state) continue;
      found.set(at, state);
      file.places.add(key);
    }
    return found;
  }
}

type NotedFile = {
  readonly states: ReadonlyMap<PlaceKey, NoteState>;
  /** Those that have been found. */
  readonly places: Set<PlaceKey>;
};
