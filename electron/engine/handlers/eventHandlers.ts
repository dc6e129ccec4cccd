import type { EngineHandlers } from '../../../shared/contract.ts';
import { filterSentence } from '../../../shared/filterSentence.ts';
import { formatFilterText, parseFilterText } from '../../../shared/filterText.ts';
import { catalogueOf } from '../catalogue.ts';
import { changesOf, showEvent } from '../eventDetail.ts';
import { toEventRow } from '../eventRow.ts';
import { rowOfReference } from '../openCase.ts';
import type { Session } from '../session.ts';

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
>;

export function eventHandlers(session: Session): EventCalls {
  return {
    'event.page': async ({ filter, sort, zone, columns, offset, limit }, signal) => {
      const started = performance.now();
      const open = session.current;
      const rows = await open.query.rows(filter, sort, zone, signal);
      await open.eventNotes.refresh();
      const page = rows.slice(offset, limit).map((row) => {
        const { event, value } = open.records.read(row);
        const mark = open.eventNotes.mark(row, event.recordHash);
        const shown = toEventRow(event, columns, zone, {
          value,
          volatile: open.volatileOf(event.original),
          note: open.eventNotes.values(row),
        });
        return mark === null ? shown : { ...shown, note: mark };
      });
      return {
        total: rows.count,
        exact: true,
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
    'event.facet': (input, signal) => session.current.query.facet(input, signal),
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
  };
}
