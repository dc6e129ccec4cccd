import type { EventGroup } from '../../../shared/grouping.ts';
import { spreadsheetSafe } from '../../../shared/spreadsheetSafe.ts';

/** The groups as CSV to paste: RFC 4180, formulas made harmless, times in UTC. */
export function groupingCsv(label: string, groups: readonly EventGroup[]): string {
  const quoted = (text: string): string =>
    text === '' ? '' : `"${spreadsheetSafe(text).replaceAll('"', '""')}"`;
  const rows = [
    [label, 'Events', 'First (UTC)', 'Last (UTC)'],
    ...groups.map(({ value, count, first, last }) => [
      value ?? '(none)',
      String(count),
      first ?? '',
      last ?? '',
    ]),
  ];
  return rows.map((cells) => cells.map(quoted).join(',')).join('\r\n');
}
