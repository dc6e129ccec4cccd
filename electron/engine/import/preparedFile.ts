import { hash } from 'node:crypto';

import type { Interpretation } from '../evidence/interpretation.ts';
import { readCut } from './blockQueue.ts';
import type { ReadBlock } from './blockQueue.ts';
import { gunzipWhole } from './containers.ts';
import { RecordCutter } from './cutRecords.ts';
import type { CutBytes } from './cutRecords.ts';
import { detectFormat, sniffContainer } from './detect.ts';
import { openGiven } from './givenFile.ts';
import type { GivenFile, OpenedFile } from './givenFile.ts';
import { BatchReader } from './readBatch.ts';
import { firstRecords } from './recognise.ts';
import { shapeOf, shapeRecords } from './recognitions.ts';

/** A small file, read and hashed; and its records, where its shape is known already. */
export type PreparedFile = {
  readonly opened: OpenedFile & { readonly whole: Buffer<ArrayBuffer> };
  /** Hex SHA-256 of the file as given. */
  readonly sha256: string;
  /** Null where the file is in the case already, or its shape is not known yet: it is read in the usual way then. */
  readonly read: PreparedContent | null;
};

export type PreparedContent = {
  readonly container: 'plain' | 'gzip';
  /** Decoded. */
  readonly content: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  /** Which of the told shapes it has. */
  readonly shape: string;
  readonly blocks: readonly ReadBlock[];
  readonly bytes: CutBytes;
};

/** Reads small files by what it was told so far. */
export class FilePreparer {
  readonly #known: ReadonlySet<string>;
  readonly #readers = new Map<string, { interpretation: Interpretation; reader: BatchReader }>();

  /** `known`: hex SHA-256 of files that need not be read. */
  constructor(known: ReadonlySet<string>) {
    this.#known = known;
  }

  learn(shape: string, interpretation: Interpretation): void {
    this.#readers.set(shape, { interpretation, reader: new BatchReader(interpretation) });
  }

  /** Null for a file that is not small, or that cannot be opened: whoever asks finds out why. */
  prepare(file: GivenFile): PreparedFile | null {
    const opened = openOrNull(file);
    if (!opened?.whole) return null;
    const { whole } = opened;
    const sha256 = hash('sha256', whole, 'hex');
    const prepared = { opened: { ...opened, whole }, sha256, read: null };
    return this.#known.has(sha256)
      ? prepared
      : { ...prepared, read: this.#content(whole, file.name) };
  }

  #content(whole: Buffer<ArrayBuffer>, name: string): PreparedContent | null {
    const container = sniffContainer(whole);
    if (container !== 'plain' && container !== 'gzip') return null;
    const unpacked = container === 'gzip' ? gunzipWhole(whole) : whole;
    if (unpacked === null || unpacked.length === 0) return null;
    const content = new Uint8Array(unpacked);
    const format = detectFormat(content, true, name);
    if ('problem' in format || format.warnings.length > 0) return null;
    const { spec } = format;
    if (!spec.name.startsWith('json-')) return null;
    const shape = shapeOf(firstRecords(spec, content, shapeRecords), spec);
    const known = shape === null ? undefined : this.#readers.get(shape);
    if (shape === null || !known) return null;
    const blocks: ReadBlock[] = [];
    const cutter = new RecordCutter(known.interpretation.reader, (cut) => {
      blocks.push(readCut(cut, known.reader.read(cut.batch)));
    });
    cutter.push(content);
    cutter.end();
    const sha256 = hash('sha256', content, 'hex');
    return { container, content, sha256, shape, blocks, bytes: cutter.bytes };
  }
}

function openOrNull(file: GivenFile): OpenedFile | null {
  try {
    return openGiven(file);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return null;
    throw thrown;
  }
}
