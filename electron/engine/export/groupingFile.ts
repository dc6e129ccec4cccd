import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { ExportResult } from '../../../shared/eventPage.ts';
import { findField } from '../../../shared/field.ts';
import { formatFilterText } from '../../../shared/filterText.ts';
import type { GroupingInput } from '../../../shared/grouping.ts';
import type { OpenCase } from '../openCase.ts';
import { csvWriter } from './writers/csvWriter.ts';
import { rowText } from './writers/writer.ts';

/** Writes every group as a row of CSV: value, count, first, last (UTC). The ledger keeps what left the case. */
export async function writeGrouping(
  open: OpenCase,
  file: string,
  input: Omit<GroupingInput, 'limit'>,
  signal: AbortSignal,
): Promise<ExportResult> {
  const { groups } = await open.query.grouping({ ...input, limit: Infinity }, signal);
  const headers = [
    findField(input.field)?.label ?? input.field,
    'Events',
    'First (UTC)',
    'Last (UTC)',
  ];
  const writer = csvWriter(
    headers.map((header) => ({ field: header, header })),
    false,
  );
  const rows = groups.map(({ value, count, first, last }) =>
    rowText(
      writer,
      [value ?? '(none)', String(count), first ?? '', last ?? ''].map((cell, column) =>
        writer.cell(column, cell),
      ),
    ),
  );
  const text = `${writer.begin}${rows.join(writer.between)}${writer.end(rows.length)}`;
  const bytes = Buffer.from(text);
  await writeFile(file, bytes, { mode: 0o600 });
  const written = {
    rows: groups.length,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  open.appendLedger('export', {
    file: path.basename(file),
    format: 'csv',
    filter: formatFilterText(input.filter),
    groupedBy: input.field,
    zone: input.zone,
    ...written,
  });
  return written;
}
