import type { JsonValue } from '../../../../shared/event.ts';

/** Takes exported events in order. Text formats give bytes to write; a database writes for itself. */
export type ExportWriter = {
  begin(): string;
  /** Values in the order of the columns; undefined where the event has none. */
  row(values: readonly (JsonValue | undefined)[]): string;
  end(): string;
};

export type ExportColumn = { readonly field: string; readonly header: string };
