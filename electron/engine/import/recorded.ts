import { createHash } from 'node:crypto';

import type { ImportedOriginal } from '../../../shared/importResult.ts';
import type { RecordedOriginal } from '../evidence/importEntry.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { RecordTree } from '../evidence/recordTree.ts';
import type { OpenedFile } from './givenFile.ts';
import type { Wishes } from './recognise.ts';

const noRecords = { total: 0, new: 0, duplicate: 0, conflicting: 0, rejected: 0 };
const noBytes = { total: 0, decoded: 0, header: 0, records: 0, separators: 0, rejected: 0 };
const nothing = {
  interpretation: null,
  eventsDigest: null,
  events: 0,
  records: noRecords,
  from: null,
  to: null,
  precisions: [],
};

/** A file as it was given. */
export type Given = {
  readonly file: OpenedFile & Wishes;
  /** Hex, of its bytes; null as long as nobody needed it. */
  sha256: string | null;
};

/** An archive: an original without records. */
export function containerRecord(
  id: number,
  file: OpenedFile,
  sha256: string,
  refused: readonly { readonly name: string; readonly reason: string }[],
): RecordedOriginal {
  return {
    ...nothing,
    id,
    name: file.name,
    sha256,
    bytes: { ...noBytes, total: file.size },
    warnings: refused.map(({ name, reason }) => `${name}: not read: ${reason}`),
  };
}

/** A content of 0 bytes. */
export function emptyContent(
  id: number,
  name: string,
): { recorded: RecordedOriginal; tree: ReturnType<RecordTree['finish']> } {
  return {
    tree: new RecordTree().finish(),
    recorded: {
      ...nothing,
      id,
      name,
      sha256: createHash('sha256').digest('hex'),
      bytes: noBytes,
      warnings: [
        'empty file, 0 bytes: some products write an export without rows so; ask whether rows were expected',
      ],
    },
  };
}

/** What the one who imports is told of an original. */
export function resultOf(recorded: RecordedOriginal, seconds: number): ImportedOriginal {
  return {
    original: `E${recorded.id}`,
    name: recorded.name,
    sha256: recorded.sha256,
    source: recorded.interpretation?.mapping.source ?? null,
    reader: recorded.interpretation?.reader.name ?? null,
    events: recorded.events,
    records: recorded.records,
    bytes: recorded.bytes,
    warnings: recorded.warnings,
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

/** An original of the case or of the running job, as far as it tells of a file that is given again. */
export type Known = Pick<RecordedOriginal, 'id' | 'name' | 'sha256' | 'events'> & {
  readonly interpretation: Interpretation | null;
  readonly records: ImportedOriginal['records'];
  readonly bytes: ImportedOriginal['bytes'];
};

/** The same for a file that is in the case already, byte for byte. */
export function sameAgain(original: Known): ImportedOriginal {
  const { total, rejected } = original.records;
  return {
    original: `E${original.id}`,
    name: original.name,
    sha256: original.sha256,
    source: original.interpretation?.mapping.source ?? null,
    reader: original.interpretation?.reader.name ?? null,
    events: original.events,
    records: { total, new: 0, duplicate: total - rejected, conflicting: 0, rejected },
    bytes: original.bytes,
    warnings: [`the same bytes are in the case already, as E${original.id}: nothing was added`],
    seconds: 0,
  };
}
