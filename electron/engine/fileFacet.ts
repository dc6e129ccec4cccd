import type { Facet, FacetInput } from '../../shared/eventPage.ts';
import { containsFolded, foldCase } from '../../shared/pattern.ts';
import type { OpenCase } from './openCase.ts';

/** Above any number of evidence files. */
const all = 10_000_000;

/** A facet; values of `original` carry the names of their evidence files, and are found by them, too. */
export async function facetWithNames(
  open: Pick<OpenCase, 'query' | 'evidence'>,
  input: FacetInput,
  signal: AbortSignal,
): Promise<Facet> {
  if (input.field !== 'original') return open.query.facet(input, signal);
  const { contains = '', top, ...rest } = input;
  const names = new Map(open.evidence.originals().map(({ id, name }) => [`E${id}`, name]));
  const isFound = contains.trim() !== '';
  const facet = await open.query.facet({ ...rest, top: isFound ? all : top }, signal);
  const named = facet.values.map((each) => {
    const label = each.value === null ? undefined : names.get(each.value);
    return label === undefined ? each : { ...each, label };
  });
  if (!isFound) return { ...facet, values: named };
  const needle = foldCase(contains);
  const fitting = named.filter(
    ({ value, ...each }) =>
      value !== null &&
      (containsFolded(value, needle) || ('label' in each && containsFolded(each.label, needle))),
  );
  return { ...facet, distinct: fitting.length, values: fitting.slice(0, top) };
}
