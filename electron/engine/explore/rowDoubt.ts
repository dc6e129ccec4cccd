import { timeDoubt } from '../../../shared/timeDoubt.ts';
import type { TimeDoubt } from '../../../shared/timeDoubt.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';

/** What is unsure about the time of a row. */
export function rowDoubt(index: CaseIndex, row: number): TimeDoubt | null {
  return timeDoubt(
    index.text(row, 'precision'),
    index.text(row, 'zoneSource'),
    index.list(row, 'flags'),
  );
}
