import { csvPresets } from '../../../shared/exportFormat.ts';
import type { ExportFormat } from '../../../shared/exportFormat.ts';
import { isNoteField } from '../../../shared/note.ts';

export const formatChoices: readonly {
  readonly id: ExportFormat;
  readonly label: string;
  readonly about: string;
}[] = [
  {
    id: 'csv',
    label: 'CSV',
    about: 'For spreadsheets: one row an event, lists and states as JSON text.',
  },
  { id: 'json', label: 'JSON', about: 'Full fidelity: one array, states nested.' },
  { id: 'jsonl', label: 'JSON lines', about: 'Full fidelity, an event a line: for tools.' },
  {
    id: 'sqlite',
    label: 'SQLite',
    about: 'A plain database with a table of events, for any SQL tool.',
  },
];

/** Columns to export: `all`, those of the grid, or a product's own preset. */
export function columnChoices(
  gridColumns: readonly string[],
): readonly { readonly id: string; readonly label: string }[] {
  return [
    { id: 'all', label: 'Every field' },
    { id: 'grid', label: `The ${gridColumns.length} columns of the grid` },
    ...csvPresets.map((preset) => ({ id: `preset:${preset.name}`, label: `As ${preset.label}` })),
  ];
}

/** What `export.start` is asked for. A note column of the grid leaves the case with the notes only. */
export function chosenColumns(
  choice: string,
  gridColumns: readonly string[],
  notes: boolean,
): readonly string[] {
  if (choice === 'all') return [];
  if (choice !== 'grid') return [choice];
  const columns = gridColumns.filter((column) => column !== 'event');
  return ['event', ...(notes ? columns : columns.filter((column) => !isNoteField(column)))];
}

/** A file name that says what and when, without characters that file systems refuse. */
export function suggestedName(caseName: string, format: ExportFormat, now: Date): string {
  const safe = caseName.replaceAll(/[^\p{L}\p{N}_-]+/gu, ' ').trim() || 'events';
  return `${safe} ${now.toISOString().slice(0, 10)}.${format === 'sqlite' ? 'sqlite' : format}`;
}
