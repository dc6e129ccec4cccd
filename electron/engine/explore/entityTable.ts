import { identityFields } from '../../../shared/entity.ts';
import type { EntityKind, EntityRow } from '../../../shared/entity.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { Pace } from '../query/pace.ts';
import type { Query } from '../query/query.ts';
import type { Stack } from '../query/stack.ts';
import { rowDoubt } from './rowDoubt.ts';

/** The entities of a kind among some events: arrays beside one another, since there may be a million. */
export type EntityTable = {
  readonly kind: EntityKind;
  readonly size: number;
  /** The place of each one's field among the kind's identity fields. */
  readonly fields: Uint8Array;
  readonly values: readonly string[];
  readonly counts: Uint32Array;
  /** Infinite where none of its events has a time. */
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  readonly firstRow: Uint32Array;
  readonly lastRow: Uint32Array;
  /** Events that name none. */
  readonly without: number;
};

/**
 * Every value of the kind's first identity field, and of each further one those values that stand in an event without the
 * fields before it. A value counts all events that have it, so that its count is that of its filter.
 */
export async function entityTable(
  query: Query,
  kind: EntityKind,
  within: Group,
  signal: AbortSignal,
): Promise<EntityTable> {
  const pace = new Pace(signal);
  const parts: Part[] = [];
  let rest = within;
  let without = 0;
  for (const [field, name] of identityFields[kind].entries()) {
    const alone = await query.stack(rest, name, 'UTC', signal);
    const isAll = field === 0 || alone.size === 0;
    const stack = isAll ? alone : await query.stack(within, name, 'UTC', signal);
    const kept = isAll ? null : await valuesOf(alone, pace);
    const places: number[] = [];
    for (let place = 0; place < stack.size; place++) {
      if (kept === null || kept.has(stack.valueOf(place))) places.push(place);
      if ((place & 0xff) === 0 && pace.due()) await pace.rest();
    }
    parts.push({ field, stack, places });
    without = alone.counts[alone.size] ?? 0;
    if (without === 0) break;
    rest = makeGroup('all', [...rest.items, noValue(name)]);
  }
  return { kind, without, ...(await joined(parts, pace)) };
}

async function valuesOf(stack: Stack, pace: Pace): Promise<ReadonlySet<string | null>> {
  const values = new Set<string | null>();
  for (let place = 0; place < stack.size; place++) {
    values.add(stack.valueOf(place));
    if ((place & 0xff) === 0 && pace.due()) await pace.rest();
  }
  return values;
}

const noValue = (field: string): Group => makeGroup('none', [makeCondition(field, 'exists', [])]);

type Part = { readonly field: number; readonly stack: Stack; readonly places: readonly number[] };

async function joined(
  parts: readonly Part[],
  pace: Pace,
): Promise<Omit<EntityTable, 'kind' | 'without'>> {
  const size = parts.reduce((sum, { places }) => sum + places.length, 0);
  const values: string[] = [];
  const table = {
    size,
    values,
    fields: new Uint8Array(size),
    counts: new Uint32Array(size),
    firstMs: new Float64Array(size),
    lastMs: new Float64Array(size),
    firstRow: new Uint32Array(size),
    lastRow: new Uint32Array(size),
  };
  for (const { field, stack, places } of parts) {
    for (const place of places) {
      const at = values.push(stack.valueOf(place) ?? '') - 1;
      table.fields[at] = field;
      table.counts[at] = stack.counts[place] ?? 0;
      table.firstMs[at] = stack.firstMs[place] ?? Infinity;
      table.lastMs[at] = stack.lastMs[place] ?? -Infinity;
      table.firstRow[at] = stack.firstRow[place] ?? 0;
      table.lastRow[at] = stack.lastRow[place] ?? 0;
      if ((at & 0xff) === 0 && pace.due()) await pace.rest();
    }
  }
  return table;
}

export function entityRow(table: EntityTable, place: number, index: CaseIndex): EntityRow {
  const { kind } = table;
  const field = identityFields[kind][table.fields[place] ?? 0] ?? '';
  const row = table.lastRow[place] ?? 0;
  return {
    kind,
    field,
    value: table.values[place] ?? '',
    name: nameOf(table, place, index),
    type: typeAt(table, place, index),
    count: table.counts[place] ?? 0,
    first: isoOf(table.firstMs[place] ?? Infinity),
    last: isoOf(table.lastMs[place] ?? -Infinity),
    firstDoubt: rowDoubt(index, table.firstRow[place] ?? 0),
    lastDoubt: rowDoubt(index, row),
  };
}

/** What its newest event calls it besides the value that it is told by; else its oldest, which may tell more. */
export function nameOf(table: EntityTable, place: number, index: CaseIndex): string | null {
  const { kind } = table;
  const field = identityFields[kind][table.fields[place] ?? 0];
  for (const rows of [table.lastRow, table.firstRow]) {
    for (const name of names[kind]) {
      const text = name === field ? null : index.text(rows[place] ?? 0, name);
      if (text !== null) return text;
    }
  }
  return null;
}

const names: Readonly<Record<EntityKind, readonly string[]>> = {
  actor: ['actorName', 'actorEmail'],
  key: ['actorName'],
  resource: ['resourceName'],
  ip: [],
};

/** The type of actor or resource, in its newest event. */
export function typeAt(
  { kind, lastRow }: EntityTable,
  place: number,
  index: CaseIndex,
): string | null {
  if (kind === 'ip') return null;
  return index.text(lastRow[place] ?? 0, kind === 'resource' ? 'resourceType' : 'actorType');
}

export function isoOf(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
