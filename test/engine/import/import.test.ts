import assert from 'node:assert/strict';
import { readFileSync, readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createGzip, gzipSync } from 'node:zlib';

import { ZipFile } from 'yazl';

import { parseRecord, recordText } from '../../../electron/engine/import/readers/record.ts';
import { reindexCase } from '../../../electron/engine/import/reindex.ts';
import type { ImportedOriginal, ImportResult } from '../../../shared/importResult.ts';
import { sharedFolder } from '../../helpers/corpus.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseLines,
  langfuseRecord,
  newCase,
  printedEvents,
  verify,
  withOpen,
} from '../../helpers/importedCase.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

type Counts = readonly [
  total: number,
  fresh: number,
  duplicate: number,
  conflicting: number,
  rejected: number,
];

function countsOf(result: ImportResult): readonly Counts[] {
  return result.originals.map(({ records: r }) => [
    r.total,
    r.new,
    r.duplicate,
    r.conflicting,
    r.rejected,
  ]);
}

function assertBalanced({ name, records, bytes }: ImportedOriginal): void {
  assert.deepEqual(
    {
      name,
      records: records.new + records.duplicate + records.conflicting + records.rejected,
      bytes: bytes.header + bytes.records + bytes.separators + bytes.rejected,
    },
    { name, records: records.total, bytes: bytes.decoded },
  );
}

async function assertVerifies(made: string): Promise<void> {
  const { problems } = await verify(made);
  assert.deepEqual(problems, []);
}

test('the same file twice, under any name, adds nothing but a custody entry', async (t) => {
  const made = newCase(t);
  const one = fileBeside(made, 'one.jsonl', langfuseLines(0, 20));
  const two = fileBeside(made, 'two.jsonl', langfuseLines(0, 20));
  await importFiles(made, [one]);
  const before = await printedEvents(made);
  const again = await importFiles(made, [two]);
  assert.deepEqual(countsOf(again), [[20, 0, 20, 0, 0]]);
  assert.deepEqual(await printedEvents(made), before);
  await withOpen(made, (open) => {
    assert.equal(open.indexCovers(), true);
    assert.equal(open.evidence.originals().length, 1);
    assert.equal(open.evidence.ledger().length, 3);
  });
  assert.deepEqual(readdirSync(path.join(made, 'evidence')), ['0001.pack']);
  await assertVerifies(made);
});

test('files that overlap count each event once, within a job and between jobs', async (t) => {
  const made = newCase(t);
  const files = [langfuseLines(0, 20), langfuseLines(10, 20), langfuseLines(25, 10)].map(
    (lines, i) => fileBeside(made, `${i}.jsonl`, lines),
  );
  const first = await importFiles(made, files.slice(0, 2));
  const second = await importFiles(made, files.slice(2));
  assert.deepEqual(
    [...countsOf(first), ...countsOf(second)],
    [
      [20, 20, 0, 0, 0],
      [20, 10, 10, 0, 0],
      [10, 5, 5, 0, 0],
    ],
  );
  assert.equal((await eventsOf(made)).length, 35);
  await assertVerifies(made);
});

test('the same id with other content is a conflict: both are kept and flagged', async (t) => {
  const made = newCase(t);
  const one = fileBeside(made, 'one.jsonl', `${JSON.stringify(langfuseRecord('x'))}\n`);
  const two = fileBeside(
    made,
    'two.jsonl',
    `${JSON.stringify(langfuseRecord('x', { action: 'delete' }))}\n`,
  );
  const spaced = fileBeside(
    made,
    'three.jsonl',
    `${JSON.stringify(langfuseRecord('x')).replaceAll('":', '" : ')}\n`,
  );
  const counts = [
    ...countsOf(await importFiles(made, [one])),
    ...countsOf(await importFiles(made, [two])),
    ...countsOf(await importFiles(made, [spaced])),
  ];
  assert.deepEqual(
    { counts, events: (await eventsOf(made)).map(({ id, action }) => [id, action]) },
    {
      counts: [
        [1, 1, 0, 0, 0],
        [1, 0, 0, 1, 0],
        [1, 0, 1, 0, 0],
      ],
      events: [
        ['x', 'update'],
        ['x', 'delete'],
      ],
    },
  );
});

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

