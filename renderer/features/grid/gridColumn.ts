import { fieldPath, fields, findField } from '../../../shared/field.ts';
import { defaultView } from '../../../shared/view.ts';
import type { SortKey } from '../../../shared/view.ts';

/** A column of the grid. Its name is a field's, a path, or `change` or `scope`, which the engine computes. */
export type GridColumn = {
  readonly name: string;
  readonly label: string;
  /** In px. */
  readonly width: number;
  /** The field that it sorts by; null when it cannot be sorted. */
  readonly sortField: string | null;
  /** Of a frozen column: where it stays, in px from the left; null for all others. */
  readonly left: number | null;
};

/** Of the marks, which stand before all columns. */
export const markWidth = 76;
export const leastWidth = 60;
export const mostWidth = 1200;

const widths: ReadonlyMap<string, number> = new Map([
  ['occurredAt', 206],
  ['actor', 152],
  ['action', 140],
  ['resource', 190],
  ['change', 200],
  ['scope', 150],
  ['ip', 132],
  ['description', 320],
  ['source', 128],
  ['actorType', 96],
  ['outcome', 96],
  ['verb', 104],
]);
const otherWidth = 160;

const computed: ReadonlyMap<string, string> = new Map([
  ['change', 'Change'],
  ['scope', 'Scope'],
]);

/** Text that reads better in columns of equal digits. */
const monospaced: ReadonlySet<string> = new Set([
  'occurredAtRaw',
  'resourceId',
  'actorId',
  'orgId',
  'projectId',
  'ip',
  'id',
  'event',
  'originalSha256',
  'bytesSha256',
  'recordHash',
]);

export function isMonospaced(column: string): boolean {
  return monospaced.has(column) || fieldPath(column) !== null;
}

/** The columns as they are drawn, the first `frozen` of them in their places; what no field is called any more is left out. */
export function gridColumns(
  names: readonly string[],
  chosenWidths: ReadonlyMap<string, number>,
  zone: string,
  frozen = 0,
): readonly GridColumn[] {
  let left = markWidth;
  return names.flatMap((name, place) => {
    const label = columnLabel(name);
    if (label === null) return [];
    const width = chosenWidths.get(name) ?? widths.get(name) ?? otherWidth;
    const at = left;
    left += width;
    return [
      {
        name,
        label: name === 'occurredAt' ? `${label} (${zone})` : label,
        width,
        sortField: computed.has(name) ? null : name,
        left: place < frozen ? at : null,
      },
    ];
  });
}

export function columnLabel(name: string): string | null {
  return computed.get(name) ?? findField(name)?.label ?? null;
}

/** All that can be chosen, in the order of the event's own fields. */
export function offeredColumns(): readonly { readonly name: string; readonly label: string }[] {
  return [
    ...fields.map(({ name, label }) => ({ name, label })),
    ...[...computed].map(([name, label]) => ({ name, label })),
  ].filter(({ name }) => name !== 'before' && name !== 'after' && name !== 'target');
}

/** What is fetched for a set of columns: what a cell shows, its tooltip says and its buttons filter by. */
export function fetchedColumns(columns: readonly string[]): readonly string[] {
  const fetched = new Set(columns);
  for (const column of columns) for (const more of companions.get(column) ?? []) fetched.add(more);
  return [...fetched];
}
const companions: ReadonlyMap<string, readonly string[]> = new Map([
  ['occurredAt', ['occurredAtRaw', 'precision', 'zoneSource']],
  ['actor', ['actorId', 'actorName', 'actorEmail']],
  ['action', ['category']],
  ['resource', ['resourceType', 'resourceId', 'resourceName']],
  ['scope', ['orgId', 'orgName', 'projectId', 'projectName']],
]);

/**
 * A click on a header: up, then down, then back to the default order (oldest first). With Shift the other keys stay, in the order
 * in which they were clicked.
 */
export function sortedBy(
  sort: readonly SortKey[],
  field: string,
  isMulti: boolean,
): readonly SortKey[] {
  const known = sort.find((key) => key.field === field);
  const next: readonly SortKey[] =
    known === undefined ? [{ field, desc: false }] : known.desc ? [] : [{ field, desc: true }];
  if (!isMulti) return next;
  if (known === undefined) return [...sort, ...next].slice(0, 5);
  return sort.flatMap((key) => (key.field === field ? next : [key]));
}

/** The view's columns; with two products in the case, which of them comes last unless it is there already. */
export function shownColumns(columns: readonly string[], sources: number): readonly string[] {
  const isDefault = columns.join() === defaultView.columns.join();
  return isDefault && sources > 1 ? [...columns, 'source'] : columns;
}
