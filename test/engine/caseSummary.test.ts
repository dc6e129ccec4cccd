import assert from 'node:assert/strict';
import { test } from 'node:test';

import { caseSummary } from '../../electron/engine/caseSummary.ts';
import { verificationWords } from '../../renderer/ui/verificationWords.ts';
import { everything } from '../../shared/filter.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  verify,
  withOpen,
} from '../helpers/importedCase.ts';

test('a case says how many of its events no view shows, as their files are set aside', async (t) => {
  const made = newCase(t);
  // Two of three are in the first file already.
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 3))]);
  await importFiles(made, [fileBeside(made, 'b.jsonl', langfuseLines(1, 3))]);
  await withOpen(made, async (one) => {
    const told = async () => {
      const { events, eventsAside } = one.info();
      const { signal } = new AbortController();
      return [events, eventsAside, await one.query.count(everything, 'UTC', signal)];
    };
    assert.deepEqual(await told(), [4, 0, 4]);
    one.setAside(2, true, 'given twice');
    assert.deepEqual(await told(), [4, 1, 3]);
    one.setAside(2, false, '');
    assert.deepEqual(await told(), [4, 0, 4]);
  });
});

test('a recent case says of its check what the open case says, also when what came after it was set aside', async (t) => {
  const made = newCase(t);
  const summary = (): string => {
    const told = caseSummary(made);
    return verificationWords(told, told.latestImport, 'UTC').text;
  };
  const open = (): Promise<string> =>
    withOpen(made, (one) => {
      const info = one.info();
      return verificationWords(info, info.latestImport, 'UTC').text;
    });
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 3))]);
  await verify(made);
  assert.match(summary(), /everything verifies$/u);
  assert.equal(summary(), await open());
  await importFiles(made, [fileBeside(made, 'b.jsonl', langfuseLines(10, 3))]);
  await withOpen(made, (one) => one.setAside(2, true, 'given by mistake'));
  assert.match(summary(), /^evidence was added after the full check of /u);
  assert.equal(summary(), await open());
});
