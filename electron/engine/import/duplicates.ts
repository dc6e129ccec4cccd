import { hash } from 'node:crypto';

import type { CaseEvent, EventCore, JsonValue } from '../../../shared/event.ts';
import { KeyTable } from './keyTable.ts';

export type Verdict =
  | { readonly kind: 'new'; readonly keyHash: bigint }
  | { readonly kind: 'duplicate' | 'conflict'; readonly keyHash: bigint; readonly ofRow: number };

/** The event whose verdict is asked for; `whole` parses its states and is called on a hit only. */
export type Candidate = {
  readonly source: string;
  readonly uniqueId: boolean;
  readonly core: EventCore;
  readonly part: number;
  readonly recordHash: Uint8Array;
  whole(): CaseEvent;
};

/**
 * Tells new events from duplicates and conflicts (DESIGN 2): the key is source and native id where the source promises
 * that it is unique, else the record's hash and its occurrence within its original. Same key and equal canonical event is
 * a duplicate, same key and other content a conflict. Events are asked in ledger order: the first one stays.
 */
export class Duplicates {
  readonly #keys: KeyTable;
  readonly #eventOf: (row: number) => CaseEvent;
  #occurrences = new KeyTable();

  /** `eventOf` reads an earlier event back from its bytes. */
  constructor(keys: KeyTable, eventOf: (row: number) => CaseEvent) {
    this.#keys = keys;
    this.#eventOf = eventOf;
  }

  beginOriginal(): void {
    this.#occurrences = new KeyTable();
  }

  judge(candidate: Candidate): Verdict {
    return candidate.uniqueId && candidate.core.id !== null
      ? this.#judgeById(candidate, candidate.core.id)
      : this.#judgeByHash(candidate);
  }

  /** Call for an event that was judged new or conflicting, once its row is known. */
  remember(keyHash: bigint, row: number): void {
    this.#keys.add(keyHash, row);
  }

  #judgeById(candidate: Candidate, id: string): Verdict {
    const keyHash = hash64(`i\0${candidate.source}\0${candidate.part}\0${id}`);
    if (!this.#keys.has(keyHash)) return { kind: 'new', keyHash };
    let whole: CaseEvent | null = null;
    let conflictOf: number | null = null;
    for (const row of this.#keys.all(keyHash)) {
      const earlier = this.#eventOf(row);
      if (
        earlier.source !== candidate.source ||
        earlier.id !== id ||
        earlier.part !== candidate.part
      )
        continue;
      whole ??= candidate.whole();
      if (canonical(earlier) === canonical(whole))
        return { kind: 'duplicate', keyHash, ofRow: row };
      conflictOf ??= row;
    }
    return conflictOf === null
      ? { kind: 'new', keyHash }
      : { kind: 'conflict', keyHash, ofRow: conflictOf };
  }

  #judgeByHash(candidate: Candidate): Verdict {
    const recordHash = Buffer.from(candidate.recordHash).toString('hex');
    const occurrence = this.#occurrences.increment(hash64(`o\0${candidate.part}\0${recordHash}`));
    const keyHash = hash64(
      `h\0${candidate.source}\0${candidate.part}\0${occurrence}\0${recordHash}`,
    );
    for (const row of this.#keys.all(keyHash)) {
      const earlier = this.#eventOf(row);
      if (earlier.recordHash === recordHash && earlier.part === candidate.part) {
        return { kind: 'duplicate', keyHash, ofRow: row };
      }
    }
    return { kind: 'new', keyHash };
  }
}

function hash64(text: string): bigint {
  return hash('sha256', text, 'buffer').readBigUInt64LE(0);
}

/** Every field but original, offset, length, recordHash and the raw text of times; keys of states in one order. */
function canonical(event: CaseEvent): string {
  const {
    original: _o,
    offset: _f,
    length: _l,
    recordHash: _h,
    occurredAtRaw: _r,
    flags: _g,
    ...rest
  } = event;
  return JSON.stringify(
    sortKeys({ ...rest, before: rest.before ?? null, after: rest.after ?? null }),
  );
}

type Comparable =
  | JsonValue
  | undefined
  | readonly Comparable[]
  | { readonly [key: string]: Comparable };

function sortKeys(value: unknown): Comparable {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, inner]): [string, Comparable] => [key, sortKeys(inner)])
        .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an event holds JSON values only
  return value as JsonValue | undefined;
}
