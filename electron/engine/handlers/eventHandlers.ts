import type { EngineHandlers } from '../../../shared/contract.ts';
import type { CaseEvent } from '../../../shared/event.ts';
import type { EventPageInput } from '../../../shared/eventPage.ts';
import { filterSentence } from '../../../shared/filterSentence.ts';
import { formatFilterText, parseFilterText } from '../../../shared/filterText.ts';
import { catalogueOf } from '../catalogue.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { showEvent } from '../eventDetail.ts';
import { toEventRow } from '../eventRow.ts';
import { changesOf } from '../explore/changesOf.ts';
import { facetWithNames } from '../fileFacet.ts';
import { rowOfReference } from '../openCase.ts';
import type { Query } from '../query/query.ts';
import type { Session } from '../session.ts';
import { sourceAbout, sourcesAbout } from '../sourceAbout.ts';

type EventCalls = Pick<
  EngineHandlers,
  | 'event.page'
  | 'event.count'
  | 'event.facet'
  | 'event.grouping'
  | 'event.histogram'
  | 'event.find'
  | 'event.show'
  | 'event.changes'
  | 'filter.parse'
  | 'catalogue.list'
  | 'source.about'
  | 'source.list'
>;

export function eventHandlers(session: Session): EventCalls {
  return {
    'event.page': async ({ filter, sort, zone, columns, offset, limit }, signal) => {
      const started = performance.now();
      const open = session.current;
      const found = await pageRows(open.query, { filter, sort, zone, offset, limit }, signal);
      await open.eventNotes.refresh();
      const page = found.rows.map((row) => {
        const { event, value } = open.records.read(row);
        const mark = open.eventNotes.mark(row, event.recordHash);
        const told = { ...event, flags: rowFlags(open.index, row, event.flags) };
        const shown = toEventRow(told, columns, zone, {
          value,
          volatile: open.volatileOf(event.original),
          note: open.eventNotes.values(row),
        });
        return mark === null ? shown : { ...shown, note: mark };
      });
      return {
        total: found.total,
        exact: found.exact,
        rows: page,
        tookMs: performance.now() - started,
        generation: open.generation,
      };
    },
    'event.count': async ({ filter, zone }, signal) => {
      const started = performance.now();
      const count = await session.current.query.count(filter, zone, signal);
      return { count, exact: true, tookMs: performance.now() - started };
    },
    'event.facet': (input, signal) => facetWithNames(session.current, input, signal),
    'event.grouping': (input, signal) => session.current.query.grouping(input, signal),
    'event.histogram': (input, signal) => session.current.query.histogram(input, signal),
    'event.find': ({ filter, sort, zone, target }, signal) =>
      session.current.query.find(filter, sort, zone, target, signal),
    'event.show': ({ event }) => showEvent(session.current, rowOfReference(session.current, event)),
    'event.changes': ({ event }, signal) => changesOf(session.current, event, signal),
    'filter.parse': ({ text }) => {
      const filter = parseFilterText(text);
      return {
        filter: parseFilterText(formatFilterText(filter)),
        sentence: filterSentence(filter, { zone: 'UTC' }),
      };
    },
    'catalogue.list': ({ source }) => catalogueOf(source),
    'source.about': ({ source }) => sourceAbout(source),
    'source.list': () => sourcesAbout(),
  };
}

/** Of two records with one id only the later says so by itself; both are marked. */
function rowFlags(index: CaseIndex, row: number, flags: CaseEvent['flags']): CaseEvent['flags'] {
  return flags.includes('conflict') || index.conflictsOf(row).length === 0
    ? flags
    : [...flags, 'conflict'];
}

/** A view's beginning is shown before all of its rows are known: up to here. */
const mostFirstRows = 1000;

/** Row ids of a page, and how many the view has: or at least has, where not all of them are known yet. */
async function pageRows(
  query: Query,
  { filter, sort, zone, offset, limit }: Omit<EventPageInput, 'columns'>,
  signal: AbortSignal,
): Promise<{ readonly rows: readonly number[]; readonly total: number; readonly exact: boolean }> {
  const first =
    offset + limit > mostFirstRows
      ? null
      : await query.firstRows(filter, sort, zone, offset + limit, signal);
  if (first) return { rows: first.rows.slice(offset), total: first.atLeast, exact: false };
  const rows = await query.rows(filter, sort, zone, signal);
  return { rows: rows.slice(offset, limit), total: rows.count, exact: true };
}
