import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

import { decodeInput } from '../../shared/decode.ts';
import { ExpectedError } from '../../shared/failure.ts';
import type { SyncOutcome, SyncSourceInfo } from '../../shared/sync.ts';
import { saysRewritten } from '../engine/sync/fetchFolder.ts';
import { platformKeyring } from '../secrets/platformKeyring.ts';
import { withCase } from './inProcess.ts';
import type { InProcess } from './inProcess.ts';
import { callerPath, textOption } from './paths.ts';
import { endProgress, printJson, printLine, printTable, say, terminalSafe } from './print.ts';
import { usageError } from './run.ts';
import type { Command, Options } from './run.ts';

export const syncCommand: Command = {
  name: 'sync',
  usage:
    'sync CASE [SOURCE…] | sync CASE --list | --add FILE | --remove SOURCE | --allow SOURCE | --secret SOURCE',
  about:
    "runs the case's sync sources once (docs/sync.md); --secret reads one from standard input into the keyring",
  options: {
    list: { type: 'boolean' },
    add: { type: 'string' },
    remove: { type: 'string' },
    allow: { type: 'string' },
    secret: { type: 'string' },
  },
  async run([folder, ...names], options, signal) {
    if (folder === undefined) throw usageError(syncCommand, 'name the case folder');
    const isRun = !['list', 'add', 'remove', 'allow', 'secret'].some((name) => name in options);
    const file = textOption(options, 'add');
    const added = file === undefined ? null : sourceIn(file);
    return withCase(
      folder,
      options,
      signal,
      (engine) =>
        isRun ? runSources(engine, names, options, signal) : change(engine, added, options, signal),
      { create: options['add'] !== undefined },
    );
  },
};

async function change(
  engine: InProcess,
  source: ReturnType<typeof sourceIn> | null,
  options: Options,
  signal: AbortSignal,
): Promise<0> {
  const { call, grants } = engine;
  if (source !== null) {
    const folder = source.kind === 'folder' ? grants.add(callerPath(source.folder), 'read') : null;
    await call('sync.save', { source, folder }, signal);
  }
  const removed = textOption(options, 'remove');
  if (removed !== undefined)
    await call('sync.remove', { id: (await named(engine, removed, signal)).source.id }, signal);
  const allowed = textOption(options, 'allow');
  if (allowed !== undefined)
    await call('sync.allow', { id: (await named(engine, allowed, signal)).source.id }, signal);
  const secret = textOption(options, 'secret');
  if (secret !== undefined) await keepSecret(await named(engine, secret, signal));
  const sources = await call('sync.list', {}, signal);
  if (options['json'] === true) printJson({ sources });
  else printSources(sources);
  return 0;
}

function sourceIn(file: string): ReturnType<typeof decodeInput<'sync.save'>>['source'] {
  try {
    const source: unknown = JSON.parse(readFileSync(callerPath(file), 'utf8'));
    return decodeInput('sync.save', { source, folder: null }).source;
  } catch (thrown) {
    if (thrown instanceof SyntaxError)
      throw new ExpectedError('unreadable', `${file}: not JSON (${thrown.message})`);
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')
      throw new ExpectedError('not-found', `${file}: there is no such file`);
    if (thrown instanceof ExpectedError)
      throw new ExpectedError(
        'unreadable',
        `${file}: ${thrown.message.replace('sync.save: ', '')}`,
      );
    throw thrown;
  }
}

async function named(
  { call }: InProcess,
  name: string,
  signal: AbortSignal,
): Promise<SyncSourceInfo> {
  const sources = await call('sync.list', {}, signal);
  const found = sources.find(({ source }) => source.id === name || source.name === name);
  if (!found) throw new ExpectedError('not-found', `the case has no sync source "${name}"`);
  return found;
}

/** From standard input: an argument would be in the process list. */
async function keepSecret({ source, secretKey }: SyncSourceInfo): Promise<void> {
  if (secretKey === null)
    throw new ExpectedError(
      'bad-request',
      `${source.name} takes no secret from the keyring: its "secret" must be {"kind":"store"}`,
    );
  const store = platformKeyring();
  if (process.stdin.isTTY) say('casebook: the secret, then Ctrl+D:');
  const secret = (await text(process.stdin)).trim();
  if (secret === '') throw new ExpectedError('bad-request', 'standard input holds no secret');
  await store.set(secretKey, secret);
  say(`casebook: the secret of ${source.name} is in ${store.place}`);
}

function printSources(sources: readonly SyncSourceInfo[]): void {
  printTable(
    ['name', 'kind', 'schedule', 'state', 'last run', 'place'],
    sources.map((each) => [
      each.source.name,
      each.source.kind,
      each.source.schedule.kind === 'every'
        ? `every ${each.source.schedule.minutes} min`
        : { hand: 'by hand', open: 'on opening' }[each.source.schedule.kind],
      each.blocked === null
        ? 'allowed'
        : { 'network-off': 'network off', 'not-allowed': 'not allowed here' }[each.blocked],
      each.lastRun === null
        ? 'never'
        : `${each.lastRun.at}${each.lastRun.error === null ? '' : ' failed'}`,
      each.place,
    ]),
  );
}

async function runSources(
  engine: InProcess,
  names: readonly string[],
  options: Options,
  signal: AbortSignal,
): Promise<0 | 1 | 2> {
  const ids =
    names.length === 0
      ? null
      : await Promise.all(names.map(async (name) => (await named(engine, name, signal)).source.id));
  const outcomes = await engine.call('sync.run', { job: 'sync', ids }, signal);
  endProgress();
  if (outcomes.length === 0)
    say('casebook: the case has no sync sources; --add FILE adds one (docs/sync.md)');
  for (const { name, error, warnings, failed } of outcomes) {
    if (error !== null) say(`casebook: ${terminalSafe(name)}: ${terminalSafe(error)}`);
    for (const warning of warnings)
      say(`casebook: ${terminalSafe(name)}: ${terminalSafe(warning)}`);
    for (const one of failed)
      say(`casebook: ${terminalSafe(one.name)}: not imported: ${terminalSafe(one.reason)}`);
  }
  if (options['json'] === true) printJson(jsonOf(outcomes));
  else
    for (const each of outcomes)
      printLine(
        `${terminalSafe(each.name)}: ${each.files.toLocaleString('en')} evidence ${each.files === 1 ? 'file' : 'files'}, ${each.newRecords.toLocaleString('en')} new ${each.newRecords === 1 ? 'record' : 'records'}${each.error === null ? '' : ', then stopped'}`,
      );
  if (outcomes.length > 0 && outcomes.every(({ error, files }) => error !== null && files === 0))
    return 2;
  return outcomes.some(needsLook) ? 1 : 0;
}

function needsLook({ error, failed, originals, warnings }: SyncOutcome): boolean {
  return (
    error !== null ||
    failed.length > 0 ||
    warnings.some(saysRewritten) ||
    originals.some(({ records }) => records.rejected > 0 || records.conflicting > 0)
  );
}

/** As `import` prints it, and what became of each source. */
function jsonOf(outcomes: readonly SyncOutcome[]): unknown {
  const failed = outcomes.flatMap((each) => each.failed);
  return {
    originals: outcomes.flatMap((each) => each.originals),
    sources: outcomes.map(({ originals: _originals, failed: _failed, ...rest }) => rest),
    ...(failed.length > 0 && { failed }),
  };
}
