import { ExpectedError } from '../../shared/failure.ts';
import { findField } from '../../shared/field.ts';
import type { FilterNode } from '../../shared/filter.ts';
import { parseFilterText } from '../../shared/filterText.ts';
import { maxGroups } from '../../shared/grouping.ts';
import type { View } from '../../shared/view.ts';
import { exportedFields } from '../engine/eventFields.ts';
import { asText } from '../engine/eventRow.ts';
import { columnValue } from '../engine/export/columnValue.ts';
import { viewRecords } from '../engine/export/viewRecords.ts';
import { withCase } from './inProcess.ts';
import type { InProcess } from './inProcess.ts';
import {
  columnsOption,
  fieldOption,
  histogramOption,
  wholeNumber,
  zoneOption,
} from './optionValues.ts';
import { textOption } from './paths.ts';
import { printJson, printLine, printTable, say, write } from './print.ts';
import { usageError } from './run.ts';
import type { Command, Options } from './run.ts';
import { namedView } from './viewsCommand.ts';

/** What --filter, --sort, --columns and --zone say, as a view; shared by query and export. */
export function viewOf(options: Options): View {
  return {
    filter: parseFilterText(textOption(options, 'filter') ?? ''),
    sort: (textOption(options, 'sort') ?? '')
      .split(',')
      .filter((key) => key.trim() !== '')
      .map((key) => {
        const [field = '', direction] = key.trim().split(':');
        if (!findField(field))
          throw new ExpectedError('bad-request', `--sort: there is no field "${field}"`);
        if (direction !== undefined && direction !== 'desc' && direction !== 'asc') {
          throw new ExpectedError('bad-request', `--sort: "${direction}" is neither asc nor desc`);
        }
        return { field: findField(field)?.name ?? field, desc: direction === 'desc' };
      }),
    columns: columnsOption(options),
    zone: zoneOption(options),
    split: null,
    frozen: 0,
  };
}

export const queryCommand: Command = {
  name: 'query',
  usage:
    'query CASE [--view NAME] [--filter TEXT] [--sort FIELD[:desc]] [--columns a,b] [--limit N] [--offset N] [--zone ZONE] [--table] | --count | --facet FIELD [--top N] | --group FIELD [--top N] | --histogram UNIT',
  about: 'prints the events that a filter keeps, or counts them',
  options: {
    view: { type: 'string' },
    filter: { type: 'string' },
    sort: { type: 'string' },
    columns: { type: 'string' },
    limit: { type: 'string' },
    offset: { type: 'string' },
    zone: { type: 'string' },
    table: { type: 'boolean' },
    count: { type: 'boolean' },
    facet: { type: 'string' },
    group: { type: 'string' },
    top: { type: 'string' },
    histogram: { type: 'string' },
  },
  async run([folder, ...rest], options, signal) {
    if (rest.length > 0)
      throw usageError(
        queryCommand,
        `"${rest[0]}" is one argument too many; is the filter quoted?`,
      );
    const given = viewOf(options);
    return withCase(folder, options, signal, async (engine) => {
      const view = await namedView(engine, given, options, signal);
      if (
        !engine.session.current.indexStatus().ready &&
        readsSecondPass(view.filter, textOption(options, 'facet') ?? textOption(options, 'group'))
      ) {
        say(
          'casebook: the search index is not complete yet: search and conditions on changed fields read the records (casebook index CASE completes it)',
        );
      }
      if (options['count'] === true) return printCount(engine, view, options, signal);
      if (options['facet'] !== undefined) return printFacet(engine, view, options, signal);
      if (options['group'] !== undefined) return printGroups(engine, view, options, signal);
      if (options['histogram'] !== undefined) return printHistogram(engine, view, options, signal);
      return printRows(engine, view, options, signal);
    });
  },
};

const secondPassFields = new Set(['changed', 'target', 'targets']);

function readsSecondPass(node: FilterNode, facet: string | undefined): boolean {
  if (facet !== undefined && secondPassFields.has(facet)) return true;
  if (node.off) return false;
  if (node.kind === 'group') return node.items.some((item) => readsSecondPass(item, undefined));
  return node.op === 'search' || node.op === 'changed' || secondPassFields.has(node.field);
}

