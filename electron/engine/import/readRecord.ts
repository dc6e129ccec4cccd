import type { CaseEvent, EventCore, JsonValue, Place } from '../../../shared/event.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import type { Adapter } from './adapters/adapter.ts';
import { createAdapter } from './adapters/create.ts';
import type { RecordValue } from './readers/reader.ts';
import { parseRecord } from './readers/record.ts';

/** One record of an original and the events that its interpretation makes of it: the same for whoever asks. */
export class RecordReader {
  readonly adapter: Adapter;
  readonly #interpretation: Interpretation;

  constructor(interpretation: Interpretation) {
    this.#interpretation = interpretation;
    const { adapter, mapping, reader } = interpretation;
    this.adapter = createAdapter(adapter.name, mapping, reader);
  }

  get source(): string {
    return this.#interpretation.mapping.source;
  }

  /** Throws RecordRejected when the bytes are no record, or none of an event. */
  read(utf8: Uint8Array): { readonly record: RecordValue; readonly cores: readonly EventCore[] } {
    const record = parseRecord(this.#interpretation.reader, utf8);
    return { record, cores: this.adapter.core(record) };
  }

  /**
   * The event of that part, states and all, and the record's value; `recordHash` is lower-case hex. Throws when the record has
   * no such part: the index and the evidence do not belong together.
   */
  event(
    utf8: Uint8Array,
    place: Place,
    recordHash: string,
  ): { readonly event: CaseEvent; readonly value: JsonValue } {
    const { record, cores } = this.read(utf8);
    const { original, offset, length, part } = place;
    const core = cores[part];
    if (!core) throw new Error(`no event ${part} at E${original}-${offset}`);
    const rest = this.adapter.rest(record, part, core);
    const { source } = this;
    const event = { ...core, ...rest, original, offset, length, part, source, recordHash };
    return { event, value: record.value };
  }
}
