import { csvPresets } from '../../../shared/exportFormat.ts';
import { noteFields } from '../../../shared/note.ts';
import { exportedFields } from '../eventFields.ts';
import type { ExportColumn } from './writers/writer.ts';

/**
 * The columns of an export: the asked ones, every field of the evidence when none is asked, or a preset as `preset:NAME`;
 * with `notes` the note fields beside them.
 */
export function exportColumns(asked: readonly string[], notes = false): readonly ExportColumn[] {
  const columns = evidenceColumns(asked);
  if (!notes) return columns;
  const missing = noteFields.filter((name) => !columns.some(({ field }) => field === name));
  return [...columns, ...missing.map((field) => ({ field, header: field }))];
}

function evidenceColumns(asked: readonly string[]): readonly ExportColumn[] {
  const preset = csvPresets.find(
    (each) => asked.length === 1 && asked[0] === `preset:${each.name}`,
  );
  if (preset) return preset.columns.map(([field, header]) => ({ field, header }));
  return (asked.length > 0 ? asked : exportedFields).map((field) => ({ field, header: field }));
}
