import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { reindexCase } from '../../../electron/engine/import/reindex.ts';
import { sharedFolder } from '../../helpers/corpus.ts';
import { assertBalanced, assertVerifies } from '../../helpers/importCounts.ts';
import { importFiles, newCase, printedEvents } from '../../helpers/importedCase.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

for (const name of ['langfuse_abv', 'arcane', 'kore_agent_platform']) {
  test(`every file of ${name} balances in records and bytes, and verifies`, async (t) => {
    const folder = sharedFolder(`samples/${name}`);
    if (folder === null) return t.skip('no samples here');
    const made = newCase(t);
    const files = readdirSync(folder).filter((file) => file !== 'README.txt');
    const result = await importFiles(
      made,
      files.map((file) => path.join(folder, file)),
    );
    assert.deepEqual(result.failed, []);
    assert.equal(result.originals.length, files.length);
    result.originals.forEach(assertBalanced);
    const before = await printedEvents(made);
    await assertVerifies(made);
    await reindexCase(made, quiet);
    assert.deepEqual(await printedEvents(made), before);
    await assertVerifies(made);
  });
}
