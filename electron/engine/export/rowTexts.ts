import type { ExportFormat } from '../../../shared/exportFormat.ts';
import type { NoteValues } from '../../../shared/note.ts';
import type { Wanted } from '../import/readRecord.ts';
import { placeAt } from '../places.ts';
import type { Places } from '../places.ts';
import type { RecordReader } from '../recordReader.ts';
import { columnValue } from './columnValue.ts';
import type { Exported } from './columnValue.ts';
import { wantedBy } from './wantedBy.ts';
import { csvWriter } from './writers/csvWriter.ts';
import { jsonLinesWriter, jsonWriter } from './writers/jsonWriter.ts';
import { rowText } from './writers/writer.ts';
import type { ExportColumn, TextWriter } from './writers/writer.ts';

/** All that decides how rows look as text. */
export type TextSpec = {
  readonly format: Exclude<ExportFormat, 'sqlite'>;
  readonly exact: boolean;
  readonly columns: readonly ExportColumn[];
  readonly zone: string;
};

/** What was noted of rows of a run, where note fields are asked for. */
export type NotesOfRun = ReadonlyMap<number, NoteValues>;

export function textWriter({ format, columns, exact }: TextSpec): TextWriter {
  switch (format) {
    case 'json':
      return jsonWriter(columns);
    case 'jsonl':
      return jsonLinesWriter(columns);
    case 'csv':
      return csvWriter(columns, exact);
    default:
      throw new Error(`unknown format ${String(format satisfies never)}`);
  }
}

/** Makes the text of rows: in the export's own thread or in others, the same. */
export class RowTexts {
  readonly writer: TextWriter;
  readonly #spec: TextSpec;
  readonly #volatileOf: (original: number) => readonly string[];
  readonly #wanted: Wanted;

  constructor(spec: TextSpec, volatileOf: (original: number) => readonly string[]) {
    this.#spec = spec;
    this.#volatileOf = volatileOf;
    this.writer = textWriter(spec);
    this.#wanted = wantedBy(spec.columns.map(({ field }) => field));
  }

  row(stored: Exported): string {
    const { columns, zone } = this.#spec;
    const volatile = this.#volatileOf(stored.event.original);
    const { writer } = this;
    return rowText(
      writer,
      columns.map(({ field }, at) => writer.cell(at, columnValue(stored, field, zone, volatile))),
    );
  }

  /** The rows at these places as UTF-8, with what stands between them; `notes` by number among the places. */
  of(records: RecordReader, places: Places, notes: NotesOfRun): Uint8Array<ArrayBuffer> {
    const rows: string[] = [];
    for (let at = 0; at < places.count; at++)
      rows.push(
        this.row({
          ...records.readPlace(placeAt(places, at), this.#wanted),
          note: notes.get(at),
        }),
      );
    return new TextEncoder().encode(rows.join(this.writer.between));
  }
}
