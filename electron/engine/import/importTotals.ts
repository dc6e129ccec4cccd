import type { ImportResult, ImportTotals, ImportedOriginal } from '../../../shared/importResult.ts';

const mostTold = 500;

/** What an import came to, over all its originals; `again` of them were in the case already. */
export function totalsOf(originals: readonly ImportedOriginal[], again: number): ImportTotals {
  const records = { total: 0, new: 0, duplicate: 0, conflicting: 0, rejected: 0 };
  let events = 0;
  for (const each of originals) {
    events += each.events;
    records.total += each.records.total;
    records.new += each.records.new;
    records.duplicate += each.records.duplicate;
    records.conflicting += each.records.conflicting;
    records.rejected += each.records.rejected;
  }
  return { originals: originals.length, again, records, events };
}

/** What an import came to before any file was taken. */
export const noOriginals: ImportResult = { originals: [], totals: totalsOf([], 0), failed: [] };

/** With the next part of the same import: of so many files not every one is told. */
export function withPart(before: ImportResult, part: ImportResult): ImportResult {
  const { records } = before.totals;
  const added = part.totals.records;
  const { originals } = inBrief({ ...part, originals: [...before.originals, ...part.originals] });
  return {
    originals,
    totals: {
      originals: before.totals.originals + part.totals.originals,
      again: before.totals.again + part.totals.again,
      events: before.totals.events + part.totals.events,
      records: {
        total: records.total + added.total,
        new: records.new + added.new,
        duplicate: records.duplicate + added.duplicate,
        conflicting: records.conflicting + added.conflicting,
        rejected: records.rejected + added.rejected,
      },
    },
    failed: [...before.failed, ...part.failed],
  };
}

/** A result that a window can show: of more than 500 originals those that need a look, then the first ones. */
export function inBrief(result: ImportResult): ImportResult {
  const { originals } = result;
  if (originals.length <= mostTold) return result;
  const looks = originals.filter(needsLook).slice(0, mostTold);
  const rest = originals.filter((each) => !needsLook(each)).slice(0, mostTold - looks.length);
  return {
    ...result,
    originals: [...looks, ...rest],
    failed: result.failed.slice(0, mostTold),
  };
}

function needsLook({ records, warnings, source }: ImportedOriginal): boolean {
  if (records.rejected > 0 || records.conflicting > 0) return true;
  // That it was there already is told of all of them at once.
  return warnings.length > 0 && !(source !== null && records.duplicate === records.total);
}
