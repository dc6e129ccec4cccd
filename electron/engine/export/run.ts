import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';

import type { JsonValue } from '../../../shared/event.ts';
import type { ExportResult } from '../../../shared/eventPage.ts';
import type { ExportFormat } from '../../../shared/exportFormat.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { formatFilterText } from '../../../shared/filterText.ts';
import type { View } from '../../../shared/view.ts';
import { syncFolder } from '../evidence/packWriter.ts';
import type { OpenCase } from '../openCase.ts';
import type { TaskProgress } from '../workerTask.ts';
import { columnValue } from './columnValue.ts';
import type { Exported } from './columnValue.ts';
import { textWriter } from './rowTexts.ts';
import type { TextSpec } from './rowTexts.ts';
import { textRuns } from './textRuns.ts';
import { viewRecords } from './viewRecords.ts';
import { sqliteWriter } from './writers/sqliteWriter.ts';
import type { ExportColumn } from './writers/writer.ts';

export type ExportRequest = {
  readonly path: string;
  readonly view: View;
  readonly format: ExportFormat;
  readonly exact: boolean;
  readonly columns: readonly ExportColumn[];
};
type Options = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

/** What an export wrote: as its ledger entry has it. */
type Written = Pick<ExportResult, 'rows' | 'bytes' | 'sha256'>;

/**
 * Writes the rows of a view, in its order, to a file. It is written under another name, synced and renamed, so that a
 * file of that name is whole; cancelling or failing leaves nothing behind. The ledger keeps what left the case.
 */
export async function runExport(
  open: OpenCase,
  request: ExportRequest,
  options: Options,
): Promise<ExportResult> {
  const partial = path.join(
    path.dirname(request.path),
    `.${path.basename(request.path)}.${randomUUID().slice(0, 8)}.partial`,
  );
  try {
    const { format } = request;
    const written =
      format === 'sqlite'
        ? await writeSqlite(open, request, partial, options)
        : await writeText(open, request, format, partial, options);
    const file = path.basename(request.path);
    // First into the log: what left the case is in it even if the program ends between the two.
    open.appendLedger('export', {
      file,
      format: request.format,
      exact: request.exact,
      filter: formatFilterText(request.view.filter),
      sort: request.view.sort.map(({ field, desc }) => (desc ? `${field}:desc` : field)),
      columns: request.columns.map(({ field }) => field),
      zone: request.view.zone,
      ...written,
      notes: open.notes.head(),
    });
    await putInPlace(partial, request.path).catch((thrown: unknown) => {
      open.appendLedger('export', { file, failed: wordsOf(thrown) });
      throw thrown;
    });
    return written;
  } catch (thrown) {
    await rm(partial, { force: true });
    throw asExpected(thrown, request.path);
  }
}

async function putInPlace(partial: string, file: string): Promise<void> {
  await rename(partial, file);
  syncFolder(path.dirname(file));
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function asExpected(thrown: unknown, file: string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'ENOSPC')
    return new ExpectedError('disk-full', `${file}: the disk is full; nothing was left behind`, {
      cause: thrown,
    });
  if (['EACCES', 'ENOENT', 'EROFS', 'EPERM', 'EISDIR', 'ENOTDIR'].includes(code)) {
    return new ExpectedError('unreadable', `${file}: cannot be written there (${code})`, {
      cause: thrown,
    });
  }
  return thrown;
}

async function writeText(
  open: OpenCase,
  { path: file, view, columns, exact }: ExportRequest,
  format: TextSpec['format'],
  partial: string,
  options: Options,
): Promise<Written> {
  const handle = await openFile(partial, 'wx', 0o600);
  try {
    const spec = { format, exact, columns, zone: view.zone };
    const writer = textWriter(spec);
    const hash = createHash('sha256');
    let bytes = 0;
    let rows = 0;
    const write = async (part: Uint8Array): Promise<void> => {
      hash.update(part);
      bytes += part.length;
      await writeAll(handle, part);
    };
    const progress = reporter(file, options, () => bytes);
    await write(Buffer.from(writer.begin));
    const found = await open.query.rows(view.filter, view.sort, view.zone, options.signal);
    for await (const run of textRuns(open, found, spec, options.signal)) {
      if (rows > 0) await write(Buffer.from(writer.between));
      await write(run.bytes);
      rows += run.rows;
      progress(rows);
    }
    await write(Buffer.from(writer.end(rows)));
    await handle.sync();
    return { rows, bytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written);
    written += bytesWritten;
  }
}

async function writeSqlite(
  open: OpenCase,
  request: ExportRequest,
  partial: string,
  options: Options,
): Promise<Written> {
  const database = sqliteWriter(partial, request.columns);
  try {
    let rows = 0;
    const progress = reporter(request.path, options, () => 0);
    for await (const stored of requestedRecords(open, request, options.signal, progress)) {
      database.row(valuesOf(open, stored, request));
      rows++;
    }
    database.end({
      case: open.info().name,
      filter: formatFilterText(request.view.filter),
      zone: request.view.zone,
      rows: String(rows),
      program: 'Casebook',
    });
    const { size } = await stat(partial);
    return { rows, bytes: size, sha256: await hashFile(partial) };
  } catch (thrown) {
    database.discard();
    await rm(`${partial}-journal`, { force: true });
    throw thrown;
  }
}

function requestedRecords(
  open: OpenCase,
  { view, columns }: ExportRequest,
  signal: AbortSignal,
  onRow: (done: number) => void,
): AsyncGenerator<Exported> {
  const fields = columns.map(({ field }) => field);
  return viewRecords(open, view, fields, signal, onRow);
}

function valuesOf(
  open: OpenCase,
  stored: Exported,
  request: ExportRequest,
): readonly (JsonValue | undefined)[] {
  const volatile = open.volatileOf(stored.event.original);
  return request.columns.map(({ field }) =>
    columnValue(stored, field, request.view.zone, volatile),
  );
}

function reporter(file: string, options: Options, bytes: () => number): (done: number) => void {
  const started = performance.now();
  return (done) => {
    options.onProgress({
      phase: 'writing',
      what: path.basename(file),
      bytesDone: bytes(),
      bytesTotal: 0,
      records: done,
      rejected: 0,
      seconds: (performance.now() - started) / 1000,
    });
  };
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stream without an encoding gives buffers
    hash.update(chunk as Uint8Array);
  }
  return hash.digest('hex');
}
