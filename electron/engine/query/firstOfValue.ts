import type { CaseIndex } from '../columns/caseIndex.ts';
import type { CodedField } from './codedField.ts';
import type { Pace } from './pace.ts';
import type { Selection } from './selection.ts';

/**
 * For each row the first row of all those selected that has the same value of a field, in order of time, then of import.
 * The field must lie in codes that stand for one text each.
 */
export async function firstsOf(
  rows: readonly number[],
  field: CodedField,
  selection: Selection,
  index: CaseIndex,
  pace: Pace,
): Promise<readonly number[]> {
  const codeOf = (row: number): number => {
    const segment = index.segmentOf(row);
    const { values, base } = field.column(segment);
    return values === null ? base : (values[row - segment.firstRow] ?? 0);
  };
  const codes = rows.map(codeOf);
  // 0: nobody asks; else the place among what is asked, counted from 1.
  const asked = new Uint32Array(field.size + 1);
  for (const [place, code] of codes.entries()) asked[code] = place + 1;
  const firstMs = new Float64Array(rows.length + 1).fill(Infinity);
  const firstRow = new Float64Array(rows.length + 1).fill(-1);
  for (const { segment, rows: chosen, count } of selection.parts) {
    if (pace.due()) await pace.rest();
    const { values, base } = field.column(segment);
    if (values === null && (asked[base] ?? 0) === 0) continue;
    const times = segment.times();
    for (let i = 0; i < count; i++) {
      const at = chosen ? (chosen[i] ?? 0) : i;
      const place = asked[values === null ? base : (values[at] ?? 0)] ?? 0;
      if (place === 0) continue;
      const ms = times[at] ?? NaN;
      if (ms < (firstMs[place] ?? 0)) {
        firstMs[place] = ms;
        firstRow[place] = segment.firstRow + at;
      } else if ((firstRow[place] ?? 0) < 0) firstRow[place] = segment.firstRow + at;
    }
  }
  return codes.map((code) => firstRow[asked[code] ?? 0] ?? -1);
}
