import { gapsOf } from '../../../shared/coverage.ts';
import { everything, makeCondition, makeGroup } from '../../../shared/filter.ts';
import { auditPeriodOf } from '../../../shared/overview.ts';
import type { CaseCoverage, Coverage, OverviewInput } from '../../../shared/overview.ts';
import { formatDate, zoneOffset } from '../../../shared/zone.ts';
import type { OpenCase } from '../openCase.ts';

/** On which days each product of the case has events, and which days are audited. */
export async function caseCoverage(
  open: OpenCase,
  { zone }: OverviewInput,
  signal: AbortSignal,
): Promise<CaseCoverage> {
  return {
    period: auditPeriodOf(open.notes.settings()),
    products: await coverageOf(open, zone, signal),
  };
}

/** The days of each product, of the most frequent first; whatever the view filters. */
export async function coverageOf(
  open: OpenCase,
  zone: string,
  signal: AbortSignal,
): Promise<readonly Coverage[]> {
  const { query } = open;
  const labels = new Map(open.info().sources.map(({ source, label }) => [source, label]));
  const input = { filter: everything, zone, field: 'source', top: 100 };
  const found: Coverage[] = [];
  for (const { value: source, count } of (await query.facet(input, signal)).values) {
    if (source === null) continue;
    const filter = makeGroup('all', [makeCondition('source', 'is', [source])]);
    const { buckets } = await query.histogram({ filter, zone, unit: 'day', split: null }, signal);
    const days = buckets.flatMap((bucket) => {
      if (bucket.start === null) return [];
      const ms = Date.parse(bucket.start);
      return [{ day: formatDate(ms + zoneOffset(ms, zone)), count: bucket.count }];
    });
    found.push({
      source,
      label: labels.get(source) ?? source,
      events: count,
      filter,
      withoutTime: buckets.find(({ start }) => start === null)?.count ?? 0,
      days,
      ...gapsOf(days.map(({ day }) => day)),
    });
  }
  return found;
}
