import { readFile, stat, writeFile } from 'node:fs/promises';

import type { EngineHandlers } from '../../../shared/contract.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { mappingSchema } from '../../../shared/mapping.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { stateText } from '../../../shared/stateText.ts';
import { zoneNamed } from '../../../shared/zone.ts';
import { exportColumns } from '../export/columns.ts';
import { writeGrouping } from '../export/groupingFile.ts';
import { runExport } from '../export/run.ts';
import type { Grants } from '../grants.ts';
import { rowOfReference } from '../openCase.ts';
import type { Session } from '../session.ts';

type ExportCalls = Pick<
  EngineHandlers,
  'export.start' | 'event.exportGrouping' | 'event.saveState' | 'mapping.save' | 'mapping.load'
>;

const maxMappingBytes = 1024 * 1024;

export function exportHandlers(session: Session, grants: Grants): ExportCalls {
  return {
    'export.start': ({ job, target, view, format, exact, notes }, signal) => {
      const { path } = grants.resolve(target, 'write');
      const request = { path, view, format, exact, columns: exportColumns(view.columns, notes) };
      return runExport(session.current, request, {
        signal,
        onProgress: (progress) => {
          session.progress(job, progress);
        },
      });
    },
    'event.exportGrouping': ({ target, ...input }, signal) =>
      writeGrouping(session.current, grants.resolve(target, 'write').path, input, signal),
    'event.saveState': async ({ target, event, state }) => {
      const open = session.current;
      const stored = open.records.read(rowOfReference(open, event)).event[state];
      if (stored === undefined || stored === null)
        throw new ExpectedError('not-found', `${event} has no state ${state}`);
      const { path } = grants.resolve(target, 'write');
      await writeFile(path, `${stateText(stored, 'as logged')}\n`, { mode: 0o600 });
      return null;
    },
    'mapping.save': async ({ target, mapping }) => {
      await writeFile(
        grants.resolve(target, 'write').path,
        `${JSON.stringify(mapping, null, 2)}\n`,
        { mode: 0o600 },
      );
      return null;
    },
    'mapping.load': ({ file }) => {
      const { path, name } = grants.resolve(file, 'read');
      return readMapping(path, name);
    },
  };
}

/** A mapping file, checked; throws `unreadable` naming the file and the first place that is off. */
export async function readMapping(path: string, name: string): Promise<Mapping> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new ExpectedError('unreadable', `${name}: there is no such mapping file`, { cause });
  });
  if (size > maxMappingBytes)
    throw new ExpectedError('unreadable', `${name}: too large for a mapping`);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new ExpectedError('unreadable', `${name}: not JSON`, { cause });
  }
  const decoded = mappingSchema.safeParse(value);
  if (decoded.success) {
    const { zone } = decoded.data.time;
    if (zone !== null && zoneNamed(zone) === null)
      throw new ExpectedError('unreadable', `${name}: time.zone: there is no time zone "${zone}"`);
    return decoded.data;
  }
  const issue = decoded.error.issues[0];
  throw new ExpectedError(
    'unreadable',
    `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is no mapping'}`,
  );
}
