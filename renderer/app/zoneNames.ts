import { formatOffset } from '../../shared/zone.ts';

/** Large cities, and abbreviations that no name gives, by the zone whose clock they have. */
const places: ReadonlyMap<string, string> = new Map([
  ['Africa/Cairo', 'Alexandria'],
  ['Africa/Johannesburg', 'Cape Town Pretoria Durban'],
  ['Africa/Lagos', 'Abuja'],
  ['America/Chicago', 'Dallas Houston Austin Minneapolis'],
  ['America/Denver', 'Salt Lake City Boulder'],
  ['America/Los_Angeles', 'San Francisco Seattle San Jose San Diego Las Vegas Portland'],
  ['America/Mexico_City', 'Guadalajara'],
  ['America/New_York', 'Washington Boston Philadelphia Atlanta Miami'],
  ['America/Phoenix', 'Arizona Tucson'],
  ['America/Sao_Paulo', 'São Paulo Rio de Janeiro Brasília'],
  ['America/Toronto', 'Montreal Ottawa'],
  ['America/Vancouver', 'Victoria'],
  ['Asia/Calcutta', 'Kolkata Mumbai Delhi Bangalore Bengaluru Chennai Hyderabad Pune'],
  ['Asia/Dubai', 'Abu Dhabi'],
  ['Asia/Ho_Chi_Minh', 'Saigon'],
  ['Asia/Hong_Kong', 'HKT'],
  ['Asia/Jakarta', 'WIB'],
  ['Asia/Jerusalem', 'Tel Aviv'],
  ['Asia/Karachi', 'Islamabad Lahore PKT'],
  ['Asia/Katmandu', 'Kathmandu NPT'],
  ['Asia/Rangoon', 'Yangon'],
  ['Asia/Riyadh', 'Jeddah'],
  ['Asia/Saigon', 'Ho Chi Minh City Hanoi'],
  ['Asia/Seoul', 'Busan'],
  ['Asia/Shanghai', 'Beijing Shenzhen Guangzhou'],
  ['Asia/Singapore', 'SGT'],
  ['Asia/Tokyo', 'Osaka Kyoto Yokohama'],
  ['Australia/Sydney', 'Canberra'],
  ['Europe/Berlin', 'Munich München Frankfurt Hamburg Cologne Köln MEZ MESZ'],
  ['Europe/Brussels', 'Antwerp'],
  ['Europe/Istanbul', 'Ankara TRT'],
  ['Europe/Kiev', 'Kyiv'],
  ['Europe/London', 'Edinburgh Manchester'],
  ['Europe/Madrid', 'Barcelona'],
  ['Europe/Moscow', 'Saint Petersburg MSK'],
  ['Europe/Paris', 'Lyon Marseille'],
  ['Europe/Rome', 'Milan Milano'],
  ['Europe/Zurich', 'Zürich Geneva Genève Basel Bern'],
  ['Pacific/Auckland', 'Wellington'],
]);

const known = new Map<string, string>();

/** What a zone is called besides: `Japan Standard Time, JST`, `Central European Standard Time, CET, … CEST`. */
function namesOf(zone: string): string {
  const found = known.get(zone);
  if (found !== undefined) return found;
  const formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'long' });
  const nameAt = (month: number): string =>
    formatter.formatToParts(Date.UTC(2026, month, 1)).find(({ type }) => type === 'timeZoneName')
      ?.value ?? '';
  const long = [...new Set([nameAt(0), nameAt(6)])];
  const short = long.flatMap((name) => [
    initials(name),
    initials(name.replace(/ (?:Standard|Summer|Daylight)\b/, '')),
  ]);
  const names = [...long, ...new Set(short)].join(', ');
  known.set(zone, names);
  return names;
}

const initials = (name: string): string => (name.match(/(?<![\p{L}])\p{Lu}/gu) ?? []).join('');

/** `+09:00`, as it is now. */
export function offsetNow(zone: string): string {
  return formatOffset(Date.now(), zone);
}

/** How well a zone fits what was typed, higher is better; 0 if a word of it is nowhere in its names. */
export function zoneScore(zone: string, label: string, typed: string): number {
  const cities = places.get(zone);
  const text = folded(
    `${label} ${zone} ${zone.replaceAll('_', ' ')} ${cities ?? ''} ${namesOf(zone)} UTC${offsetNow(zone)}`,
  );
  let score = cities === undefined ? 0 : 0.5;
  for (const word of folded(typed).split(/\s+/).filter(Boolean)) {
    const one = wordScore(text, word);
    if (one === 0) return 0;
    score += one;
  }
  return score;
}

/** 3: a word of it, 2: the start of one, 1: inside one, 0: not there. */
function wordScore(text: string, word: string): number {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const isStart = !isLetter(text[at - 1]);
    best = Math.max(best, !isStart ? 1 : isLetter(text[at + word.length]) ? 2 : 3);
  }
  return best;
}

const isLetter = (char: string | undefined): boolean =>
  char !== undefined && /[\p{L}\p{N}]/u.test(char);

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
