import { xmlAttributes, xmlElements } from './xml.ts';

/** How a number in a cell of each style is shown: as a date and time, a time of day or duration, or as it is. */
export type CellFormats = {
  readonly kinds: readonly ('date' | 'time' | 'plain')[];
  /** Days count from 1904, as old Macs had it. */
  readonly from1904: boolean;
};

/** Built-in formats that show a date (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58,
]);
const builtInTimes = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47, 55, 56]);

/** From `xl/styles.xml` and `xl/workbook.xml`. */
export function readFormats(styles: string, workbook: string): CellFormats {
  const custom = new Map<number, string>();
  for (const { tag } of xmlElements(styles, 'numFmt')) {
    const attributes = xmlAttributes(tag);
    custom.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
  }
  const [cells] = [...xmlElements(styles, 'cellXfs')];
  const kinds = [...xmlElements(cells?.inside ?? '', 'xf')].map(({ tag }) => {
    const id = Number(xmlAttributes(tag).get('numFmtId') ?? 0);
    return kindOf(id, custom.get(id));
  });
  const [properties] = [...xmlElements(workbook, 'workbookPr')];
  const from1904 = /^(?:1|true)$/u.test(xmlAttributes(properties?.tag ?? '').get('date1904') ?? '');
  return { kinds, from1904 };
}

function kindOf(id: number, code: string | undefined): 'date' | 'time' | 'plain' {
  if (code === undefined) {
    if (builtInDates.has(id)) return 'date';
    return builtInTimes.has(id) ? 'time' : 'plain';
  }
  // What is quoted, escaped or a colour in brackets is text; [h] is a duration.
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '');
  if (/[yd]/iu.test(bare)) return 'date';
  return /[hs]/iu.test(bare) ? 'time' : 'plain';
}

const dayMs = 86_400_000;

/** A serial number as a date and time without zone (`2026-01-02 03:04:05`), a time of day, or as it is stored. */
export function shownNumber(
  stored: string,
  style: number,
  { kinds, from1904 }: CellFormats,
): string {
  const kind = kinds[style] ?? 'plain';
  const serial = Number(stored);
  if (kind === 'plain' || !Number.isFinite(serial) || serial < 0 || serial > 2_958_466)
    return stored;
  const days = Math.floor(serial);
  let ms = Math.round((serial - days) * dayMs);
  if (kind === 'time' && days === 0) return clock(ms);
  // Excel takes 1900 for a leap year: its day 60 never was.
  const offset = from1904 ? 24_107 : days < 60 ? 25_568 : 25_569;
  ms += (days - offset) * dayMs;
  const iso = new Date(ms).toISOString();
  const date = iso.slice(0, 10);
  const time = clock(((ms % dayMs) + dayMs) % dayMs);
  return time === '00:00:00' && days === serial ? date : `${date} ${time}`;
}

function clock(ms: number): string {
  const time = new Date(ms).toISOString().slice(11, 23);
  return time.endsWith('.000') ? time.slice(0, 8) : time;
}
