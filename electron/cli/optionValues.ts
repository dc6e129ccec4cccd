import { histogramUnits } from '../../shared/eventPage.ts';
import type { HistogramUnit } from '../../shared/eventPage.ts';
import { csvPresets } from '../../shared/exportFormat.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { findField } from '../../shared/field.ts';
import { parseFilterText } from '../../shared/filterText.ts';
import { zoneNamed } from '../../shared/zone.ts';
import { textOption } from './paths.ts';
import type { Options } from './run.ts';

/** Options that mean the same in every command that has them. */
const checks: ReadonlyMap<string, (options: Options) => unknown> = new Map<
  string,
  (options: Options) => unknown
>([
  ['zone', zoneOption],
  ['filter', (options) => parseFilterText(textOption(options, 'filter') ?? '')],
  ['columns', columnsOption],
  ['limit', (options) => wholeNumber(options, 'limit', 0)],
  ['offset', (options) => wholeNumber(options, 'offset', 0)],
  ['top', (options) => wholeNumber(options, 'top', 0)],
  ['reach', (options) => wholeNumber(options, 'reach', 0)],
  ['facet', (options) => fieldOption(options, 'facet')],
  ['group', (options) => fieldOption(options, 'group')],
  ['histogram', histogramOption],
]);

/** Throws `bad-request` or `bad-filter` for a value that cannot be: before the command has opened, made or written anything. */
export function checkOptionValues(options: Options): void {
  for (const [name, check] of checks) if (options[name] !== undefined) check(options);
}

/** The zone that --zone names, as it is spelt; UTC without it. */
export function zoneOption(options: Options): string {
  const given = textOption(options, 'zone') ?? 'UTC';
  const zone = zoneNamed(given);
  if (zone === null)
    throw new ExpectedError(
      'bad-request',
      `--zone: there is no time zone "${given}"; one looks like Europe/Paris`,
    );
  return zone;
}

export function wholeNumber(options: Options, name: string, otherwise: number): number {
  const given = textOption(options, name);
  if (given === undefined) return otherwise;
  if (!/^\d{1,12}$/u.test(given))
    throw new ExpectedError('bad-request', `--${name}: "${given}" is no whole number`);
  return Number(given);
}

/** The field that an option names. */
export function fieldOption(options: Options, option: string): string {
  const given = textOption(options, option) ?? '';
  const field = findField(given);
  if (!field) throw new ExpectedError('bad-request', `--${option}: there is no field "${given}"`);
  return field.name;
}

const computedColumns: ReadonlySet<string> = new Set(['change', 'scope', 'changeKind', 'details']);

/** The columns that --columns names: none without it. */
export function columnsOption(options: Options): readonly string[] {
  const given = textOption(options, 'columns');
  if (given === undefined) return [];
  return given.split(',').map((each, _at, all) => {
    const name = each.trim();
    if (computedColumns.has(name)) return name;
    if (name.startsWith('preset:')) {
      if (all.length === 1 && csvPresets.some((preset) => name === `preset:${preset.name}`))
        return name;
      throw new ExpectedError(
        'bad-request',
        `--columns: "${given}" is no set of columns; there is ${csvPresets.map((preset) => `preset:${preset.name}`).join(', ')}, alone`,
      );
    }
    const field = findField(name);
    if (!field) throw new ExpectedError('bad-request', `--columns: there is no field "${name}"`);
    return field.name;
  });
}

export function histogramOption(options: Options): HistogramUnit {
  const given = textOption(options, 'histogram') ?? '';
  const unit = histogramUnits.find((each) => each === given);
  if (unit === undefined)
    throw new ExpectedError(
      'bad-request',
      `--histogram: "${given}" is none of ${histogramUnits.join(', ')}`,
    );
  return unit;
}
