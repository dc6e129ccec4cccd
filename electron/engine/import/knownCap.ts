import { sourceOf } from './adapters/sources.ts';

/** Row counts at which an exporter stops without a word (FORMATS 0.3). */
const caps: readonly { readonly rows: number; readonly whose: string; readonly source: RegExp }[] =
  [
    {
      rows: 50_000,
      whose: 'Microsoft Purview’s older exports',
      source: /m365|purview|microsoft|unified/i,
    },
    { rows: 100_000, whose: 'GitLab’s exports', source: /gitlab/i },
    { rows: 1_500_000, whose: 'Langfuse’s exports', source: /langfuse|abv/i },
    { rows: 1_048_575, whose: 'spreadsheets', source: /(?:)/ },
    { rows: 1_048_576, whose: 'spreadsheets', source: /(?:)/ },
  ];

/** A warning when a file has exactly as many records as its exporter writes at most; null otherwise. A cap of another source counts too, in milder words. */
export function knownCap(rows: number, source: string): string | null {
  const documented = sourceOf(source)?.definition.about.caps?.find(
    ({ records }) => records === rows,
  );
  if (documented)
    return `exactly ${rows.toLocaleString('en-US')} records, where ${documented.whose} end: there may be more`;
  const reached = caps.filter((cap) => cap.rows === rows);
  if (reached.length === 0) return null;
  const own = reached.find((cap) => cap.source.test(source));
  const count = rows.toLocaleString('en-US');
  if (own) return `exactly ${count} records, where ${own.whose} end: there may be more`;
  const other = reached[0];
  if (other) return `exactly ${count} records, a round limit of some exporters: there may be more`;
  return null;
}
