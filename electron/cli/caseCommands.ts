import type { EventDetail } from '../../shared/eventPage.ts';
import { exportFormats } from '../../shared/exportFormat.ts';
import type { ExportFormat } from '../../shared/exportFormat.ts';
import { ExpectedError } from '../../shared/failure.ts';
import type { NoteValues } from '../../shared/note.ts';
import { byteRangeWords, contentWords, proofCommand } from '../../shared/recordBytes.ts';
import { runSql } from '../engine/query/sqlTable.ts';
import { verifyWhole } from '../engine/verifyTask.ts';
import { withCase } from './inProcess.ts';
import { authorOf, callerPath, textOption } from './paths.ts';
import {
  endProgress,
  printJson,
  printLine,
  progressBar,
  say,
  terminalSafe,
  write,
} from './print.ts';
import { viewOf } from './queryCommand.ts';
import { usageError } from './run.ts';
import type { Command } from './run.ts';
import { namedView } from './viewsCommand.ts';

export const showCommand: Command = {
  name: 'show',
  usage: 'show CASE EVENT [--notes]',
  about:
    'prints one event, its states, its bytes and where they are (EVENT as E3-1048211); --notes what was said of it, by whom and when',
  options: { notes: { type: 'boolean' } },
  async run([folder, event], options, signal) {
    if (event === undefined) throw usageError(showCommand, 'name the event, as E3-1048211');
    return withCase(folder, options, signal, async ({ call }) => {
      const detail = await call('event.show', { event }, signal);
      const notes = options['notes'] === true ? await call('note.show', { event }, signal) : null;
      const { name, sha256, offset, length, container } = detail.source;
      if (options['json'] === true) {
        printJson({
          event: detail.fields,
          before: detail.before ?? null,
          after: detail.after ?? null,
          source: { name, sha256, offset, length, container },
          bytes: detail.bytes,
          ...(notes && { notes }),
        });
        return 0;
      }
      printLine(
        `${detail.event}: ${terminalSafe(detail.sentence.map(({ text }) => text).join(''))}`,
      );
      for (const [field, value] of Object.entries(detail.fields)) {
        if (value !== null && value !== '' && !proofFields.has(field))
          printLine(
            `  ${field.padEnd(16)} ${terminalSafe(typeof value === 'string' ? value : JSON.stringify(value))}`,
          );
      }
      printLine(`  ${'from'.padEnd(16)} ${terminalSafe(name)}, SHA-256 ${sha256}`);
      for (const [label, text] of proofLines(detail.source))
        printLine(`  ${label.padEnd(16)} ${text}`);
      printLine(terminalSafe(detail.raw));
      for (const { at, author, words } of notes?.history ?? [])
        printLine(`  ${at}  ${terminalSafe(author)}: ${terminalSafe(words)}`);
      return 0;
    });
  },
};

/** Told with what they mean, after all others. */
const proofFields: ReadonlySet<string> = new Set(['bytesSha256', 'recordHash']);

function proofLines(
  source: EventDetail['source'],
): readonly (readonly [label: string, text: string])[] {
  const { bytesSha256, recordHash, container } = source;
  return [
    ['bytes', `${byteRangeWords(source)}, in ${contentWords(container)}`],
    ['bytesSha256', `${bytesSha256} (SHA-256 of these bytes)`],
    ['recordHash', `${recordHash} (leaf of the record tree)`],
    ['by hand', `${proofCommand(source, container)} (docs/proof.md)`],
  ];
}

function isFormat(format: string): format is ExportFormat {
  return exportFormats.some((each) => each === format);
}

