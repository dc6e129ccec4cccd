import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

import { OriginalPages } from '../../electron/engine/originalPage.ts';
import type { OriginalLine, OriginalPageInput } from '../../shared/originalPage.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  withOpen,
} from '../helpers/importedCase.ts';

const all: OriginalPageInput = {
  search: '',
  grouping: 'none',
  folded: { all: false, but: [] },
  offset: 0,
  limit: 100,
};

/** Two imports: a folder with a day's archive each and one file that cannot be read in part; then one file. */
async function imported(t: TestContext): Promise<string> {
  const made = newCase(t);
  const bucket = path.join(path.dirname(made), 'bucket');
  for (const day of [1, 2]) {
    mkdirSync(path.join(bucket, `day ${day}`), { recursive: true });
    const file = path.join(bucket, `day ${day}`, 'log.jsonl.gz');
    writeFileSync(file, gzipSync(langfuseLines(day * 10, 3)));
  }
  await importFiles(made, [bucket]);
  await importFiles(made, [fileBeside(made, 'later.jsonl', `${langfuseLines(50, 2)}{"cut\n`)]);
  return made;
}

function told(line: OriginalLine): string {
  if (line.kind === 'group')
    return `${line.isFolded ? '+' : '-'} ${line.at === null ? line.label : 'import'}: ${line.files}, ${line.records.new} new`;
  return `${'  '.repeat(line.depth)}E${line.info.original} ${line.info.name}`;
}

test('lists evidence files as they came, what a container held right below it, and grouped as asked', async (t) => {
  const made = await imported(t);
  await withOpen(made, (open) => {
    const pages = new OriginalPages();
    const page = (input: Partial<OriginalPageInput>): readonly string[] =>
      pages.page(open.evidence.originals(), { ...all, ...input }).lines.map(told);
    assert.deepEqual(page({}), [
      'E1 bucket/day 1/log.jsonl.gz',
      '  E2 bucket/day 1/log.jsonl',
      'E3 bucket/day 2/log.jsonl.gz',
      '  E4 bucket/day 2/log.jsonl',
      'E5 later.jsonl',
    ]);
    assert.deepEqual(page({ grouping: 'import', folded: { all: true, but: ['3'] } }), [
      '+ import: 4, 6 new',
      '- import: 1, 2 new',
      'E5 later.jsonl',
    ]);
    assert.deepEqual(page({ grouping: 'folder', folded: { all: true, but: [] } }), [
      '+ bucket/day 1: 2, 3 new',
      '+ bucket/day 2: 2, 3 new',
      '+ Without a folder: 1, 2 new',
    ]);
    assert.deepEqual(page({ offset: 1, limit: 2 }), [
      '  E2 bucket/day 1/log.jsonl',
      'E3 bucket/day 2/log.jsonl.gz',
    ]);
  });
});

test('finds evidence files by name, product, reference and hash, every word of them', async (t) => {
  const made = await imported(t);
  await withOpen(made, (open) => {
    const pages = new OriginalPages();
    const originals = open.evidence.originals();
    const found = (search: string): readonly string[] =>
      pages.page(originals, { ...all, search }).lines.map((line) => told(line).trim());
    assert.deepEqual(found('DAY langfuse 2/log'), ['E4 bucket/day 2/log.jsonl']);
    assert.deepEqual(found(originals[0]?.sha256 ?? ''), ['E1 bucket/day 1/log.jsonl.gz']);
    assert.deepEqual(found('e5'), ['E5 later.jsonl']);
    assert.equal(pages.page(originals, all).first?.original, 5);
    assert.equal(pages.page(originals, { ...all, search: 'day' }).first?.original, 2);
    assert.equal(pages.page(originals, { ...all, search: 'nowhere' }).first, null);
  });
});
