import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openEvidence } from '../../../electron/engine/evidence/evidence.ts';
import { fileBeside, importFiles, langfuseLines, newCase } from '../../helpers/importedCase.ts';

test('after a refresh, only what the ledger has gained is read, and the originals it speaks of are others', async (t) => {
  const made = newCase(t);
  await importFiles(made, [
    fileBeside(made, 'a.jsonl', langfuseLines(0, 3)),
    fileBeside(made, 'b.jsonl', langfuseLines(3, 3)),
  ]);
  const reading = openEvidence(made, { readOnly: true });
  t.after(() => {
    reading.close();
  });
  const first = reading.originals();
  const writing = openEvidence(made, { readOnly: false });
  writing.append('export', { rows: 1 }, 'Ada');
  reading.refresh();
  assert.equal(reading.originals(), first);
  writing.append('set-aside', { original: 2, aside: true, reason: 'a draft' }, 'Ada');
  writing.close();
  reading.refresh();
  assert.deepEqual([...reading.asideOriginals()], [2]);
  assert.equal(reading.original(1), first[0]);
  assert.equal(reading.original(2)?.aside, 'a draft');
  await importFiles(made, [fileBeside(made, 'c.jsonl', langfuseLines(6, 3))]);
  assert.equal(reading.originals().length, 2);
  reading.refresh();
  const names = reading.originals().map(({ name, aside }) => [name, aside]);
  assert.deepEqual(names, [
    ['a.jsonl', null],
    ['b.jsonl', 'a draft'],
    ['c.jsonl', null],
  ]);
  const before = reading.originals();
  reading.forget();
  assert.deepEqual(reading.originals(), before);
});
