import { usualFacets, usuallyOpen } from '../../renderer/features/facets/facetFields.ts';
import { everything, makeGroup } from '../../shared/filter.ts';
import type { Group } from '../../shared/filter.ts';
import { isOnlyAbout } from '../../shared/filterCheck.ts';
import { include } from '../../shared/filterClick.ts';
import { topLevel, withTime } from '../../shared/filterTree.ts';
import { defaultView } from '../../shared/view.ts';
import type { BenchEngine } from './engine.ts';
import { seeded } from './random.ts';
import type { Span } from './randomFilters.ts';
import { median, p95 } from './table.ts';
import type { Row } from './table.ts';

const clicks = 30;
const zone = 'UTC';

/**
 * One gesture and everything that the window then shows: the first page, the count, the histogram by kind of action and the facets
 * that stand open, asked at once. Each gesture makes a filter that was not asked before.
 */
export async function* gestureRows(
  engine: BenchEngine,
  span: Span,
  atTen: string,
): AsyncGenerator<Row> {
  const target = `≤ 300 ms${atTen === '' ? '; ≤ 1,000 ms at 10,000,000' : ''}`;
  const brushed = brushes(span);
  const spans = brushed.slice(0, clicks);
  yield { ...(await rowOf(engine, 'a brush over the histogram', spans, usuallyOpen)), target };
  const clicked = await facetClicks(engine, brushed);
  yield { ...(await rowOf(engine, 'a facet click', clicked, usuallyOpen)), target };
  const others = await facetClicks(engine, brushed.slice(clicks));
  yield await rowOf(engine, 'a facet click with every usual facet open', others, usualFacets);
}

async function rowOf(
  engine: BenchEngine,
  what: string,
  filters: readonly Group[],
  facets: readonly string[],
): Promise<Row> {
  const took: number[] = [];
  for (const filter of filters)
    took.push((await engine.timed(() => everythingShown(engine, filter, facets))).ms);
  return {
    what: `${what}: all that the window shows, median of ${filters.length}`,
    ours: median(took),
    unit: 'ms',
    note: `${facets.length} facets, p95 ${p95(took).toFixed(0)} ms`,
  };
}

function everythingShown(
  engine: BenchEngine,
  filter: Group,
  facets: readonly string[],
): Promise<unknown> {
  const { columns, split } = defaultView;
  return Promise.all([
    engine.call('event.page', { filter, sort: [], zone, columns, offset: 0, limit: 100 }),
    engine.call('event.count', { filter, zone }),
    engine.call('event.histogram', { filter, zone, unit: 'auto', split }),
    ...facets.map((field) => {
      // Under the other filters, as the panel asks.
      const others = topLevel(filter).filter((node) => !isOnlyAbout(node, field));
      return engine.call('event.facet', {
        filter: makeGroup('all', others),
        zone,
        field,
        top: field === 'actionPath' ? 2000 : 10,
      });
    }),
  ]);
}

/** From a hundredth to half of the time that the events cover. */
function brushes({ fromMs, toMs }: Span): readonly Group[] {
  const random = seeded(7);
  return Array.from({ length: clicks * 2 }, () => {
    const length = (toMs - fromMs) * (0.01 + 0.49 * random.next());
    const from = fromMs + (toMs - fromMs - length) * random.next();
    const text = (ms: number): string => new Date(Math.floor(ms)).toISOString();
    return withTime(everything, text(from), text(from + length));
  });
}

/** Each on one of the ten values that the panel offers: every second one on all events, the others on what a brush left. */
async function facetClicks(
  engine: BenchEngine,
  brushed: readonly Group[],
): Promise<readonly Group[]> {
  const random = seeded(8);
  const filters: Group[] = [];
  for (let place = 0; place < clicks; place++) {
    const base = place % 2 === 0 ? everything : (brushed[place] ?? everything);
    const field = random.pick(['verb', 'actor', 'actorType', 'resourceType', 'ip', 'actorRoles']);
    const { values } = await engine.call('event.facet', { filter: base, zone, field, top: 10 });
    filters.push(include(base, field, random.pick(values).value));
  }
  return filters;
}
