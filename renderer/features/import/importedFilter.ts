import { everything, makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import type { ImportResult } from '../../../shared/importResult.ts';

/**
 * The events that an import brought: those of its evidence files that have any. All events where the case has no others,
 * where nothing new came, or where there are more files than the result lists.
 */
export function importedFilter(
  { originals, totals }: Pick<ImportResult, 'originals' | 'totals'>,
  eventsOfCase: number,
): Group {
  const brought = originals.filter(({ events }) => events > 0);
  const events = brought.reduce((sum, one) => sum + one.events, 0);
  if (events === 0 || events >= eventsOfCase || originals.length < totals.originals)
    return everything;
  const files = brought.map(({ original }) => original);
  return makeGroup('all', [makeCondition('original', files.length === 1 ? 'is' : 'in', files)]);
}
