import path from 'node:path';

import { ExpectedError } from '../../shared/failure.ts';
import type { ImportResult } from '../../shared/importResult.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { readMapping } from '../engine/handlers/exportHandlers.ts';
import { isSourceName } from '../engine/import/adapters/detectSource.ts';
import { statGiven } from '../engine/import/givenFile.ts';
import { inBrief, totalsOf } from '../engine/import/importTotals.ts';
import { previewFiles } from '../engine/import/preview.ts';
import { givenPrefix } from '../engine/import/readers/postgresPrefix.ts';
import { withCase } from './inProcess.ts';
import { callerPath, textOption } from './paths.ts';
import { endProgress, printJson, printLine, printTable, say, terminalSafe } from './print.ts';
import { usageError } from './run.ts';
import type { Command, Options } from './run.ts';

const reading = {
  source: { type: 'string' },
  mapping: { type: 'string' },
  zone: { type: 'string' },
  prefix: { type: 'string' },
} as const;

async function wishesOf(
  options: Options,
): Promise<{ source?: string; mapping?: Mapping; zone?: string; prefix?: string }> {
  const source = textOption(options, 'source');
  if (source !== undefined && !isSourceName(source))
    throw new ExpectedError(
      'bad-request',
      `--source: no source is named "${source}": casebook sources lists them`,
    );
  const zone = textOption(options, 'zone');
  const prefix = textOption(options, 'prefix');
  if (prefix !== undefined && !givenPrefix(prefix))
    throw new ExpectedError(
      'bad-request',
      `--prefix: "${prefix}" is no log_line_prefix of PostgreSQL; one looks like '%m [%p] %q%u@%d '`,
    );
  const file = textOption(options, 'mapping');
  return {
    ...(source !== undefined && { source }),
    ...(zone !== undefined && { zone }),
    ...(prefix !== undefined && { prefix }),
    ...(file !== undefined && { mapping: await readMapping(callerPath(file), file) }),
  };
}

export const importCommand: Command = {
  name: 'import',
  usage:
    'import CASE FILE… [--source NAME] [--mapping FILE] [--zone ZONE] [--prefix LOG_LINE_PREFIX]',
  about: 'imports files and folders as evidence; makes the case when it is new',
  options: reading,
  async run([folder, ...files], options, signal) {
    if (files.length === 0) throw usageError(importCommand, 'name the files to import');
    const wishes = await wishesOf(options);
    const { readable, failed } = await readableFiles(files);
    if (readable.length === 0)
      return report({ originals: [], totals: totalsOf([], 0), failed }, options['json'] === true);
    return withCase(
      folder,
      options,
      signal,
      async ({ grants, call }) => {
        const given = readable.map((file) => ({
          file: grants.add(callerPath(file), 'read'),
          ...wishes,
        }));
        const result = await call('import.start', { job: 'import', files: given }, signal);
        endProgress();
        return report(
          { ...result, failed: [...failed, ...result.failed] },
          options['json'] === true,
        );
      },
      { create: true },
    );
  },
};

/** A file that is not there does not keep the others out. */
async function readableFiles(
  files: readonly string[],
): Promise<{ readable: string[]; failed: ImportResult['failed'] }> {
  const readable: string[] = [];
  const failed: { name: string; reason: string }[] = [];
  for (const file of files) {
    try {
      await statGiven({ path: callerPath(file), name: file });
      readable.push(file);
    } catch (thrown) {
      failed.push({
        name: file,
        reason: thrown instanceof Error ? thrown.message : String(thrown),
      });
    }
  }
  return { readable, failed };
}

function report(result: ImportResult, json: boolean): 0 | 1 | 2 {
  for (const { name, reason } of result.failed)
    say(`casebook: ${terminalSafe(name)}: not imported: ${terminalSafe(reason)}`);
  if (json)
    printJson({
      originals: result.originals,
      // Of very many files not every one is listed.
      ...(result.originals.length < result.totals.originals && { totals: result.totals }),
      ...(result.failed.length > 0 && { failed: result.failed }),
    });
  else {
    const { originals, totals } = inBrief(result);
    printTable(
      [
        'file',
        'name',
        'source',
        'records',
        'new',
        'duplicate',
        'conflicting',
        'rejected',
        'SHA-256',
      ],
      originals.map((each) => [
        each.original,
        each.name,
        each.source ?? '',
        String(each.records.total),
        String(each.records.new),
        String(each.records.duplicate),
        String(each.records.conflicting),
        String(each.records.rejected),
        each.sha256.slice(0, 16),
      ]),
    );
    for (const { original, warnings } of originals) {
      for (const warning of warnings) printLine(`${original}: ${terminalSafe(warning)}`);
    }
    for (const { original, records, events } of originals) {
      const read = records.total - records.rejected;
      if (events !== read) printLine(`${original}: ${events} events in ${read} records`);
    }
    if (originals.length < totals.originals)
      printLine(
        `${originals.length} of ${totals.originals} evidence files are listed, those that need a look first; ${totals.records.new} of ${totals.records.total} records are new`,
      );
    if (totals.again > 0)
      printLine(
        `${totals.again} ${totals.again === 1 ? 'file was' : 'files were'} in the case already, byte for byte: skipped`,
      );
  }
  if (result.originals.length === 0) return 2;
  const { rejected, conflicting } = result.totals.records;
  return rejected > 0 || conflicting > 0 || result.failed.length > 0 ? 1 : 0;
}

export const previewCommand: Command = {
  name: 'preview',
  usage: 'preview FILE [--source NAME] [--mapping FILE] [--zone ZONE] [--prefix LOG_LINE_PREFIX]',
  about: 'shows how a file would be read; writes nothing',
  options: reading,
  async run(files, options, signal) {
    const [file] = files;
    if (file === undefined || files.length > 1) throw usageError(previewCommand, 'name one file');
    const wishes = await wishesOf(options);
    const previews = await previewFiles(
      [{ path: callerPath(file), name: path.basename(file), file: 'preview', ...wishes }],
      signal,
    );
    for (const preview of previews) {
      if (preview.problem !== null)
        say(`casebook: ${terminalSafe(preview.name)}: ${terminalSafe(preview.problem)}`);
    }
    const first = previews.find(({ problem }) => problem === null);
    if (!first) return 2;
    if (options['json'] === true) {
      const { source, reader, confidence, mapping, events, rejected, warnings } = first;
      printJson({ source, reader, confidence, mapping, events, rejected, warnings });
    } else {
      printLine(
        `${terminalSafe(first.name)}: ${first.sourceLabel ?? 'unknown'} (${first.reader ?? ''}, confidence ${first.confidence.toFixed(2)})`,
      );
      for (const warning of first.warnings) printLine(terminalSafe(warning));
      printTable(
        ['time', 'actor', 'action', 'resource', 'IP'],
        first.events.map((event) =>
          [
            event['occurredAt'],
            event['actorName'] ?? event['actorEmail'] ?? event['actorId'],
            event['action'],
            event['resourceName'] ?? event['resourceId'],
            event['ip'],
          ].map((value) => (typeof value === 'string' ? value : '')),
        ),
      );
    }
    return 0;
  },
};
