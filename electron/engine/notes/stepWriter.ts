import { randomBytes } from 'node:crypto';

import type { EntryLog } from './entryLog.ts';
import type { Said } from './noteChange.ts';
import { gatherPlaces, noteEntryJson } from './noteEntry.ts';
import type { NotedPlace, NoteEntryValue } from './noteEntry.ts';

const placesInEntry = 1024;
const entriesAtOnce = 4;

type Gathering = { readonly said: Said; places: NotedPlace[] };

/** Writes one step, which counts from its last entry on: what a cancelled one wrote says nothing. */
export class StepWriter {
  readonly #log: EntryLog;
  readonly #author: string;
  readonly #undoes: string | undefined;
  readonly step = randomBytes(8).toString('hex');
  readonly #gathering = new Map<unknown, Gathering>();
  #ready: NoteEntryValue[] = [];
  #count = 0;

  constructor(log: EntryLog, author: string, undoes?: string) {
    this.#log = log;
    this.#author = author;
    this.#undoes = undoes;
  }

  /** How many events the step is about so far. */
  get count(): number {
    return this.#count;
  }

  /** Events of one `key` (a state, or nothing) have the same said of them. */
  add(key: unknown, place: NotedPlace, say: () => Said): void {
    let gathering = this.#gathering.get(key);
    if (!gathering) this.#gathering.set(key, (gathering = { said: say(), places: [] }));
    gathering.places.push(place);
    this.#count++;
    if (gathering.places.length < placesInEntry) return;
    this.#close(gathering);
    if (this.#ready.length > entriesAtOnce) this.#append(this.#ready.splice(0, entriesAtOnce));
  }

  /** Null when there was nothing to say. */
  end(): string | null {
    for (const gathering of this.#gathering.values())
      if (gathering.places.length > 0) this.#close(gathering);
    const last = this.#ready.pop();
    if (!last) return null;
    this.#append(this.#ready, last);
    this.#ready = [];
    return this.step;
  }

  #close(gathering: Gathering): void {
    this.#ready.push({ ...gathering.said, events: gatherPlaces(gathering.places) });
    gathering.places = [];
  }

  #append(values: readonly NoteEntryValue[], last?: NoteEntryValue): void {
    const undoes = this.#undoes;
    const entries = [
      ...values.map((value) => ({ ...value, more: true as const })),
      ...(last ? [last] : []),
    ];
    this.#log.append(
      entries.map((value) => ({
        kind: 'note',
        name: this.step,
        value: noteEntryJson({ ...value, undoes }),
      })),
      this.#author,
    );
  }
}
