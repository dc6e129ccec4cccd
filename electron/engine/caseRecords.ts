import { CaseEvents } from './caseEvents.ts';
import { openIndex } from './columns/caseIndex.ts';
import type { CaseIndex } from './columns/caseIndex.ts';
import { openEvidence } from './evidence/evidence.ts';
import type { OriginalFile, RecordReader } from './recordReader.ts';

/** A case's records for a thread that only reads. */
export type CaseRecords = {
  readonly index: CaseIndex;
  readonly records: RecordReader;
  /** JSON Pointers of what changes on every write in an original's states. */
  readonly volatileOf: (original: number) => readonly string[];
  close(): void;
};

export function openCaseRecords(folder: string): CaseRecords {
  const evidence = openEvidence(folder, { readOnly: true });
  const index = openIndex(folder);
  const interpretations = new Map(
    evidence.originals().map(({ id, interpretation }) => [id, interpretation]),
  );
  const fileOf = (original: number): OriginalFile | null => evidence.original(original) ?? null;
  const events = new CaseEvents({
    read: (original, offset, length) => evidence.read(original, offset, length),
    interpretation(original) {
      const found = interpretations.get(original);
      if (!found) throw new Error(`E${original} has no interpretation`);
      return found;
    },
    fileOf,
  });
  return {
    index,
    records: {
      read: (row, wanted) => events.readPlace(index.place(row), wanted),
      readPlace: events.readPlace.bind(events),
      fileOf,
    },
    volatileOf: (original) => interpretations.get(original)?.mapping.volatile ?? [],
    close() {
      index.close();
      evidence.close();
    },
  };
}
