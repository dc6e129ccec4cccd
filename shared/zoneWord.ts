import { isZone } from './zone.ts';

const minutesEast: ReadonlyMap<string, number> = new Map([
  ['UTC', 0],
  ['GMT', 0],
  ['UT', 0],
  ['Z', 0],
  ['WET', 0],
  ['WEST', 60],
  ['CET', 60],
  ['MEZ', 60],
  ['CEST', 120],
  ['MESZ', 120],
  ['EET', 120],
  ['EEST', 180],
  ['MSK', 180],
  ['NPT', 345],
  ['SGT', 480],
  ['HKT', 480],
  ['AWST', 480],
  ['JST', 540],
  ['KST', 540],
  ['ACST', 570],
  ['AEST', 600],
  ['ACDT', 630],
  ['AEDT', 660],
  ['NZST', 720],
  ['NZDT', 780],
  // RFC 2822 section 4.3 fixes these for North America.
  ['EST', -300],
  ['EDT', -240],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['AKST', -540],
  ['AKDT', -480],
  ['HST', -600],
]);

/**
 * What a zone written after a time says: minutes east of UTC, an IANA name, or `unknown` for a word that several
 * places use (`IST` in India, Ireland and Israel; `CST`, `BST`, `AST`, …) or that we do not know; undefined if it
 * does not look like a zone.
 */
export function readZoneWord(
  text: string,
): { readonly minutes: number } | { readonly zone: string } | 'unknown' | undefined {
  const offset = /^(?:(?:UTC|GMT)\s?)?([+-])(\d{1,2}):?([0-5]\d)?$/i.exec(text);
  if (offset) {
    const hours = Number(offset[2]);
    if (hours > 18) return undefined;
    const minutes = hours * 60 + Number(offset[3] ?? 0);
    return { minutes: offset[1] === '-' ? -minutes : minutes };
  }
  const known = minutesEast.get(text.toUpperCase());
  if (known !== undefined) return { minutes: known };
  if (/^[A-Za-z_]+\/[A-Za-z_/+\-0-9]+$/.test(text))
    return isZone(text) ? { zone: text } : 'unknown';
  return /^[A-Z]{2,5}$/.test(text) ? 'unknown' : undefined;
}
