import type { CatalogueEntry } from '../../../shared/eventPage.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';

export const productLabels: Readonly<Record<string, string>> = {
  langfuse: 'Langfuse / ABV',
  arcane: 'Arcane',
  kore: 'Kore.ai Agent Platform',
};

/** The entries of a product in which every word occurs, in name, category, meaning or metadata. */
export function searchCatalogue(
  entries: readonly CatalogueEntry[],
  product: string,
  text: string,
): readonly CatalogueEntry[] {
  const words = text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return entries.filter((entry) => {
    if (product !== '' && entry.source !== product) return false;
    const all = [
      entry.event,
      entry.category,
      entry.resourceType ?? '',
      entry.meaning,
      ...entry.metadata,
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** The filter that shows an entry's events: names repeat across categories and resources, so both are asked. */
export function filterOf(entry: CatalogueEntry): Group {
  const isPattern = entry.event.endsWith('.*');
  const action = makeCondition('action', isPattern ? 'matches' : 'is', [entry.event]);
  const product =
    entry.source === 'kore'
      ? makeCondition('source', 'starts', ['kore'])
      : makeCondition('source', 'is', [entry.source]);
  if (entry.resourceType !== null)
    return makeGroup('all', [
      product,
      makeCondition('resourceType', 'is', [entry.resourceType]),
      action,
    ]);
  if (entry.source === 'arcane') return makeGroup('all', [product, action]);
  return makeGroup('all', [product, makeCondition('category', 'is', [entry.category]), action]);
}
