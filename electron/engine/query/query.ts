import { eventReference, parseEventReference } from '../../../shared/event.ts';
import type { Facet, FacetInput, Histogram, HistogramInput } from '../../../shared/eventPage.ts';
import { everything } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { activeFilter } from '../../../shared/filterNormal.ts';
import type { Grouping, GroupingInput } from '../../../shared/grouping.ts';
import { asksNotes } from '../../../shared/note.ts';
import { timeInterval } from '../../../shared/timeRange.ts';
import type { SortKey } from '../../../shared/view.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { listColumns } from '../columns/columnField.ts';
import type { RecordReader } from '../recordReader.ts';
import { CodedFields } from './codedField.ts';
import type { CodedNotes } from './codedField.ts';
import { Evaluation } from './evaluate.ts';
import { facetOf } from './facet.ts';
import { firstsOf } from './firstOfValue.ts';
import { firstRowsOf } from './firstRows.ts';
import type { FirstRows } from './firstRows.ts';
import { groupingOf } from './grouping.ts';
import { histogramOf } from './histogram.ts';
import { fieldNamed } from './matchesEvent.ts';
import { liesInColumns, sortedOrder } from './order.ts';
import type { OrderSource } from './order.ts';
import { Pace } from './pace.ts';
import { piecesOf, walk } from './rowPieces.ts';
import { rowSetOf } from './rowSet.ts';
import type { RowPiece, RowSet } from './rowSet.ts';
import { eachRow } from './selection.ts';
import type { Selection } from './selection.ts';
import { SharedWork } from './sharedWork.ts';
import { stackOf } from './stack.ts';
import type { Stack } from './stack.ts';
import { flat, timeOrder } from './timeOrder.ts';
import type { Stretch } from './timeOrder.ts';
import { weekHoursOf } from './weekHours.ts';
import type { WeekHours } from './weekHours.ts';

export type QueryOptions = {
  /** Evidence files that were set aside: their events are in no view. */
  readonly asideOriginals: () => ReadonlySet<number>;
  /** Without it no event has a note. */
  readonly notes?: CodedNotes;
};
const mostBegun = 4;

export type Found = { readonly row: number | null; readonly event: string | null };
export type TimeSpan = { readonly oldestMs: number; readonly newestMs: number };

/**
 * Which events, in which order: the one owner of that for grid, counts, facets, histogram and exports. Answers are kept by
 * filter, order, zone and state of the index. Everything is cancellable and yields to the event loop.
 */
export class Query {
  readonly #index: CaseIndex;
  readonly #records: RecordReader;
  readonly #options: QueryOptions;
  readonly #coded: CodedFields;
  readonly #selections = new SharedWork<Selection>(8);
  /** Evaluations that were begun, by what `#selections` is asked by. */
  readonly #begun = new Map<string, Evaluation>();
  readonly #timeOrder = new SharedWork<readonly Stretch[]>(1);
  readonly #orders = new SharedWork<Uint32Array>(4);
  readonly #rowSets = new SharedWork<RowSet>(4);
  readonly #stacks = new SharedWork<Stack>(6);
  #span: { readonly key: string; readonly span: TimeSpan | null } | null = null;

