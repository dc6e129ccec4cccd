import type { EventCore } from '../../../shared/event.ts';
import { firstPassColumns } from './columnField.ts';
import { listItems, listText } from './listText.ts';
import { decodeText, TextBytes } from './textBytes.ts';

const columns = firstPassColumns.length;

/**
 * Events as they go from a parsing thread to the index: typed arrays and the few distinct texts of a block. Codes are the block's own:
 * 0 for none, else one more than the place among its texts, which are in order of first appearance.
 */
export type EventBatch = {
  readonly events: number;
  /** The record each event was made of, by its place in the block, and which of that record's events it is. */
  readonly record: Uint32Array;
  readonly part: Uint32Array;
  /** Milliseconds since 1970 UTC, NaN for none; nanoseconds below. */
  readonly ms: Float64Array;
  readonly subMs: Float64Array;
  /** Column after column in the order of `firstPassColumns`, `stride` apart. */
  readonly codes: Uint32Array<ArrayBuffer>;
  readonly stride: number;
  /** As `TextBytes` keeps them; a text that is in two columns is there twice. */
  readonly texts: {
    readonly count: number;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly ends: Uint32Array<ArrayBuffer>;
  };
};

/** The text that a code of the block stands for. */
export function textOf({ texts }: EventBatch, code: number): string {
  const start = code === 1 ? 0 : (texts.ends[code - 2] ?? 0);
  return decodeText(Buffer.from(texts.bytes.buffer), start, texts.ends[code - 1] ?? 0);
}

const flagsColumn = firstPassColumns.indexOf('flags');

/** The flags of an event of the block. */
export function flagsOf(batch: EventBatch, event: number): readonly string[] {
  const code = batch.codes[flagsColumn * batch.stride + event] ?? 0;
  return code === 0 ? [] : listItems(textOf(batch, code));
}

/** Gathers a block's events. */
export class EventBatchBuilder {
  #capacity: number;
  #events = 0;
  #record: Uint32Array;
  #part: Uint32Array;
  #ms: Float64Array;
  #subMs: Float64Array;
  #codes: Uint32Array<ArrayBuffer>;
  readonly #texts: TextBytes;
  readonly #columns: readonly TextCodes[];
  readonly #source: string;

  constructor(source: string, capacity: number) {
    this.#source = source;
    this.#capacity = Math.max(1, capacity);
    this.#texts = new TextBytes(Math.max(64, capacity * 4));
    this.#columns = Array.from({ length: columns }, () => new TextCodes(this.#texts));
    this.#record = new Uint32Array(this.#capacity);
    this.#part = new Uint32Array(this.#capacity);
    this.#ms = new Float64Array(this.#capacity);
    this.#subMs = new Float64Array(this.#capacity);
    this.#codes = new Uint32Array(this.#capacity * columns);
  }

  add(record: number, part: number, core: EventCore): void {
    if (this.#events === this.#capacity) this.#grow();
    const at = this.#events++;
    const { time } = core;
    this.#record[at] = record;
    this.#part[at] = part;
    this.#ms[at] = time ? time.ms : NaN;
    this.#subMs[at] = time ? time.ns : 0;
    const texts = columnTexts(this.#source, core);
    for (let i = 0; i < columns; i++)
      this.#codes[i * this.#capacity + at] = this.#columns[i]!.code(texts[i] ?? null);
  }

  finish(): EventBatch {
    return {
      events: this.#events,
      record: this.#record,
      part: this.#part,
      ms: this.#ms,
      subMs: this.#subMs,
      codes: this.#codes,
      stride: this.#capacity,
      texts: { count: this.#texts.count, bytes: this.#texts.bytes, ends: this.#texts.ends },
    };
  }

  #grow(): void {
    const before = this.#capacity;
    this.#capacity = before * 2;
    this.#record = widened(this.#record, new Uint32Array(this.#capacity));
    this.#part = widened(this.#part, new Uint32Array(this.#capacity));
    this.#ms = widened(this.#ms, new Float64Array(this.#capacity));
    this.#subMs = widened(this.#subMs, new Float64Array(this.#capacity));
    const codes = new Uint32Array(this.#capacity * columns);
    for (let i = 0; i < columns; i++)
      codes.set(this.#codes.subarray(i * before, (i + 1) * before), i * this.#capacity);
    this.#codes = codes;
  }
}

function widened<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

class TextCodes {
  readonly #texts: TextBytes;
  readonly #codes = new Map<string, number>();
  #lastText: string | null = null;
  #lastCode = 0;

  constructor(texts: TextBytes) {
    this.#texts = texts;
  }

  code(text: string | null): number {
    if (text === null) return 0;
    // Runs of equal values are the rule (one source, one organisation): saves the hash.
    if (text === this.#lastText) return this.#lastCode;
    let code = this.#codes.get(text);
    if (code === undefined) {
      this.#texts.add(text);
      code = this.#texts.count;
      this.#codes.set(text, code);
    }
    this.#lastText = text;
    this.#lastCode = code;
    return code;
  }
}

/** In the order of `firstPassColumns`: an array instead of an object saves 23 look-ups by name an event. */
function columnTexts(source: string, core: EventCore): (string | null)[] {
  return [
    source,
    core.action,
    core.category,
    core.verb,
    core.outcome,
    core.actorType,
    core.actorId,
    core.actorName,
    core.actorEmail,
    core.actorRoles.length === 0 ? null : listText(core.actorRoles),
    core.authMethod,
    core.resourceType,
    core.resourceId,
    core.resourceName,
    core.orgId,
    core.orgName,
    core.projectId,
    core.projectName,
    core.ip,
    core.userAgent,
    core.time ? core.time.precision : null,
    core.time ? core.time.zoneSource : null,
    core.flags.length === 0 ? null : listText(core.flags),
  ];
}
