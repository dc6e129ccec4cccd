import type { EventCore } from '../../../shared/event.ts';
import { EventsDigest } from '../eventsDigest.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import type { Adapter } from './adapters/adapter.ts';
import { createAdapter } from './adapters/create.ts';
import { RawTape } from './rawTape.ts';
import { createReader } from './readers/create.ts';
import { RecordRejected } from './readers/reader.ts';
import type { PieceKind, Reader, RecordValue } from './readers/reader.ts';
import { parseRecord } from './readers/record.ts';

/** Bytes by what they are; they sum to `decoded`. */
export type WalkedBytes = {
  decoded: number;
  header: number;
  records: number;
  separators: number;
  rejected: number;
};

/** Takes what a walk finds, in order. `bytes` are untranscoded and valid only until the call returns. */
export type WalkSink = {
  record(offset: number, bytes: Uint8Array, cores: readonly EventCore[], record: RecordValue): void;
  rejected(offset: number, length: number, reason: string): void;
};

/**
 * The one way from an original's decoded content to events, used by import, reindex and verify alike, so that the three
 * cannot read the same bytes differently.
 */
export class RecordWalk {
  readonly bytes: WalkedBytes = { decoded: 0, header: 0, records: 0, separators: 0, rejected: 0 };
  readonly adapter: Adapter;
  readonly #spec: Interpretation['reader'];
  readonly #sink: WalkSink;
  readonly #reader: Reader;
  readonly #tape: RawTape | null;
  readonly #digest = new EventsDigest();

  constructor(interpretation: Interpretation, sink: WalkSink) {
    this.#spec = interpretation.reader;
    this.#sink = sink;
    this.#tape = this.#spec.encoding === 'utf-8' ? null : new RawTape();
    this.adapter = createAdapter(interpretation.adapter.name, interpretation.mapping, this.#spec);
    this.#reader = createReader(this.#spec, (kind, length, utf8, reason) => {
      this.#piece(kind, length, utf8, reason);
    });
  }

  push(chunk: Uint8Array): void {
    this.#tape?.push(chunk);
    this.#reader.push(chunk);
  }

  /** Call once after the last chunk; gives the events digest as lower-case hex. */
  end(): string {
    this.#reader.end();
    return this.#digest.finish();
  }

  #piece(kind: PieceKind, length: number, utf8: Uint8Array, reason: string | undefined): void {
    const offset = this.bytes.decoded;
    this.bytes.decoded += length;
    const bytes = this.#tape?.take(length) ?? utf8;
    switch (kind) {
      case 'header':
        this.bytes.header += length;
        return;
      case 'separator':
        this.bytes.separators += length;
        return;
      case 'rejected':
        this.#reject(offset, length, reason ?? 'not a record');
        return;
      case 'record':
        this.#record(offset, bytes, utf8);
        return;
      default:
        throw new Error(`unknown piece ${String(kind satisfies never)}`);
    }
  }

  #record(offset: number, bytes: Uint8Array, utf8: Uint8Array): void {
    let record: RecordValue;
    let cores: readonly EventCore[];
    try {
      record = parseRecord(this.#spec, utf8);
      cores = this.adapter.core(record);
    } catch (thrown) {
      if (!(thrown instanceof RecordRejected)) throw thrown;
      this.#reject(offset, bytes.length, thrown.message);
      return;
    }
    this.bytes.records += bytes.length;
    for (const [part, core] of cores.entries()) this.#digest.add(offset, bytes.length, part, core);
    this.#sink.record(offset, bytes, cores, record);
  }

  #reject(offset: number, length: number, reason: string): void {
    this.bytes.rejected += length;
    this.#sink.rejected(offset, length, reason);
  }
}
