import { gapsOf } from '../../shared/coverage.ts';
import { makeCondition, makeGroup } from '../../shared/filter.ts';
import type { Missing } from '../../shared/missing.ts';
import { sourceOf } from './import/adapters/sources.ts';
import { missingByFiles } from './missingFiles.ts';
import { missingLevels } from './missingLevels.ts';
import { missingPages } from './missingPages.ts';
import type { OpenCase } from './openCase.ts';

/** With fewer events nothing is concluded from what they do not tell. */
const fewestEvents = 100;
/** The longest gaps of a product; the overview's bands show them all. */
const mostHoles = 3;

export type Found = readonly Omit<Missing, 'originals'>[];
export type Product = { readonly source: string; readonly label: string; readonly events: number };

/** What a case may lack: by its files, and by what the events of each product tell. Files that are set aside do not count. */
export async function missingOf(open: OpenCase, signal: AbortSignal): Promise<readonly Missing[]> {
  const originals = open.evidence.originals().filter(({ aside }) => aside === null);
  const found: Missing[] = [];
  for (const product of open.info().sources) {
    signal.throwIfAborted();
    if (product.events === 0) continue;
    const ids = originals
      .filter(({ interpretation }) => interpretation?.mapping.source === product.source)
      .slice(0, 20)
      .map(({ id }) => id);
    for (const words of await missingOfProduct(open, product, signal))
      found.push({ ...words, originals: ids });
  }
  return [...found, ...missingByFiles(originals), ...(await missingPages(open, originals, signal))];
}

async function missingOfProduct(
  open: OpenCase,
  product: Product,
  signal: AbortSignal,
): Promise<Found> {
  return [
    ...(await missingLevels(open, product, signal)),
    ...(await readsOf(open, product, signal)),
    ...(await holesOf(open, product, signal)),
  ];
}

async function readsOf(
  { query }: OpenCase,
  { source, label }: Product,
  signal: AbortSignal,
): Promise<Found> {
  const reads = sourceOf(source)?.definition.about.reads;
  if (reads === undefined) return [];
  const ofSource = makeCondition('source', 'is', [source]);
  const all = await query.count(makeGroup('all', [ofSource]), 'UTC', signal);
  if (all < fewestEvents) return [];
  const reading = makeGroup('all', [ofSource, makeCondition('verb', 'is', ['read'])]);
  if ((await query.count(reading, 'UTC', signal)) > 0) return [];
  return [
    {
      rule: 'reads',
      words: `${label}: none of ${all.toLocaleString('en')} events reads anything. ${reads}`,
    },
  ];
}

async function holesOf(
  { query }: OpenCase,
  { source, label }: Product,
  signal: AbortSignal,
): Promise<Found> {
  const filter = makeGroup('all', [makeCondition('source', 'is', [source])]);
  const { buckets } = await query.histogram(
    { filter, zone: 'UTC', unit: 'day', split: null },
    signal,
  );
  const days = buckets.flatMap(({ start, count }) =>
    start === null || count === 0 ? [] : [start.slice(0, 10)],
  );
  const { gaps, usualPause } = gapsOf(days);
  const rule =
    usualPause === 0
      ? 'there are some on every day as a rule'
      : `pauses are of ${usualPause} days at most as a rule`;
  const longest = gaps.toSorted((a, b) => b.days - a.days).slice(0, mostHoles);
  const more = gaps.length - longest.length;
  return longest
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ from, to, days: length }, at) => ({
      rule: 'hole',
      words: `${label}: no event from ${from} to ${to} (${length === 1 ? '1 day' : `${length} days`}, UTC), where ${rule}${at === longest.length - 1 && more > 0 ? `; ${more} more such gaps are shorter` : ''}`,
    }));
}
