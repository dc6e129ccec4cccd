import { listText, targetsText } from '../columns/listText.ts';
import type { RecordReader } from '../recordReader.ts';
import { someLeaf } from './leaves.ts';
import { indexedText } from './tokens.ts';

/** What the second pass reads of a run of rows, a list each: entries of the columns `changed` and `targets`, and the texts to search. */
export type RowFacts = {
  readonly changed: readonly (string | null)[];
  readonly targets: readonly (string | null)[];
  readonly bodies: readonly string[];
};

/** Gives what it finds in so many rows from one on. */
export type FactReader = (firstRow: number, rows: number) => Promise<RowFacts>;

const wanted = { changed: true, more: false, recordHash: false, bytesSha256: false };

export function factsOf(records: RecordReader, firstRow: number, rows: number): RowFacts {
  const changed: (string | null)[] = [];
  const targets: (string | null)[] = [];
  const bodies: string[] = [];
  for (let row = firstRow; row < firstRow + rows; row++) {
    const { event, value } = records.read(row, wanted);
    changed.push(listText(event.changed));
    targets.push(targetsText(event.targets));
    const leaves: string[] = [];
    someLeaf(value, (text) => {
      leaves.push(indexedText(text));
      return false;
    });
    bodies.push(leaves.join('\n'));
  }
  return { changed, targets, bodies };
}
