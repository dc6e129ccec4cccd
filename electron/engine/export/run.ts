import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';

import type { JsonValue } from '../../../shared/event.ts';
import type { ExportResult } from '../../../shared/eventPage.ts';
import type { ExportFormat } from '../../../shared/exportFormat.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { fieldPath } from '../../../shared/field.ts';
import { formatFilterText } from '../../../shared/filterText.ts';
import { pointerGet } from '../../../shared/jsonPointer.ts';
import type { View } from '../../../shared/view.ts';
import { fieldValue } from '../eventFields.ts';
import { toEventRow } from '../eventRow.ts';
import { syncFolder } from '../evidence/packWriter.ts';
import type { OpenCase } from '../openCase.ts';
import type { StoredRecord } from '../recordReader.ts';
import type { TaskProgress } from '../workerTask.ts';
import { areInColumns, columnEvent } from './columnEvents.ts';
import { csvWriter } from './writers/csvWriter.ts';
import { jsonLinesWriter, jsonWriter } from './writers/jsonWriter.ts';
import { sqliteWriter } from './writers/sqliteWriter.ts';
import type { ExportColumn, ExportWriter } from './writers/writer.ts';

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

const sliceMs = 12;
const flushBytes = 1024 * 1024;

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
    const rows =
      request.format === 'sqlite'
        ? await writeSqlite(open, request, partial, options)
        : await writeText(open, request, partial, textWriter(request), options);
    const sha256 = await hashFile(partial);
    const { size } = await stat(partial);
    await rename(partial, request.path);
    syncFolder(path.dirname(request.path));
    open.appendLedger('export', {
      file: path.basename(request.path),
      format: request.format,
      exact: request.exact,
      filter: formatFilterText(request.view.filter),
      sort: request.view.sort.map(({ field, desc }) => (desc ? `${field}:desc` : field)),
      columns: request.columns.map(({ field }) => field),
      zone: request.view.zone,
      rows,
      bytes: size,
      sha256,
      notes: open.notes.head(),
    });
    return { rows, bytes: size, sha256 };
  } catch (thrown) {
    await rm(partial, { force: true });
    throw asExpected(thrown, request.path);
  }
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

function textWriter({ format, columns, exact }: ExportRequest): ExportWriter {
  switch (format) {
    case 'json':
      return jsonWriter(columns);
    case 'jsonl':
      return jsonLinesWriter(columns);
    case 'csv':
      return csvWriter(columns, exact);
    case 'sqlite':
      throw new Error('a database is no text');
    default:
      throw new Error(`unknown format ${String(format satisfies never)}`);
  }
}

type Exported = Pick<StoredRecord, 'event' | 'value'>;

/**
 * Each event of the view in its order, with what is asked of it, yielding to other calls every few milliseconds. Records are read
 * only for what is not in columns.
 */
export async function* viewRecords(
  open: OpenCase,
  view: View,
  fields: readonly string[],
  signal: AbortSignal,
  onRow: (done: number, total: number) => void,
  { offset = 0, limit = Infinity } = {},
): AsyncGenerator<Exported> {
  const read = areInColumns(fields)
    ? (row: number): Exported => ({ event: columnEvent(open.index, row), value: null })
    : (row: number): Exported => open.records.read(row);
  const rows = await open.query.rows(view.filter, view.sort, view.zone, signal);
  const end = Math.min(rows.count, offset + limit);
  let sliceEnds = performance.now() + sliceMs;
  for (let i = offset; i < end; i++) {
    if (performance.now() > sliceEnds) {
      onRow(i, rows.count);
      await setImmediate();
      signal.throwIfAborted();
      sliceEnds = performance.now() + sliceMs;
    }
    yield read(rows.at(i));
  }
  onRow(end, end);
}

/** A column's value as it is exported. */
export function columnValue(
  stored: Exported,
  field: string,
  zone: string,
  volatile: readonly string[],
): JsonValue | undefined {
  const at = fieldPath(field);
  if (at && at.root !== 'details') {
    const root =
      at.root === 'raw'
        ? stored.value
        : at.root === 'before'
          ? stored.event.before
          : stored.event.after;
    return root === undefined ? undefined : pointerGet(root, at.path);
  }
  if (field === 'change')
    return (
      toEventRow(stored.event, ['change'], zone, { volatile, value: undefined }).cells['change'] ??
      null
    );
  return fieldValue(stored.event, field, zone);
}

async function writeText(
  open: OpenCase,
  request: ExportRequest,
  partial: string,
  writer: ExportWriter,
  options: Options,
): Promise<number> {
  const file = await openFile(partial, 'wx', 0o600);
  try {
    let pending = writer.begin();
    let bytes = 0;
    let rows = 0;
    const flush = async (): Promise<void> => {
      bytes += await writeAll(file, pending);
      pending = '';
    };
    const progress = reporter(request.path, options, () => bytes);
    for await (const stored of requestedRecords(open, request, options.signal, progress)) {
      pending += writer.row(valuesOf(open, stored, request));
      rows++;
      if (pending.length > flushBytes) await flush();
    }
    pending += writer.end();
    await flush();
    await file.sync();
    return rows;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, text: string): Promise<number> {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written);
    written += bytesWritten;
  }
  return bytes.length;
}

async function writeSqlite(
  open: OpenCase,
  request: ExportRequest,
  partial: string,
  options: Options,
): Promise<number> {
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
    return rows;
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
  onRow: (done: number, total: number) => void,
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

function reporter(
  file: string,
  options: Options,
  bytes: () => number,
): (done: number, total: number) => void {
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
