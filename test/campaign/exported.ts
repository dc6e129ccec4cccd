import { readFileSync } from 'node:fs';

import Database from 'better-sqlite3';
import { z } from 'zod';

import type { ExportFormat } from '../../shared/exportFormat.ts';
import { naiveState } from './naiveEvents.ts';
import type { NaiveEvent } from './naiveEvents.ts';

/** What is exported of each event: fields from columns, a reference, a time, and both states. */
export const exportedColumns = [
  'event',
  'id',
  'occurredAt',
  'actorType',
  'actorEmail',
  'actorName',
  'action',
  'resourceName',
  'ip',
  'offset',
  'before',
  'after',
];

/** A row of an export as texts and nulls; states as JSON. */
export type ExportedRow = readonly (string | null)[];

export function naiveRow(event: NaiveEvent): ExportedRow {
  const state = (name: 'before' | 'after'): string | null => {
    const given = event[name];
    return naiveState(event, name) === null || given === null
      ? null
      : JSON.stringify(JSON.parse(given));
  };
  return exportedColumns.map((column) => {
    switch (column) {
      case 'event':
        return `E1-${event.offset}`;
      case 'id':
        return event.id;
      case 'occurredAt':
        return new Date(event.ms).toISOString();
      case 'offset':
        return String(event.offset);
      case 'before':
      case 'after':
        return state(column);
      default:
        return event.fields[column] ?? null;
    }
  });
}

const asText = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
const objectSchema = z.record(z.string(), z.unknown());
const fromObject = (value: unknown): ExportedRow => {
  const object = objectSchema.parse(value);
  return exportedColumns.map((column) => asText(object[column]));
};

/** RFC 4180; an empty cell stands for nothing. */
function fromCsv(text: string): readonly ExportedRow[] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu,
  )) {
    const cell = quoted ?? bare;
    row.push(cell === '' ? null : cell.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }
  const [head, ...rest] = rows;
  if (head?.join() !== exportedColumns.join()) throw new Error(`a head of ${head?.join()}`);
  return rest;
}

function fromSqlite(file: string): readonly ExportedRow[] {
  const db = new Database(file, { readonly: true });
  try {
    return db
      .prepare('SELECT * FROM event ORDER BY position')
      .all()
      .map((row) => fromObject(row));
  } finally {
    db.close();
  }
}

/** The campaign's own reading of each format that it knows. */
export const readExported: Readonly<
  Partial<Record<ExportFormat, (file: string) => readonly ExportedRow[]>>
> = {
  jsonl: (file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => fromObject(JSON.parse(line))),
  json: (file) =>
    z
      .array(z.unknown())
      .parse(JSON.parse(readFileSync(file, 'utf8')))
      .map(fromObject),
  csv: (file) => fromCsv(readFileSync(file, 'utf8')),
  sqlite: fromSqlite,
};
