import assert from 'node:assert/strict';

import type { ImportedOriginal, ImportResult } from '../../shared/importResult.ts';
import { verify } from './importedCase.ts';

export type Counts = readonly [
  total: number,
  fresh: number,
  duplicate: number,
  conflicting: number,
  rejected: number,
];

/** The records of each original of an import. */
export function countsOf(result: ImportResult): readonly Counts[] {
  return result.originals.map(({ records: r }) => [
    r.total,
    r.new,
    r.duplicate,
    r.conflicting,
    r.rejected,
  ]);
}

/** Every record and every byte is accounted for. */
export function assertBalanced({ name, records, bytes }: ImportedOriginal): void {
  assert.deepEqual(
    {
      name,
      records: records.new + records.duplicate + records.conflicting + records.rejected,
      bytes: bytes.header + bytes.records + bytes.separators + bytes.rejected,
    },
    { name, records: records.total, bytes: bytes.decoded },
  );
}

export async function assertVerifies(made: string): Promise<void> {
  const { problems } = await verify(made);
  assert.deepEqual(problems, []);
}
