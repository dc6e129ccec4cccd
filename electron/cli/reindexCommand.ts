import type { ReadingChanges } from '../../shared/caseInfo.ts';
import { printEvents } from './caseCommands.ts';
import { withCase } from './inProcess.ts';
import type { InProcess } from './inProcess.ts';
import { endProgress, printJson, printLine, printTable, terminalSafe } from './print.ts';
import { usageError } from './run.ts';
import type { Command } from './run.ts';

export const reindexCommand: Command = {
  name: 'reindex',
  usage: 'reindex CASE [--read-again [--accept]]',
  about:
    'drops index.db and rebuilds it; --read-again lists what this version reads otherwise than the one on record, and with --accept reads it so',
  options: { 'read-again': { type: 'boolean' }, accept: { type: 'boolean' } },
  async run([folder], options, signal) {
    const isReading = options['read-again'] === true;
    const accept = options['accept'] === true;
    if (accept && !isReading) throw usageError(reindexCommand, '--accept goes with --read-again');
    const json = options['json'] === true;
    return withCase(
      folder,
      options,
      signal,
      async (engine) => {
        if (isReading) return readAgain(engine, { accept, json }, signal);
        const started = performance.now();
        const { session } = engine;
        await session.write({ kind: 'reindex', folder: session.current.folder }, 'reindex', signal);
        endProgress();
        return printEvents(session.current.index.rows, started, json);
      },
      { catchUp: isReading },
    );
  },
};

/** Exit 1: there is something to accept. */
async function readAgain(
  { call }: InProcess,
  { accept, json }: { readonly accept: boolean; readonly json: boolean },
  signal: AbortSignal,
): Promise<0 | 1> {
  const changes = await call('reading.changes', { job: 'reading' }, signal);
  endProgress();
  const accepted = accept && changes.originals.length > 0;
  if (accepted) await call('reading.accept', { job: 'reading' }, signal);
  endProgress();
  if (json) printJson({ ...changes, accepted });
  else printChanges(changes, accepted);
  return changes.originals.length === 0 || accepted ? 0 : 1;
}

function printChanges(changes: ReadingChanges, accepted: boolean): void {
  const { originals, events, changed, added, gone, fields, examples } = changes;
  if (originals.length === 0) {
    printLine('Every evidence file is read by this version of Casebook already');
    return;
  }
  for (const { original, name, what } of originals)
    printLine(`E${original} ${terminalSafe(name)}: ${terminalSafe(what)}`);
  const number = (value: number): string => value.toLocaleString('en');
  printLine(
    `${number(events)} events read: ${number(changed)} differ, ${number(added)} are new, ${number(gone)} are gone`,
  );
  printTable(
    ['field', 'events'],
    fields.map(({ field, count }) => [field, number(count)]),
  );
  printTable(
    ['event', 'field', 'before', 'after'],
    examples.map(({ event, field, before, after }) => [event, field, before ?? '', after ?? '']),
  );
  printLine(
    accepted
      ? 'Accepted: these files are read by this version now'
      : 'Nothing was changed; --accept reads them so',
  );
}
