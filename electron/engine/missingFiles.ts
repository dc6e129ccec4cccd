import type { Missing } from '../../shared/missing.ts';
import type { Original } from './evidence/evidence.ts';

const mostNamed = 20;

type File = Pick<
  Original,
  'id' | 'name' | 'from' | 'to' | 'records' | 'warnings' | 'interpretation' | 'fetched'
>;

/** What the evidence files say by themselves: their warnings, the numbers in their names, the times that they cover. */
export function missingByFiles(originals: readonly File[]): readonly Missing[] {
  // What a sync fetches from a server comes in pages of the sync's own, called and timed by it.
  const read = originals.filter(
    ({ interpretation, fetched }) =>
      interpretation !== null && fetched?.place.startsWith('https:') !== true,
  );
  return [
    ...told(originals, 'cap', /^exactly [\d,]+ records/u),
    ...told(originals, 'cut', /ends in the middle of a record|is cut short|ends too early/u),
    ...told(originals, 'empty', /^empty file, 0 bytes/u),
    ...pageSeries(read),
    ...cadence(read),
  ];
}

function told(
  originals: readonly File[],
  rule: 'cap' | 'cut' | 'empty',
  pattern: RegExp,
): readonly Missing[] {
  const concerned = originals.flatMap((original) => {
    const warning = original.warnings.find((said) => pattern.test(said));
    return warning === undefined ? [] : [{ original, warning }];
  });
  const [first] = concerned;
  if (!first) return [];
  if (concerned.length > 5)
    return [
      {
        rule,
        words: `${concerned.length.toLocaleString('en')} files, among them ${first.original.name}: ${first.warning}`,
        originals: concerned.slice(0, mostNamed).map(({ original }) => original.id),
      },
    ];
  return concerned.map(({ original, warning }) => ({
    rule,
    words: `${original.name}: ${warning}`,
    originals: [original.id],
  }));
}

type Page = { readonly file: File; readonly number: number };

/** Files called alike but for one short number: `page-1.json`, `page-2.json`. A date is no number of a page. */
function pageSeries(files: readonly File[]): readonly Missing[] {
  const series = new Map<string, Page[]>();
  for (const file of files) {
    const found = /^(.*?)(\d{1,5})(\D*)$/u.exec(file.name);
    const [, before = '', digits = '', after = ''] = found ?? [];
    if (!found || /[\d][-_.:T ]?$/u.test(before)) continue;
    const key = `${before}\0${after}`;
    const pages = series.get(key);
    const page = { file, number: Number(digits) };
    if (pages) pages.push(page);
    else series.set(key, [page]);
  }
  return [...series].flatMap(([key, pages]) => {
    const [before = '', after = ''] = key.split('\0');
    return [...gapsIn(pages, `${before}…${after}`), ...overlapsIn(pages)];
  });
}

function gapsIn(pages: readonly Page[], called: string): readonly Missing[] {
  const numbers = new Set(pages.map(({ number }) => number));
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const expected = most - least + 1;
  // Fewer than three are no series; with more missing than there, the numbers are not those of pages.
  if (numbers.size < 3 || numbers.size * 2 < expected) return [];
  const first = least > 1 && least <= 3 ? Array.from({ length: least - 1 }, (_, at) => at + 1) : [];
  const lost = Array.from({ length: expected }, (_, at) => least + at).filter(
    (number) => !numbers.has(number),
  );
  const missing = [...first, ...lost];
  if (missing.length === 0) return [];
  const shown = missing.slice(0, 10).join(', ');
  const more = missing.length > 10 ? ` and ${missing.length - 10} more` : '';
  return [
    {
      rule: 'pages',
      words: `${called}: ${numbers.size} files of a series, but number ${shown}${more} is not among them`,
      originals: pages.slice(0, mostNamed).map(({ file }) => file.id),
    },
  ];
}

function overlapsIn(pages: readonly Page[]): readonly Missing[] {
  if (pages.length < 2) return [];
  const again = pages.filter(({ file: { records } }) => records.duplicate > 0 && records.new > 0);
  const [first] = again;
  if (!first) return [];
  const records = again.reduce((sum, { file }) => sum + file.records.duplicate, 0);
  return [
    {
      rule: 'pages',
      words: `${first.file.name}${again.length > 1 ? ` and ${again.length - 1} more pages` : ''}: ${records.toLocaleString('en')} records are in another file, too: pages overlap. They count once; whether others fell out between pages cannot be told`,
      originals: again.slice(0, mostNamed).map(({ file }) => file.id),
    },
  ];
}

/** Fewer files do not show how often a product exports. */
const fewestExports = 5;
const mostTold = 5;

/** Exports of one kind that begin at even distances, as a nightly job's do, and one that is not there. */
function cadence(files: readonly File[]): readonly Missing[] {
  const kinds = Map.groupBy(
    files.filter(({ from }) => from !== null),
    ({ name, interpretation }) =>
      `${interpretation?.mapping.source}\0${name.replaceAll(/[A-Za-z\d]{16,}|\d+/gu, '#')}`,
  );
  return [...kinds.values()].flatMap((kind) => {
    if (kind.length < fewestExports) return [];
    const inOrder = kind
      .map((file) => ({ file, at: Date.parse(file.from ?? '') }))
      .toSorted((a, b) => a.at - b.at);
    const steps = inOrder.slice(1).map(({ at }, before) => at - (inOrder[before]?.at ?? at));
    const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
    const even = steps.filter((step) => Math.abs(step - usual) <= usual / 4).length;
    if (usual < 60_000 || even < steps.length * 0.7) return [];
    const said = steps.flatMap((step, before): Missing[] => {
      const [earlier, later] = [inOrder[before]?.file, inOrder[before + 1]?.file];
      if (!earlier || !later) return [];
      const times = Math.round(step / usual) - 1;
      if (step < usual * 1.6 || times < 1)
        return step < usual * 0.4 ? [isEarly(earlier, later, step, usual)] : [];
      return [
        {
          rule: 'cadence',
          words: `${earlier.name}, then ${later.name}: ${durationWords(step)} apart, where exports like them begin every ${durationWords(usual)}: ${times === 1 ? 'one is' : `${times} are`} missing or came late`,
          originals: [earlier.id, later.id],
        },
      ];
    });
    return said.slice(0, mostTold);
  });
}

function isEarly(earlier: File, later: File, step: number, usual: number): Missing {
  return {
    rule: 'cadence',
    words: `${later.name} begins ${durationWords(step)} after ${earlier.name}, where exports like them begin every ${durationWords(usual)}: it came early, or covers what the other does`,
    originals: [earlier.id, later.id],
  };
}

function durationWords(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours >= 36) return `${Math.round(hours / 24)} days`;
  if (hours >= 1.5) return `${Math.round(hours)} hours`;
  return `${Math.round(ms / 60_000)} minutes`;
}