export const exportCommand: Command = {
  name: 'export',
  usage: `export CASE FILE [--format ${exportFormats.join('|')}] [--view NAME] [--filter TEXT] [--sort FIELD[:desc]] [--columns a,b] [--zone ZONE] [--exact] [--notes]`,
  about:
    'writes the same rows in the same order as query; CSV is for spreadsheets (no cell runs, byte order mark) unless --exact; --notes adds what was noted',
  options: {
    format: { type: 'string' },
    view: { type: 'string' },
    filter: { type: 'string' },
    sort: { type: 'string' },
    columns: { type: 'string' },
    zone: { type: 'string' },
    exact: { type: 'boolean' },
    notes: { type: 'boolean' },
  },
  async run([folder, file], options, signal) {
    if (file === undefined) throw usageError(exportCommand, 'name the file to write');
    const format = textOption(options, 'format') ?? file.split('.').at(-1)?.toLowerCase() ?? '';
    if (!isFormat(format))
      throw new ExpectedError(
        'bad-request',
        `--format: "${format}" is none of ${exportFormats.join(', ')}`,
      );
    const given = viewOf(options);
    return withCase(folder, options, signal, async (engine) => {
      const { call, grants } = engine;
      const view = await namedView(engine, given, options, signal);
      const target = grants.add(callerPath(file), 'write');
      const result = await call(
        'export.start',
        {
          job: 'export',
          target,
          view,
          format,
          exact: options['exact'] === true,
          notes: options['notes'] === true,
        },
        signal,
      );
      endProgress();
      if (options['json'] === true) printJson(result);
      else
        printLine(
          `${result.rows.toLocaleString('en')} events, ${result.bytes.toLocaleString('en')} bytes, SHA-256 ${result.sha256}`,
        );
      return 0;
    });
  },
};

export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify CASE',
  about:
    'recomputes every hash, block, record and ledger entry; exit 1 when something differs, or was read by another version',
  options: {},
  async run([folder], options, signal) {
    if (folder === undefined) throw usageError(verifyCommand, 'name the case folder');
    // The case is not opened first: one that is too damaged for that is verified all the same.
    const { ok, originals, records, ledgerEntries, problems, otherVersions } = await verifyWhole(
      callerPath(folder),
      {
        author: authorOf(options),
        readOnly: false,
        signal,
        onProgress: (progress) => {
          progressBar({ ...progress, job: 'verify' });
        },
      },
    );
    endProgress();
    if (options['json'] === true)
      printJson({ ok, originals, records, ledgerEntries, problems, otherVersions });
    else if (ok)
      printLine(
        `All ${originals} originals, ${records.toLocaleString('en')} records and ${ledgerEntries} ledger entries verify`,
      );
    else
      for (const { what, where } of problems)
        printLine(`${terminalSafe(where)}: ${terminalSafe(what)}`);
    for (const { original, name, what } of otherVersions)
      say(
        `casebook: E${original} ${terminalSafe(name)} was read by another version of Casebook (${terminalSafe(what)}); its bytes are whole. "reindex --read-again" lists what this version reads otherwise.`,
      );
    return ok && otherVersions.length === 0 ? 0 : 1;
  },
};

export const indexCommand: Command = {
  name: 'index',
  usage: 'index CASE',
  about: 'builds, or waits for, search and the other background columns',
  options: {},
  async run([folder], options, signal) {
    return withCase(folder, options, signal, async ({ session }) => {
      const started = performance.now();
      await session.completeIndex(signal);
      endProgress();
      return printEvents(session.current.index.rows, started, options['json'] === true);
    });
  },
};

export function printEvents(events: number, started: number, json: boolean): 0 {
  const seconds = Math.round(performance.now() - started) / 1000;
  if (json) printJson({ events, seconds });
  else printLine(`${events.toLocaleString('en')} events, ${seconds} s`);
  return 0;
}

export const sqlCommand: Command = {
  name: 'sql',
  usage: 'sql CASE "SELECT …"',
  about: 'read-only SQL over the table event; rows as JSON lines',
  options: {},
  async run([folder, statement, ...rest], options, signal) {
    if (statement === undefined || rest.length > 0)
      throw usageError(sqlCommand, 'give one statement, quoted');
    return withCase(folder, options, signal, async ({ session }) => {
      const open = session.current;
      await open.eventNotes.refresh();
      const notes = (row: number): NoteValues => open.eventNotes.values(row);
      let pending = '';
      for (const row of runSql(open.index, open.records, open.asideOriginals(), statement, {
        notes,
      })) {
        pending += `${JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))}\n`;
        if (pending.length > 256 * 1024) {
          await write(pending);
          pending = '';
        }
      }
      await write(pending);
      return 0;
    });
  },
};
