import { entityKinds } from '../../shared/entity.ts';
import type { EntityRow } from '../../shared/entity.ts';
import type { BenchEngine } from './engine.ts';
import { median, p95 } from './table.ts';
import type { Row } from './table.ts';

/** Of each kind, from the busiest to the one with the fewest events. */
const pagesOfKind = 10;

/** Pages of actors, keys, resources and addresses, their lists, and the overview of the case. */
export async function* pivotRows(engine: BenchEngine, atTen: string): AsyncGenerator<Row> {
  const lists: number[] = [];
  const pages: number[] = [];
  const cold: number[] = [];
  for (const kind of entityKinds) {
    const asked: EntityRow[] = [];
    const list = async (offset: number): Promise<number> => {
      const input = { kind, contains: '', sort: 'count', desc: true, offset, limit: 1 } as const;
      const { total, rows } = await engine.call('entity.list', input);
      asked.push(...rows);
      return total;
    };
    let total = 0;
    lists.push((await engine.timed(async () => void (total = await list(0)))).ms);
    for (let place = 1; place < pagesOfKind; place++)
      await list(Math.floor((total - 1) * (place / (pagesOfKind - 1)) ** 3));
    for (const [place, { field, value }] of asked.entries()) {
      const ref = { kind, field, value };
      const { ms } = await engine.timed(() => engine.call('entity.page', { ...ref, zone: 'UTC' }));
      (place === 0 ? cold : pages).push(ms);
    }
  }
  yield {
    what: 'page of an actor, key, resource or address, median',
    ours: median(pages),
    unit: 'ms',
    target: `≤ 300 ms${atTen === '' ? '; ≤ 1,000 ms at 10,000,000' : ''}`,
    note: `${pages.length} pages, p95 ${p95(pages).toFixed(0)} ms; the busiest of each kind, asked first, median ${median(cold).toFixed(0)} ms`,
  };
  yield { what: 'first list of a kind, median', ours: median(lists), unit: 'ms' };
  const overviews: number[] = [];
  // Another zone each time: no answer of the one before is used again.
  for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Tokyo'])
    overviews.push((await engine.timed(() => engine.call('case.overview', { zone }))).ms);
  yield { what: 'overview of the case, median of 3', ours: median(overviews), unit: 'ms' };
}
