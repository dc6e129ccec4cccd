import { Pace } from '../query/pace.ts';
import type { EntryLog } from './entryLog.ts';
import { placesOf, readNoteEntry } from './noteEntry.ts';
import type { NoteEntry, NotedPlace } from './noteEntry.ts';
import { afterEntry } from './noteState.ts';
import type { NoteState } from './noteState.ts';

export type PlaceOfNote = Omit<NotedPlace, 'recordHash'>;

/** An offset; with the part where a record has several events. */
export type PlaceKey = number | string;
export const keyOf = (offset: number, part: number): PlaceKey =>
  part === 0 ? offset : `${offset}.${part}`;

const entriesAtOnce = 64;
const never = new AbortController().signal;

/** What the log of notes says of each place, as far as it was read; it is read on from there. */
export class NoteBook {
  readonly #log: EntryLog;
  readonly #states = new Map<string, Map<PlaceKey, NoteState>>();
  readonly #listeners = new Set<(places: readonly PlaceOfNote[]) => void>();
  /** Steps whose last entry has not come yet. */
  readonly #open = new Map<string, NoteEntry[]>();
  readonly #unreadable: number[] = [];
  readonly #read = new Map<number, NoteEntry>();
  #seq = 0;
  #reading: Promise<void> | null = null;
  #version = 0;

  constructor(log: EntryLog) {
    this.#log = log;
  }

  /** Grows whenever something else is said of an event. */
  get version(): number {
    return this.#version;
  }

  /** Entries that are no notes as this Casebook writes them. */
  get unreadable(): readonly number[] {
    return this.#unreadable;
  }

  /** SHA-256 of the evidence files of which something is said. */
  get originals(): Iterable<string> {
    return this.#states.keys();
  }

  /** How many places something was ever said of. */
  get places(): number {
    let places = 0;
    for (const states of this.#states.values()) places += states.size;
    return places;
  }

  /** Tells of places as soon as something else is said of them; gives the way to stop that. */
  onChange(listener: (places: readonly PlaceOfNote[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what was appended since, by whomever. */
  async catchUp(): Promise<void> {
    if ((this.#log.head()?.seq ?? 0) === this.#seq) return;
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }

  state(original: string, offset: number, part: number): NoteState | null {
    return this.#states.get(original)?.get(keyOf(offset, part)) ?? null;
  }

  /** The states of one evidence file, by `keyOf` offset and part: for who asks for many. */
  statesOf(original: string): ReadonlyMap<PlaceKey, NoteState> {
    return this.#states.get(original) ?? new Map();
  }

  /** Every place of which something was said, with what holds now. */
  *all(): Generator<PlaceOfNote & { readonly state: NoteState }> {
    for (const [original, states] of this.#states) {
      for (const [key, state] of states) {
        const [offset, part] =
          typeof key === 'number' ? [key, 0] : key.split('.').map((number) => Number(number));
        yield { original, offset: offset ?? 0, part: part ?? 0, state };
      }
    }
  }

  /** An entry that `NoteState.entries` names. */
  entry(seq: number): NoteEntry {
    const known = this.#read.get(seq);
    if (known) return known;
    const stored = this.#log.entry(seq);
    const entry = stored && readNoteEntry(stored);
    if (!entry) throw new Error(`notes.db entry ${seq} is no note any more`);
    this.#read.set(seq, entry);
    if (this.#read.size > 32)
      for (const first of this.#read.keys()) if (this.#read.delete(first)) break;
    return entry;
  }

  /** The hash that the record had when something was last said of it. */
  recordHash(place: PlaceOfNote, state: NoteState): string | null {
    const entry = this.entry(state.entries.at(-1) ?? 0);
    const events = entry.events.find(({ original }) => original === place.original);
    const at = events?.offsets.findIndex(
      (offset, i) => offset === place.offset && (events.parts?.[i] ?? 0) === place.part,
    );
    return at === undefined ? null : (events?.hashes[at] ?? null);
  }

  async #readOn(): Promise<void> {
    const pace = new Pace(never);
    for (;;) {
      const head = this.#log.head()?.seq ?? 0;
      const entries = this.#log.after('note', this.#seq, entriesAtOnce);
      for (const stored of entries) {
        this.#seq = stored.seq;
        const entry = readNoteEntry(stored);
        if (entry) await this.#take(entry, pace);
        else this.#unreadable.push(stored.seq);
        if (pace.due()) await pace.rest();
      }
      if (entries.length === entriesAtOnce) continue;
      this.#seq = Math.max(this.#seq, head);
      return;
    }
  }

  async #take(entry: NoteEntry, pace: Pace): Promise<void> {
    const waiting = this.#open.get(entry.step) ?? [];
    if (entry.more === true) {
      this.#open.set(entry.step, [...waiting, entry]);
      return;
    }
    this.#open.delete(entry.step);
    for (const each of [...waiting, entry]) {
      this.#apply(each);
      if (pace.due()) await pace.rest();
    }
    this.#version++;
  }

  #apply(entry: NoteEntry): void {
    const made = new Map<NoteState | null, NoteState>();
    const places: PlaceOfNote[] = [];
    for (const place of placesOf(entry.events)) {
      const { original, offset, part } = place;
      let states = this.#states.get(original);
      if (!states) this.#states.set(original, (states = new Map()));
      const key = keyOf(offset, part);
      const before = states.get(key) ?? null;
      let after = made.get(before);
      if (!after) made.set(before, (after = afterEntry(before, entry)));
      states.set(key, after);
      places.push(place);
    }
    for (const listener of this.#listeners) listener(places);
  }
}
