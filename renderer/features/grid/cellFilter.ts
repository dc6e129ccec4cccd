import type { EventRow } from '../../../shared/eventPage.ts';

/** What include and exclude on a cell filter by; null when the cell stands for no one field's value. */
export type CellValue = { readonly field: string; readonly value: string | null };

/** The engine sends at most so many characters of a value, and then an ellipsis: too little to filter by. */
const longestCell = 400;

/**
 * The field and whole value behind a cell, however the cell shortens it. A cell without a value stands for the
 * events without one.
 */
export function cellValue(row: EventRow, column: string): CellValue | null {
  if (column === 'change' || column === 'targets' || column === 'changed') return null;
  if (column === 'flags' || column === 'actorRoles') return null;
  if (column === 'tag' || column === 'comment' || column === 'noteAuthor') return null;
  if (column === 'scope') {
    for (const field of ['projectName', 'projectId', 'orgName', 'orgId']) {
      const value = cell(row, field);
      if (value !== null) return { field, value };
    }
    return { field: 'projectId', value: null };
  }
  const value = cell(row, column);
  if (value !== null && value.length > longestCell) return null;
  return { field: column, value };
}

/** Null where the event has no such value. */
export function cell(row: EventRow, column: string): string | null {
  if (!Object.hasOwn(row.cells, column)) return null;
  const text = row.cells[column];
  return text === undefined || text === '' ? null : text;
}
