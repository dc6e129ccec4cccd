import { csvPresets } from '../../../shared/exportFormat.ts';
import { exportedFields } from '../eventFields.ts';
import type { ExportColumn } from './writers/writer.ts';

/** The columns of an export: the asked ones, every field when none is asked, or a preset as `preset:NAME`. */
export function exportColumns(asked: readonly string[]): readonly ExportColumn[] {
  const preset = csvPresets.find(
    (each) => asked.length === 1 && asked[0] === `preset:${each.name}`,
  );
  if (preset) return preset.columns.map(([field, header]) => ({ field, header }));
  return (asked.length > 0 ? asked : exportedFields).map((field) => ({ field, header: field }));
}
