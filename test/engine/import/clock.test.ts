import assert from 'node:assert/strict';
import { test } from 'node:test';

import { interpretAgain } from '../../../electron/engine/import/reindex.ts';
import { ledgerSummary } from '../../../electron/engine/ledgerSummary.ts';
import { parseFilterText } from '../../../shared/filterText.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  verify,
  withOpen,
} from '../../helpers/importedCase.ts';

const { signal } = new AbortController();

test('a clock that is known to be wrong is corrected for one file, on record, verifiable, and taken back', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'fast.jsonl', langfuseLines(0, 5))]);
  await importFiles(made, [fileBeside(made, 'right.jsonl', langfuseLines(10, 2))]);
  const before = await eventsOf(made);
  const mapping = await withOpen(made, (open) => open.original(1).interpretation?.mapping);
  if (!mapping) throw new Error('not read');
  const read = (clockMs: number | undefined) =>
    interpretAgain(
      made,
      {
        author: 'Test Auditor',
        original: 1,
        mapping: {
          ...mapping,
          time: { ...mapping.time, ...(clockMs !== undefined && { clockMs }) },
        },
        zone: null,
      },
      { signal, onProgress: () => undefined },
    );
  const { warnings } = await read(-200_000);
  assert.deepEqual(warnings, ['clock corrected: −3 min 20 s added to every time']);
  const corrected = await eventsOf(made);
  for (const event of corrected) {
    const logged = before.find((each) => each.id === event.id);
    const isFast = event.original === 1;
    assert.equal(event.time?.ms, (logged?.time?.ms ?? 0) - (isFast ? 200_000 : 0));
    assert.equal(event.occurredAtRaw, logged?.occurredAtRaw);
    assert.equal(event.flags.includes('clock corrected'), isFast);
  }
  await withOpen(made, async (open) => {
    const count = (text: string): Promise<number> =>
      open.query.count(parseFilterText(text), 'UTC', signal);
    assert.equal(await count('occurredAt < "2026-06-18 12:00"'), 4);
    assert.equal(await count('flags = "clock corrected"'), 5);
    assert.equal(
      open.evidence
        .ledger()
        .map((row) => ledgerSummary(row).summary)
        .at(-1),
      'How E1 is read was changed: −3 min 20 s added to every time',
    );
  });
  assert.equal((await verify(made)).ok, true);
  await read(undefined);
  assert.deepEqual(await eventsOf(made), before);
  assert.equal((await verify(made)).ok, true);
});