  constructor(index: CaseIndex, records: RecordReader, options: QueryOptions) {
    this.#index = index;
    this.#records = records;
    this.#options = options;
    this.#coded = new CodedFields(index, options.notes ?? null, (original) =>
      records.fileOf(original),
    );
  }

  /** The rows of a view in its order. An empty `sort` is the default order. */
  async rows(
    filter: Group,
    sort: readonly SortKey[],
    zone: string,
    signal: AbortSignal,
  ): Promise<RowSet> {
    const sorted = sort.map(({ field }) => field);
    const noted = await this.#noteKey(filter, sorted);
    const key = `${this.#key(filter, zone)}${noted} ${JSON.stringify(sort)}`;
    return this.#rowSets.get(key, signal, async (stop) => {
      for (;;) {
        const { generation } = this.#index;
        const selection = await this.#select(filter, zone, stop);
        if (generation !== this.#index.generation) continue;
        const { segments } = this.#index;
        const source: OrderSource = {
          index: this.#index,
          segments,
          coded: this.#coded,
          records: this.#records,
          zone,
        };
        const pieces = await this.#ordered(selection, sort, source, stop);
        // An import was committed in between: rows and order may be of different states.
        if (generation === this.#index.generation) return rowSetOf(pieces);
      }
    });
  }

  /**
   * The first rows of a view in the default order, as soon as they are found; null where the order is another, or where they are
   * no sooner found than all.
   */
  async firstRows(
    filter: Group,
    sort: readonly SortKey[],
    zone: string,
    count: number,
    signal: AbortSignal,
  ): Promise<FirstRows | null> {
    const { generation, segments } = this.#index;
    if (sort.length > 0) return null;
    const key = `${this.#key(filter, zone)}${await this.#noteKey(filter, [])}`;
    if (this.#selections.has(key)) return null;
    const stretches = await this.#stretches(signal);
    const evaluation = this.#evaluation(key, filter, zone);
    const pace = new Pace(signal);
    const [only] = segments;
    if (!only || (segments.length === 1 && (await evaluation.isQuick(only, pace)))) return null;
    const source = { index: this.#index, evaluation };
    const found = await firstRowsOf(stretches, count, source, pace);
    return generation === this.#index.generation ? found : null;
  }

  async count(filter: Group, zone: string, signal: AbortSignal): Promise<number> {
    return (await this.#select(filter, zone, signal)).count;
  }

  async facet(input: FacetInput, signal: AbortSignal): Promise<Facet> {
    const field = fieldNamed(input.field);
    const selection = await this.#select(input.filter, input.zone, signal);
    return facetOf(input, field, selection, this.#facetSource(), new Pace(signal));
  }

  async grouping(input: GroupingInput, signal: AbortSignal): Promise<Grouping> {
    const { filter, field, zone } = input;
    const total = await this.count(filter, zone, signal);
    return groupingOf(
      input,
      total,
      await this.stack(filter, field, zone, signal),
      new Pace(signal),
    );
  }

  /** Each value of a field among the events of a filter: how often, when first and last. */
  async stack(filter: Group, field: string, zone: string, signal: AbortSignal): Promise<Stack> {
    const key = `${this.#key(filter, zone)}${await this.#noteKey(filter, [field])} ${field}`;
    return this.#stacks.get(key, signal, async (stop) =>
      stackOf(
        fieldNamed(field),
        zone,
        await this.#select(filter, zone, stop),
        this.#facetSource(),
        new Pace(stop),
      ),
    );
  }

  async weekHours(filter: Group, zone: string, signal: AbortSignal): Promise<WeekHours> {
    const selection = await this.#select(filter, zone, signal);
    return weekHoursOf(selection, zone, new Pace(signal));
  }

  /** For each row the first row in the whole case with the same value of a column that is no list. */
  async firsts(
    field: string,
    rows: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly number[]> {
    const coded = this.#coded.field(field, 'UTC');
    if (!coded || listColumns.has(coded.name)) throw new Error(`${field} is no column of texts`);
    const selection = await this.#select(everything, 'UTC', signal);
    return firstsOf(rows, coded, selection, this.#index, new Pace(signal));
  }

  async histogram(input: HistogramInput, signal: AbortSignal): Promise<Histogram> {
    const selection = await this.#select(input.filter, input.zone, signal);
    return histogramOf(input, selection, this.#facetSource(), new Pace(signal));
  }

  /**
   * The place in a view of an event (`E3-1048211`), or of the earliest event at or after a time as a filter would name it.
   * Null when the view has no such event; throws `bad-filter` when the target is neither.
   */
  async find(
    filter: Group,
    sort: readonly SortKey[],
    zone: string,
    target: string,
    signal: AbortSignal,
  ): Promise<Found> {
    const place = parseEventReference(target);
    const fromMs = place
      ? 0
      : timeInterval(target, { zone, newestMs: this.timeSpan()?.newestMs ?? 0 }).fromMs;
    const rows = await this.rows(filter, sort, zone, signal);
    const row = place
      ? this.#index.rowAt(place.original, place.offset, place.part)
      : earliestFrom(rows, fromMs, await this.#select(filter, zone, signal));
    const found = row === null ? null : rows.indexOf(row);
    if (row === null || found === null) return { row: null, event: null };
    return { row: found, event: eventReference(this.#index.place(row)) };
  }

  /** From the oldest to the newest event that is not set aside; null when none has a time. */
  timeSpan(): TimeSpan | null {
    const aside = this.#options.asideOriginals();
    const key = `${this.#index.generation} ${asideKey(aside)}`;
    if (this.#span?.key === key) return this.#span.span;
    const span = spanWithout(this.#index, aside);
    this.#span = { key, span };
    return span;
  }

  #key(filter: Group, zone: string): string {
    const aside = asideKey(this.#options.asideOriginals());
    return `${this.#index.generation} ${aside} ${zone} ${JSON.stringify(activeFilter(filter))}`;
  }

  #facetSource(): { index: CaseIndex; coded: CodedFields; records: RecordReader } {
    return { index: this.#index, coded: this.#coded, records: this.#records };
  }

  /** Empty unless notes are asked for: then what was noted since is another answer. */
  async #noteKey(filter: Group, fields: readonly string[]): Promise<string> {
    return asksNotes(filter, fields) ? ` notes ${await this.#options.notes?.version()}` : '';
  }

  async #select(filter: Group, zone: string, signal: AbortSignal): Promise<Selection> {
    const key = `${this.#key(filter, zone)}${await this.#noteKey(filter, [])}`;
    return this.#selections.get(key, signal, (stop) =>
      this.#evaluation(key, filter, zone).whole(new Pace(stop)),
    );
  }

  #evaluation(key: string, filter: Group, zone: string): Evaluation {
    const begun = this.#begun.get(key);
    if (begun) return begun;
    const evaluation = new Evaluation(filter, this.#records, this.#options.asideOriginals(), {
      index: this.#index,
      coded: this.#coded,
      time: { zone, newestMs: this.timeSpan()?.newestMs ?? 0 },
    });
    this.#begun.set(key, evaluation);
    for (const oldest of this.#begun.keys()) {
      if (this.#begun.size <= mostBegun) break;
      this.#begun.delete(oldest);
    }
    return evaluation;
  }

  #stretches(signal: AbortSignal): Promise<readonly Stretch[]> {
    const { generation, segments } = this.#index;
    return this.#timeOrder.get(`${generation}`, signal, (stop) =>
      timeOrder(segments, new Pace(stop)),
    );
  }

  async #ordered(
    selection: Selection,
    sort: readonly SortKey[],
    source: OrderSource,
    signal: AbortSignal,
  ): Promise<readonly RowPiece[]> {
    const pace = new Pace(signal);
    const { generation } = this.#index;
    const { segments } = source;
    const stretches = await this.#stretches(signal);
    const last = segments.at(-1);
    const rows = last ? last.firstRow + last.rows : 0;
    if (sort.length === 0) return piecesOf(stretches, selection, rows, pace);
    const sorted = sort.map(({ field }) => field);
    for (const field of sorted) await source.coded.prepare(field, pace);
    if (!liesInColumns(sort, source.coded, source.zone)) {
      const base = await walk(await flat(stretches, rows, pace), selection, rows, pace);
      return [{ ids: await sortedOrder(base, sort, selection, source, pace) }];
    }
    const noted = await this.#noteKey(everything, sorted);
    const key = `${generation} ${source.zone}${noted} ${JSON.stringify(sort)}`;
    const order = await this.#orders.get(key, signal, async (stop) => {
      const own = new Pace(stop);
      return sortedOrder(await flat(stretches, rows, own), sort, null, source, own);
    });
    return [{ ids: await walk(order, selection, rows, pace) }];
  }
}

export function createQuery(index: CaseIndex, records: RecordReader, options: QueryOptions): Query {
  return new Query(index, records, options);
}

const asideKey = (aside: ReadonlySet<number>): string =>
  [...aside].toSorted((a, b) => a - b).join(',');

/** In the view's own order, the first of the rows whose time is the least at or after an instant. */
function earliestFrom(rows: RowSet, fromMs: number, selection: Selection): number | null {
  let best = Infinity;
  const found: number[] = [];
  for (const part of selection.parts) {
    const { maxMs } = part.segment.bounds;
    if (maxMs === null || maxMs < fromMs) continue;
    const times = part.segment.times();
    eachRow(part, (row, at) => {
      const ms = times[at] ?? NaN;
      if (!(ms >= fromMs) || ms > best) return;
      if (ms < best) found.length = 0;
      best = ms;
      found.push(row);
    });
  }
  if (found.length <= 16) {
    const places = found.map((row) => rows.indexOf(row) ?? Infinity);
    const least = Math.min(...places);
    return least === Infinity ? null : rows.at(least);
  }
  const equals = new Set(found);
  for (let place = 0; place < rows.count && equals.size > 0; place++) {
    const row = rows.at(place);
    if (equals.has(row)) return row;
  }
  return null;
}

function spanWithout(index: CaseIndex, aside: ReadonlySet<number>): TimeSpan | null {
  let oldestMs = Infinity;
  let newestMs = -Infinity;
  const see = (ms: number): void => {
    if (ms < oldestMs) oldestMs = ms;
    if (ms > newestMs) newestMs = ms;
  };
  for (const segment of index.segments) {
    const { minMs, maxMs, minOriginal, maxOriginal } = segment.bounds;
    const mixed = [...aside].some((original) => original >= minOriginal && original <= maxOriginal);
    if (!mixed && minMs !== null && maxMs !== null) {
      see(minMs);
      see(maxMs);
    } else if (mixed && !(minOriginal === maxOriginal && aside.has(minOriginal))) {
      const times = segment.times();
      for (let at = 0; at < segment.rows; at++) {
        if (!aside.has(segment.value('original', at))) see(times[at] ?? NaN);
      }
    }
  }
  return newestMs >= oldestMs ? { oldestMs, newestMs } : null;
}