async function printCount(
  { call }: InProcess,
  view: View,
  options: Options,
  signal: AbortSignal,
): Promise<0> {
  const { count } = await call('event.count', { filter: view.filter, zone: view.zone }, signal);
  if (options['json'] === true) printJson({ count });
  else printLine(String(count));
  return 0;
}

async function printFacet(
  { call }: InProcess,
  view: View,
  options: Options,
  signal: AbortSignal,
): Promise<0> {
  const top = wholeNumber(options, 'top', 10_000);
  const { field, total, values } = await call(
    'event.facet',
    { filter: view.filter, zone: view.zone, field: fieldOption(options, 'facet'), top },
    signal,
  );
  if (options['json'] === true) printJson({ field, total, values });
  else
    printTable(
      ['count', isByZone(field) ? `${field} (${view.zone})` : field],
      values.map(({ value, count }) => [String(count).padStart(9), value ?? '(none)']),
    );
  return 0;
}

async function printGroups(
  { call }: InProcess,
  view: View,
  options: Options,
  signal: AbortSignal,
): Promise<0> {
  const limit = Math.min(maxGroups, wholeNumber(options, 'top', maxGroups));
  const { filter, zone } = view;
  const grouping = await call(
    'event.grouping',
    { filter, zone, field: fieldOption(options, 'group'), sort: 'count', desc: true, limit },
    signal,
  );
  if (options['json'] === true) printJson(grouping);
  else
    printTable(
      ['count', 'first (UTC)', 'last (UTC)', grouping.field],
      grouping.groups.map(({ value, count, first, last }) => [
        String(count).padStart(9),
        first ?? '',
        last ?? '',
        value ?? '(none)',
      ]),
    );
  return 0;
}

/** What the zone decides: the output has to say which. */
const isByZone = (field: string): boolean => field === 'hour' || field === 'weekday';

async function printHistogram(
  { call }: InProcess,
  view: View,
  options: Options,
  signal: AbortSignal,
): Promise<0> {
  const unit = histogramOption(options);
  const found = await call(
    'event.histogram',
    { filter: view.filter, zone: view.zone, unit, split: null },
    signal,
  );
  if (options['json'] === true)
    printJson({ unit: found.unit, zone: found.zone, buckets: found.buckets });
  else {
    const most = Math.max(1, ...found.buckets.map(({ count }) => count));
    printTable(
      ['start', 'count', ''],
      found.buckets.map(({ start, count }) => [
        start ?? '(none)',
        String(count).padStart(9),
        '█'.repeat(Math.ceil((count / most) * 40)),
      ]),
    );
  }
  return 0;
}

async function printRows(
  engine: InProcess,
  view: View,
  options: Options,
  signal: AbortSignal,
): Promise<0> {
  const open = engine.session.current;
  const offset = wholeNumber(options, 'offset', 0);
  const limit = wholeNumber(options, 'limit', Infinity);
  const table = options['table'] === true;
  const columns =
    view.columns.length > 0
      ? view.columns
      : table
        ? ['event', 'occurredAt', 'actor', 'action', 'resourceType', 'resource', 'ip']
        : exportedFields;
  const fields =
    columns.some((field) => field === 'event') || table ? columns : ['event', ...columns];
  const rows: string[][] = [];
  let pending = '';
  let seen = 0;
  for await (const stored of viewRecords(open, view, fields, signal, () => undefined, {
    offset,
    limit,
  })) {
    const volatile = open.volatileOf(stored.event.original);
    const values = fields.map(
      (field) => [field, columnValue(stored, field, view.zone, volatile)] as const,
    );
    if (table) rows.push(values.map(([, value]) => asText(value) ?? ''));
    else {
      const object = values.map(
        ([field, value]) =>
          [
            field,
            value === undefined && field !== 'before' && field !== 'after' ? null : value,
          ] as const,
      );
      pending += `${JSON.stringify(Object.fromEntries(object))}\n`;
      if (pending.length > 256 * 1024) {
        await write(pending);
        pending = '';
      }
    }
    seen++;
  }
  if (table) printTable(fields, rows);
  else await write(pending);
  if (table) say(`${seen.toLocaleString('en')} events`);
  return 0;
}