test('an empty file is evidence without records; what is no log is refused with its reason', async (t) => {
  const made = newCase(t);
  const files = [
    fileBeside(made, 'empty.csv', ''),
    fileBeside(made, 'picture.jpg', Buffer.from('ffd8ffe000104a46494600010101', 'hex')),
    fileBeside(made, 'letter.txt', 'Dear auditor,\nplease find the log attached.\n'),
  ];
  const result = await importFiles(made, files);
  assert.deepEqual(
    {
      originals: result.originals.map(({ name, records }) => [name, records.total]),
      failed: result.failed.map(({ name }) => name),
    },
    { originals: [['empty.csv', 0]], failed: ['picture.jpg', 'letter.txt'] },
  );
  await assertVerifies(made);
});

test('one malformed line among many is rejected, kept with its bytes, and the balance is exact', async (t) => {
  const made = newCase(t);
  const bad = '{"id":"half';
  const text = `${langfuseLines(0, 50)}${bad}\n${langfuseLines(50, 50)}`;
  const file = fileBeside(made, 'a.jsonl', text);
  const result = await importFiles(made, [file]);
  result.originals.forEach(assertBalanced);
  assert.deepEqual(countsOf(result), [[101, 100, 0, 0, 1]]);
  await withOpen(made, (open) => {
    const { rows } = open.index.rejected(1, 0, 10);
    const [row] = rows;
    assert(row);
    assert.deepEqual(
      [row.offset, open.evidence.read(1, row.offset, row.length).toString(), row.reason.length > 0],
      [text.indexOf(bad), bad, true],
    );
  });
  await assertVerifies(made);
});

test('a record beyond 64 MiB is rejected with its size; those around it are read', async (t) => {
  const made = newCase(t);
  const big = JSON.stringify(langfuseRecord('big', { after: 'x'.repeat(65 * 2 ** 20) }));
  const file = fileBeside(made, 'a.jsonl', `${langfuseLines(0, 2)}${big}\n${langfuseLines(2, 2)}`);
  const result = await importFiles(made, [file]);
  result.originals.forEach(assertBalanced);
  assert.deepEqual(countsOf(result), [[5, 4, 0, 0, 1]]);
  await withOpen(made, (open) => {
    const [row] = open.index.rejected(1, 0, 10).rows;
    assert(row && Math.abs(row.length - Buffer.byteLength(big)) <= 1);
    assert.match(row.reason, /more than the 67,108,864/u);
  });
});

