import { entityKinds, entitySorts, identityFields } from '../../shared/entity.ts';
import type { EntityKind, EntityRow, EntitySort } from '../../shared/entity.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { withCase } from './inProcess.ts';
import type { InProcess } from './inProcess.ts';
import { wholeNumber, zoneOption } from './optionValues.ts';
import { textOption } from './paths.ts';
import { printJson, printLine, printTable, terminalSafe } from './print.ts';
import { usageError } from './run.ts';
import type { Command, Options } from './run.ts';

export const entitiesCommand: Command = {
  name: 'entities',
  usage: `entities CASE ${entityKinds.join('|')} [VALUE] [--find TEXT] [--standing] [--sort ${entitySorts.join('|')}] [--limit N] [--offset N] [--zone ZONE] [--same OTHER | --not-same OTHER]`,
  about:
    'lists actors, API keys, resources or IP addresses (--standing: resources with something created and nothing deleted or revoked since); with VALUE tells what one of them did, and says that OTHER is (or is not) the same one',
  options: {
    find: { type: 'string' },
    standing: { type: 'boolean' },
    sort: { type: 'string' },
    limit: { type: 'string' },
    offset: { type: 'string' },
    zone: { type: 'string' },
    same: { type: 'string' },
    'not-same': { type: 'string' },
  },
  async run([folder, kind, value, ...rest], options, signal) {
    const known = entityKinds.find((each) => each === kind);
    if (known === undefined || rest.length > 0)
      throw usageError(entitiesCommand, `say which: ${entityKinds.join(', ')}`);
    if (options['standing'] === true && (known !== 'resource' || value !== undefined))
      throw usageError(entitiesCommand, '--standing is asked of the list of resources');
    const sort = sortOf(options);
    return withCase(folder, options, signal, async (engine) => {
      if (value === undefined) return printList(engine, { kind: known, sort }, options, signal);
      await saySame(engine, known, value, options, signal);
      return printEntity(engine, known, value, options, signal);
    });
  },
};

function sortOf(options: Options): EntitySort {
  const named = textOption(options, 'sort') ?? 'count';
  const sort = entitySorts.find((each) => each === named);
  if (sort === undefined)
    throw new ExpectedError(
      'bad-request',
      `--sort: "${named}" is none of ${entitySorts.join(', ')}`,
    );
  return sort;
}

async function printList(
  { call }: InProcess,
  { kind, sort }: { readonly kind: EntityKind; readonly sort: EntitySort },
  options: Options,
  signal: AbortSignal,
): Promise<0> {
  const list = await call(
    'entity.list',
    {
      kind,
      contains: textOption(options, 'find') ?? '',
      onlyStanding: options['standing'] === true,
      sort,
      desc: sort !== 'value',
      offset: wholeNumber(options, 'offset', 0),
      limit: Math.min(1000, wholeNumber(options, 'limit', 100)),
    },
    signal,
  );
  if (options['json'] === true) printJson(list);
  else {
    printTable(['events', 'first', 'last', 'type', kind, 'name'], list.rows.map(cells));
    printLine(`${list.rows.length} of ${list.total.toLocaleString('en')}; times in UTC`);
  }
  return 0;
}

const cells = (row: EntityRow): string[] => [
  String(row.count).padStart(9),
  row.first ?? '',
  row.last ?? '',
  row.type ?? '',
  row.value,
  row.name ?? '',
];

/** Keeps the auditor's word that another name is the same one, or is not any more. */
async function saySame(
  { call }: InProcess,
  kind: EntityKind,
  value: string,
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  for (const [name, isSame] of [
    ['same', true],
    ['not-same', false],
  ] as const) {
    const said = textOption(options, name);
    if (said === undefined) continue;
    const fieldOf = async (text: string): Promise<string> => {
      const input = { contains: text, sort: 'count', desc: true, offset: 0, limit: 1000 } as const;
      const { rows } = await call('entity.list', { kind, ...input }, signal);
      const found = rows.find((row) => row.value === text);
      if (found === undefined)
        throw new ExpectedError('not-found', `No event of this case names ${terminalSafe(text)}.`);
      return found.field;
    };
    const other = { field: await fieldOf(said), value: said };
    await call('entity.same', { kind, field: await fieldOf(value), value, other, isSame }, signal);
  }
}

/** The value as the first identity field that has it. */
async function printEntity(
  { call }: InProcess,
  kind: EntityKind,
  value: string,
  options: Options,
  signal: AbortSignal,
): Promise<0> {
  const zone = zoneOption(options);
  for (const field of identityFields[kind]) {
    const ref = { kind, field, value };
    try {
      const page = await call('entity.page', { ...ref, zone }, signal);
      const doneTo = await call('entity.doneTo', ref, signal);
      if (options['json'] === true) printJson({ zone, ...page, doneTo });
      else {
        printTable(['events', 'first', 'last', 'type', kind, 'name'], [cells(page.entity)]);
        for (const same of page.same)
          printLine(
            `${terminalSafe(same.value)} counts as the same: said by ${terminalSafe(same.author)}, ${same.at}`,
          );
        const spans = page.actions.spans.map((span): string[] => [
          String(span.count).padStart(9),
          span.first ?? '',
          span.last ?? '',
          span.firstEvent,
          span.value,
        ]);
        printTable(['events', 'first', 'last', 'first event', 'action'], spans);
        if (doneTo !== null)
          printLine(`${doneTo.count} events name it as whom or what they were done to`);
        printLine('times in UTC');
      }
      return 0;
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError) || thrown.code !== 'not-found') throw thrown;
    }
  }
  throw new ExpectedError('not-found', `No event of this case names ${terminalSafe(value)}.`);
}
