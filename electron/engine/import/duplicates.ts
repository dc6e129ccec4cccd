import type { CaseEvent, JsonValue } from '../../../shared/event.ts';
import { KeyCounts } from './keyCounts.ts';
import type { RowKeys } from './rowKeys.ts';

/** 64 bits by which an event is known, in two halves. */
export type Key = { readonly low: number; readonly high: number };

export type Verdict =
  | { readonly kind: 'new'; readonly key: Key }
  | { readonly kind: 'duplicate' | 'conflict'; readonly key: Key; readonly ofRow: number };

/** The event whose verdict is asked for; `whole` parses it and is called on a hit only. */
export type Candidate = {
  readonly part: number;
  /** The key of its native id where the source promises that to be unique; else null: its record's hash tells. */
  readonly idKey: Key | null;
  /** First 64 bits of the record's hash. */
  readonly recordKey: Key;
  readonly whole: () => CaseEvent;
};

/**
 * Tells new events from duplicates and conflicts (DESIGN 2): the key is source and native id where the source promises
 * that it is unique, else the record's hash and its occurrence within its original. Same key and equal canonical event is
 * a duplicate, same key and other content a conflict. Events are asked in ledger order: the first one stays.
 */
export class Duplicates {
  readonly #keys: RowKeys;
  readonly #eventOf: (row: number) => CaseEvent;
  #occurrences = new KeyCounts();

  /** `eventOf` reads an earlier event back from its bytes. */
  constructor(keys: RowKeys, eventOf: (row: number) => CaseEvent) {
    this.#keys = keys;
    this.#eventOf = eventOf;
  }

  beginOriginal(): void {
    if (this.#occurrences.size > 0) this.#occurrences = new KeyCounts();
  }

  judge(candidate: Candidate): Verdict {
    return candidate.idKey
      ? this.#judgeById(candidate, candidate.idKey)
      : this.#judgeByHash(candidate);
  }

  /** Call for an event that was judged new or conflicting, once its row is known. */
  remember({ low, high }: Key, row: number): void {
    this.#keys.add(low, high, row);
  }

  #judgeById(candidate: Candidate, key: Key): Verdict {
    if (!this.#keys.has(key.low, key.high)) return { kind: 'new', key };
    const whole = candidate.whole();
    let conflictOf: number | null = null;
    for (const row of this.#keys.all(key.low, key.high)) {
      const earlier = this.#eventOf(row);
      if (
        earlier.source !== whole.source ||
        earlier.id !== whole.id ||
        earlier.part !== candidate.part
      )
        continue;
      if (canonical(earlier) === canonical(whole)) return { kind: 'duplicate', key, ofRow: row };
      conflictOf ??= row;
    }
    return conflictOf === null
      ? { kind: 'new', key }
      : { kind: 'conflict', key, ofRow: conflictOf };
  }

  #judgeByHash({ part, recordKey, whole }: Candidate): Verdict {
    const low = spread(recordKey.low, part);
    const occurrence = this.#occurrences.increment(low, recordKey.high);
    const key = { low: spread(low, occurrence), high: recordKey.high };
    if (!this.#keys.has(key.low, key.high)) return { kind: 'new', key };
    const { source, recordHash } = whole();
    for (const row of this.#keys.all(key.low, key.high)) {
      const earlier = this.#eventOf(row);
      if (earlier.source === source && earlier.recordHash === recordHash && earlier.part === part) {
        return { kind: 'duplicate', key, ofRow: row };
      }
    }
    return { kind: 'new', key };
  }
}

/** Another slot for each number; 0 leaves the hash as it is. The multiplier is Knuth's, 2^32 over the golden ratio. */
function spread(hash: number, number: number): number {
  return (hash ^ Math.imul(number, 0x9e37_79b1)) >>> 0;
}

/** Every field but the file, offset, length, the hashes of its bytes and the raw text of times; keys of states in one order. */
function canonical(event: CaseEvent): string {
  const {
    original: _o,
    originalName: _n,
    originalSha256: _s,
    offset: _f,
    length: _l,
    recordHash: _h,
    bytesSha256: _b,
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
