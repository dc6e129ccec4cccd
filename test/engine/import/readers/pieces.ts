import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { createReader } from '../../../../electron/engine/import/readers/create.ts';
import type { PieceKind, ReaderSpec } from '../../../../electron/engine/import/readers/reader.ts';
import { parseRecord } from '../../../../electron/engine/import/readers/record.ts';

export type Piece = {
  readonly kind: PieceKind;
  readonly length: number;
  readonly text: string;
  readonly reason: string | null;
};

/** The pieces of a content given in chunks of `size` bytes; each chunk is overwritten afterwards, as a file's buffer would be. */
export function readPieces(
  spec: ReaderSpec,
  content: Uint8Array,
  size = 64 * 1024,
  limit?: number,
): Piece[] {
  const pieces: Piece[] = [];
  const reader = createReader(
    spec,
    (kind, length, utf8, reason) => {
      pieces.push({ kind, length, text: Buffer.from(utf8).toString(), reason: reason ?? null });
    },
    limit,
  );
  for (let at = 0; at < content.length; at += size) {
    const chunk = new Uint8Array(content.subarray(at, at + size));
    reader.push(chunk);
    chunk.fill(0x7e);
  }
  reader.end();
  return pieces;
}

export function totalLength(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** One line a piece: `record {"a":1}`, `rejected x (reason)`; white space shown as in JSON. */
export function shown(pieces: readonly Piece[]): string[] {
  return pieces.map(({ kind, text, reason }) => {
    const quoted = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
    return `${kind} ${quoted}${reason === null ? '' : ` (${reason})`}`;
  });
}

export function csvSpec(header: string, delimiter: ',' | ';' | '\t' = ','): ReaderSpec {
  const names = header.split(delimiter);
  return {
    name: 'csv',
    version: 1,
    encoding: 'utf-8',
    delimiter,
    header: names,
    headerAsWritten: names,
  };
}

export function jsonSpec(
  name: 'json-array' | 'json-object' | 'json-lines' | 'json-concatenated',
): ReaderSpec {
  return { name, version: 1, encoding: 'utf-8' };
}

export function wrapperSpec(key: string): ReaderSpec {
  return { name: 'json-wrapper', version: 1, encoding: 'utf-8', key };
}

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

/** A record that is an object, as name and value pairs in their order. */
export function memberList(spec: ReaderSpec, record: string | Uint8Array): [string, unknown][] {
  const { value } = parseRecord(spec, Buffer.from(record));
  assert.ok(typeof value === 'object' && value !== null);
  return Object.entries(value);
}
