import assert from 'node:assert/strict';
import { readFileSync, truncateSync } from 'node:fs';
import { test } from 'node:test';
import { createGzip, gzipSync } from 'node:zlib';

import { ZipFile } from 'yazl';

import { assertBalanced, assertVerifies, countsOf } from '../../helpers/importCounts.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseLines,
  langfuseRecord,
  newCase,
} from '../../helpers/importedCase.ts';

test('a gzip gives its content as an original of its own; cut short, what is good of it', async (t) => {
  const made = newCase(t);
  const whole = fileBeside(made, 'a.jsonl.gz', gzipSync(langfuseLines(0, 2000)));
  const cut = fileBeside(made, 'b.jsonl.gz', gzipSync(langfuseLines(5000, 30_000)));
  truncateSync(cut, readFileSync(cut).length >> 1);
  const result = await importFiles(made, [whole, cut]);
  const [, inside, , good] = result.originals;
  assert(inside && good);
  assert.deepEqual([inside.name, inside.records.new], ['a.jsonl', 2000]);
  assert(good.records.new > 1000 && good.records.new < 30_000);
  assert.match(good.warnings.join(), /bytes of its content are good/u);
  result.originals.forEach(assertBalanced);
  await assertVerifies(made);
});

async function zip(
  members: readonly (readonly [name: string, content: Uint8Array])[],
): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of members) file.addBuffer(Buffer.from(content), name);
  file.end();
  const parts: Buffer[] = [];
  for await (const part of file.outputStream) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stream of buffers
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

test('a zip gives each member that is a log, a gzip in it too, and says why the others are not read', async (t) => {
  const made = newCase(t);
  const archive = await zip([
    ['a.jsonl', Buffer.from(langfuseLines(0, 5))],
    ['picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['b.jsonl.gz', gzipSync(langfuseLines(10, 7))],
    ['inner.zip', await zip([['c.jsonl', Buffer.from(langfuseLines(20, 5))]])],
  ]);
  const result = await importFiles(made, [fileBeside(made, 'all.zip', archive)]);
  assert.deepEqual(
    result.originals.map(({ name, records }) => [name, records.new]),
    [
      ['all.zip', 0],
      ['all.zip ▸ a.jsonl', 5],
      ['all.zip ▸ b.jsonl.gz', 7],
    ],
  );
  const warnings = result.originals[0]?.warnings.join('\n') ?? '';
  assert.match(warnings, /inner\.zip/u);
  assert.match(warnings, /picture\.png/u);
  await assertVerifies(made);
});

test('a gzip that expands without end is refused, and leaves nothing of its events behind', async (t) => {
  const made = newCase(t);
  const line = `${JSON.stringify(langfuseRecord('bomb'))}\n`;
  const many = Buffer.from(line.repeat(Math.ceil(2 ** 20 / line.length)));
  const gz = createGzip({ level: 9 });
  const parts: Buffer[] = [];
  gz.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => gz.once('end', resolve));
  // Distinct ids come first, so that events are in the index when the limit strikes.
  gz.write(langfuseLines(0, 50));
  for (let i = 0; i < 80; i++) gz.write(Buffer.alloc(many.length, ' '));
  gz.end();
  await ended;
  const bomb = fileBeside(made, 'bomb.jsonl.gz', Buffer.concat(parts));
  const good = fileBeside(made, 'good.jsonl', langfuseLines(100, 3));
  const before = process.memoryUsage().rss;
  const result = await importFiles(made, [bomb, good]);
  const grown = process.memoryUsage().rss - before;
  assert.deepEqual(countsOf(result), [[3, 3, 0, 0, 0]]);
  assert.match(result.failed[0]?.reason ?? '', /decompression bomb/u);
  assert.deepEqual(
    (await eventsOf(made)).map(({ id }) => id),
    ['id-100', 'id-101', 'id-102'],
  );
  assert(grown < 400 * 2 ** 20, `grew by ${grown} bytes`);
  await assertVerifies(made);
});
