import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { createEvidence } from '../../electron/engine/evidence/evidence.ts';
import { runImport } from '../../electron/engine/import/run.ts';
import { openCase } from '../../electron/engine/openCase.ts';
import { seeded } from '../bench/random.ts';
import { sharedFolder } from '../helpers/corpus.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const expected: readonly (readonly [folder: string, records: number])[] = [
  ['langfuse_abv', 605 * 6 + 40 + 305],
  ['arcane', 50 + 50 + 20 + 1 + 25 + 120],
  ['kore_agent_platform', 40 + 150 + 60],
  ['aws_cloudtrail/invictus_records', 2900],
];

for (const [name, records] of expected) {
  test(`samples/${name}: all ${records} records balance, and 1,000 random events lie where they say`, async (t) => {
    const given = sharedFolder(`samples/${name}`);
    if (given === null) {
      t.skip('the public samples are not beside the checkout');
      return;
    }
    const folder = path.join(temporaryFolder(t), 'samples.casebook');
    createEvidence(folder, { name: 'samples', author: 'test' }).close();
    const files = readdirSync(given)
      .filter((file) => file !== 'README.txt')
      .map((file) => ({ path: path.join(given, file), name: file }));
    const signal = new AbortController().signal;
    const { originals, failed } = await runImport(folder, files, {
      author: 'test',
      signal,
      onProgress: () => undefined,
    });
    const total = originals.reduce((sum, each) => sum + each.records.total, 0);
    assert.deepEqual({ failed, total }, { failed: [], total: records });
    for (const { records: counted, bytes } of originals) {
      assert.equal(
        counted.new + counted.duplicate + counted.conflicting + counted.rejected,
        counted.total,
      );
      assert.equal(bytes.header + bytes.records + bytes.separators + bytes.rejected, bytes.decoded);
    }
    const open = openCase(folder, { author: 'test' });
    t.after(() => open.close());
    const content = new Map(files.map((file) => [file.name, readFileSync(file.path)]));
    for (const original of open.evidence.originals()) {
      const bytes = content.get(original.name);
      assert(bytes);
      const out = createHash('sha256');
      for (const chunk of open.evidence.content(original)) out.update(chunk);
      assert.equal(out.digest('hex'), createHash('sha256').update(bytes).digest('hex'));
    }
    const random = seeded(4);
    for (let n = 0; n < 1000; n++) {
      const row = random.below(open.index.rows);
      const { event, bytes } = open.records.read(row);
      const file = content.get(open.original(event.original).name);
      assert.equal(
        Buffer.compare(
          Buffer.from(bytes),
          file?.subarray(event.offset, event.offset + event.length) ?? Buffer.alloc(0),
        ),
        0,
      );
      const { original, offset, length, part } = event;
      assert.deepEqual(open.readPlace({ original, offset, length, part }).event, event);
      assert.equal(open.index.text(row, 'action'), event.action);
      assert.equal(open.index.text(row, 'actorId'), event.actorId);
      assert.equal(open.index.time(row), event.time?.ms ?? NaN);
    }
  });
}