for (const [encoding, bytesOf] of [
  [
    'utf-16le',
    (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
  ],
  [
    'utf-16be',
    (text: string) =>
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
  ],
  ['windows-1252', (text: string) => Buffer.from(text, 'latin1')],
] as const) {
  test(`events of a ${encoding} file re-parse from the bytes at their place`, async (t) => {
    const made = newCase(t);
    const names = ['Zoë', 'Müller & Söhne', 'naïve'];
    const csv = `Date & Time,Event Name,Category,Description,User/App Name,IP Address\r\n${names
      .map(
        (name) =>
          `"Jan 04, 2026, 10:36:52 PM",Login,Login/Logout,User logged in,${name},10.0.0.7\r\n`,
      )
      .join('')}`;
    const result = await importFiles(made, [fileBeside(made, 'a.csv', bytesOf(csv))]);
    result.originals.forEach(assertBalanced);
    assert.deepEqual(countsOf(result), [[3, 3, 0, 0, 0]]);
    await withOpen(made, (open) => {
      const [original] = open.evidence.originals();
      const spec = original?.interpretation?.reader;
      assert(spec);
      assert.equal(spec.encoding, encoding);
      const found = [0, 1, 2].map((row) => {
        const { offset, length } = open.index.place(row);
        const { utf8 } = recordText(spec, bytesOf(csv).subarray(offset, offset + length));
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a CSV row
        const value = parseRecord(spec, utf8).value as Record<string, string>;
        return [value['User/App Name'], open.records.read(row).event.actorName];
      });
      assert.deepEqual(
        found,
        names.map((name) => [name, name]),
      );
    });
    await assertVerifies(made);
  });
}

const odd: readonly (readonly [what: string, line: string, flag: string])[] = [
  [
    'an impossible date',
    JSON.stringify(langfuseRecord('odd', { createdAt: '2026-02-30T12:00:00.000Z' })),
    'impossible time',
  ],
  [
    'a time that cannot be read',
    JSON.stringify(langfuseRecord('odd', { createdAt: 'yesterday' })),
    'time not read',
  ],
  [
    'a key told twice',
    JSON.stringify(langfuseRecord('odd')).replace('"action":', '"action":"read","action":'),
    'duplicate keys',
  ],
  ['a NUL', JSON.stringify(langfuseRecord('odd', { resourceId: 'a\u0000b' })), 'NUL character'],
  [
    'a number beyond 2^53',
    JSON.stringify(langfuseRecord('odd')).replace('"apiKeyId":null', '"apiKeyId":9007199254740993'),
    'number beyond 2^53',
  ],
  [
    'a lone surrogate',
    JSON.stringify(langfuseRecord('odd')).replace('"prompt-odd"', String.raw`"\ud800"`),
    'lone surrogate',
  ],
];
for (const [what, line, flag] of odd) {
  test(`${what} is flagged, listed and counted`, async (t) => {
    const made = newCase(t);
    const result = await importFiles(made, [
      fileBeside(made, 'a.jsonl', `${langfuseLines(0, 3)}${line}\n${langfuseLines(3, 3)}`),
    ]);
    assert.deepEqual(countsOf(result), [[7, 7, 0, 0, 0]]);
    const flagged = (await eventsOf(made)).filter(
      ({ flags }) => flags.length > 0 && !flags.every((each) => each === 'name derived'),
    );
    assert.deepEqual(
      flagged.map(({ id, flags }) => [id, flags.some((each) => each === flag)]),
      [['odd', true]],
      JSON.stringify(flagged.map(({ flags }) => flags)),
    );
    await assertVerifies(made);
  });
}

test('a record nested 10,000 deep is rejected; the rest is imported', async (t) => {
  const made = newCase(t);
  const deep = `{"id":"deep","a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const result = await importFiles(made, [
    fileBeside(made, 'a.jsonl', `${langfuseLines(0, 3)}${deep}\n${langfuseLines(3, 3)}`),
  ]);
  result.originals.forEach(assertBalanced);
  assert.deepEqual(countsOf(result), [[7, 6, 0, 0, 1]]);
  await assertVerifies(made);
});

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

test('cancelled at any moment, the case is as it was', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'before.jsonl', langfuseLines(0, 5))]);
  const before = {
    events: await printedEvents(made),
    files: readdirSync(path.join(made, 'evidence')),
  };
  const files = [
    fileBeside(made, 'a.jsonl', langfuseLines(100, 3000)),
    fileBeside(made, 'b.jsonl.gz', gzipSync(langfuseLines(10_000, 3000))),
  ];
  for (const at of [1, 2, 3]) {
    const controller = new AbortController();
    let calls = 0;
    const cancelled = importFiles(made, files, {}, controller.signal, () => {
      if (++calls === at) controller.abort();
    });
    await assert.rejects(cancelled);
    assert.deepEqual(
      { events: await printedEvents(made), files: readdirSync(path.join(made, 'evidence')) },
      before,
    );
  }
  const controller = new AbortController();
  controller.abort();
  await assert.rejects(reindexCase(made, { ...quiet, signal: controller.signal }));
  assert.deepEqual(await printedEvents(made), before.events);
  await assertVerifies(made);
  assert.deepEqual(countsOf(await importFiles(made, files)), [
    [3000, 3000, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [3000, 3000, 0, 0, 0],
  ]);
});
