import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

import { reindexCase } from '../../../electron/engine/import/reindex.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  printedEvents,
  verify,
  withOpen,
} from '../../helpers/importedCase.ts';

const files = 210;
const eachHolds = 3;

function linesOf(file: number): string {
  return langfuseLines(file * eachHolds, eachHolds);
}

/** A bucket copy in small: a folder for each ten files, every fifth file not compressed, one damaged, one empty, one no log. */
function bucket(t: TestContext): { made: string; folder: string } {
  const made = newCase(t);
  const folder = path.join(path.dirname(made), 'bucket');
  for (let file = 0; file < files; file++) {
    const day = path.join(folder, `day ${String(Math.floor(file / 10)).padStart(2, '0')}`);
    mkdirSync(day, { recursive: true });
    const name = `log-${String(file).padStart(3, '0')}.jsonl`;
    if (file % 5 === 0) writeFileSync(path.join(day, name), linesOf(file));
    else writeFileSync(path.join(day, `${name}.gz`), gzipSync(linesOf(file)));
  }
  writeFileSync(path.join(folder, 'day 00', 'damaged.jsonl.gz'), damaged());
  writeFileSync(path.join(folder, 'day 00', 'empty.json'), '');
  writeFileSync(path.join(folder, 'day 00', 'picture.png'), '\x89PNG\r\n\x1a\n');
  return { made, folder };
}

function damaged(): Buffer {
  const whole = gzipSync(langfuseLines(5000, 400));
  return whole.subarray(0, whole.length - 20);
}

test('a folder of many small files becomes the events that its lines hold, in order, in one pack', async (t) => {
  const { made, folder } = bucket(t);
  const result = await importFiles(made, [folder]);
  assert.deepEqual(
    result.failed.map(({ name }) => path.basename(name)),
    ['picture.png'],
  );
  const ids = new Set((await eventsOf(made)).map(({ id }) => id));
  for (let at = 0; at < files * eachHolds; at++)
    assert.ok(ids.has(`id-${at}`), `id-${at} is missing`);
  const torn = result.originals.find(({ name }) => name.endsWith('damaged.jsonl'));
  assert.match(torn?.warnings.join(' ') ?? '', /damaged|cut short/u);
  assert.equal(
    result.originals
      .filter(({ source }) => source !== null)
      .every(({ source }) => source === 'langfuse'),
    true,
  );
  assert.deepEqual(readdirSync(path.join(made, 'evidence')), ['0001.pack']);
  assert.deepEqual((await verify(made)).problems, []);
});

test('a folder given again adds nothing but what it has gained', async (t) => {
  const { made, folder } = bucket(t);
  await importFiles(made, [folder]);
  const before = (await eventsOf(made)).length;
  writeFileSync(path.join(folder, 'day 20', 'log-new.jsonl.gz'), gzipSync(linesOf(files)));
  const again = await importFiles(made, [folder]);
  assert.equal(
    again.originals.reduce((sum, { records }) => sum + records.new, 0),
    eachHolds,
  );
  assert.equal((await eventsOf(made)).length, before + eachHolds);
  await withOpen(made, (open) => {
    const added = open.evidence.originals().filter(({ importedSeq }) => importedSeq === 3);
    assert.deepEqual(
      added.map(({ name }) => path.basename(name)),
      ['log-new.jsonl.gz', 'log-new.jsonl'],
    );
  });
  assert.deepEqual((await verify(made)).problems, []);
});

test('many files are read as each of them alone is', async (t) => {
  const { made, folder } = bucket(t);
  await importFiles(made, [folder]);
  const alone = newCase(t);
  for (let day = 0; day < files / 10; day++)
    await importFiles(alone, [path.join(folder, `day ${String(day).padStart(2, '0')}`)]);
  const comparable = async (of: string): Promise<unknown> =>
    (await printedEvents(of)).map(({ event: _e, original: _o, originalName: _n, ...rest }) => rest);
  assert.deepEqual(await comparable(made), await comparable(alone));
  const before = await printedEvents(made);
  await reindexCase(made, { signal: new AbortController().signal, onProgress: () => undefined });
  assert.deepEqual(await printedEvents(made), before);
});

test('an archive in the pack comes out as it was given', async (t) => {
  const { made, folder } = bucket(t);
  await importFiles(made, [folder]);
  const [archive] = await withOpen(made, (open) =>
    open.evidence
      .originals()
      .filter(({ container, parent }) => container === 'gzip' && parent === null),
  );
  assert.equal(archive?.keptAs, null);
  assert.equal(archive?.bytes.total, archive?.decodedBytes);
  const given = readFileSync(path.join(folder, 'day 00', path.basename(archive?.name ?? '')));
  const kept = await withOpen(made, (open) =>
    open.evidence.read(archive?.id ?? 0, 0, archive?.decodedBytes ?? 0),
  );
  assert.ok(kept.equals(given));
});

test('cancelling among many files leaves the case as it was', async (t) => {
  const { made, folder } = bucket(t);
  fileBeside(made, 'x', '');
  const controller = new AbortController();
  let heard = 0;
  await assert.rejects(
    importFiles(made, [folder], {}, controller.signal, () => {
      if (++heard === 50) controller.abort();
    }),
  );
  assert.deepEqual(readdirSync(path.join(made, 'evidence')), []);
  assert.deepEqual(await eventsOf(made), []);
});
