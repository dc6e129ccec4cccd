import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openIndex } from '../../../electron/engine/columns/caseIndex.ts';
import { IndexWriter, segmentRows } from '../../../electron/engine/columns/indexWriter.ts';
import { addEvent } from '../../helpers/addEvent.ts';
import { core } from '../../helpers/event.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

function add(writer: IndexWriter, given: Parameters<typeof core>[0], offset: number, original = 1) {
  return addEvent(writer, {
    original,
    offset,
    length: 10,
    part: 0,
    source: 'langfuse',
    core: core(given),
    key: { low: offset % 2 ** 32, high: offset + 7 },
  });
}

test('gives back what was written, over several segments and jobs', (t) => {
  const folder = temporaryFolder(t);
  const rows = segmentRows + 10;
  const writer = new IndexWriter(folder);
  for (let i = 0; i < rows; i++) {
    add(
      writer,
      { actorId: i % 3 === 0 ? null : `user-${i % 700}`, actorRoles: i === 5 ? ['a', 'b'] : [] },
      i * 10,
    );
  }
  writer.addDuplicate({ original: 1, offset: 999_999_999, length: 10, part: 0 }, 7);
  writer.addConflict(9, 8);
  writer.addRejected(1, 50, 3, 'not JSON');
  assert.deepEqual(writer.place(6), { original: 1, offset: 60, length: 10, part: 0 });
  assert.equal(writer.place(segmentRows + 3).offset, (segmentRows + 3) * 10);
  writer.commit(4);
  const second = new IndexWriter(folder);
  assert.equal(add(second, { actorId: 'user-1', time: null }, 30_000_000_000, 2), rows);
  second.commit(9);

  const index = openIndex(folder);
  t.after(() => index.close());
  assert.equal(index.rows, rows + 1);
  assert.equal(index.coveredSeq(), 9);
  assert.equal(index.segments.length, 3);
  assert.equal(index.text(701, 'actorId'), 'user-1');
  assert.equal(index.text(0, 'actorId'), null);
  assert.deepEqual(index.list(5, 'actorRoles'), ['a', 'b']);
  assert.deepEqual(index.place(rows), { original: 2, offset: 30_000_000_000, length: 10, part: 0 });
  assert.ok(Number.isNaN(index.time(rows)));
  assert.equal(index.time(0), Date.UTC(2026, 5, 18, 12));
  assert.equal(index.rowAt(1, 70, 0), 7);
  assert.equal(index.rowAt(1, 999_999_999, 0), 7);
  assert.equal(index.rowAt(1, 71, 0), null);
  assert.equal(index.rowAt(2, 30_000_000_000, 0), rows);
  assert.deepEqual(index.conflictsOf(8), [9]);
  assert.deepEqual(index.conflictsOf(9), [8]);
  assert.equal(index.duplicatesOf(7).length, 1);
  assert.deepEqual(index.rejected(null, 0, 10), {
    total: 1,
    rows: [{ original: 1, offset: 50, length: 3, reason: 'not JSON' }],
  });
  const hashes = [...index.keyHashes()].flatMap(({ hashes: found }) => [...found]);
  assert.equal(hashes.length, (rows + 1) * 2);
  assert.deepEqual(hashes.slice(6, 8), [30, 37]);
});

test('a job that was not committed never was', (t) => {
  const folder = temporaryFolder(t);
  const writer = new IndexWriter(folder);
  add(writer, { actorId: 'a' }, 0);
  writer.commit(1);
  const index = openIndex(folder);
  t.after(() => index.close());
  const generation = index.generation;

  const killed = new IndexWriter(folder);
  for (let i = 0; i <= segmentRows; i++) add(killed, { actorId: `killed-${i}` }, i, 2);
  killed.close();
  assert.equal(index.refresh(), false);

  const cancelled = new IndexWriter(folder);
  add(cancelled, { actorId: 'c' }, 0, 2);
  cancelled.discard();

  const next = new IndexWriter(folder);
  add(next, { actorId: 'd' }, 0, 2);
  next.commit(2);
  assert.equal(index.refresh(), true);
  assert.ok(index.generation > generation);
  assert.deepEqual([index.text(0, 'actorId'), index.text(1, 'actorId')], ['a', 'd']);
  assert.equal(index.dictionary('actorId').size, 2);
});

test('keeps texts that UTF-8 would lose', (t) => {
  const folder = temporaryFolder(t);
  const texts = ['\ud800', 'é', '', '😀', 'a\0b', '\udc00x'];
  const writer = new IndexWriter(folder);
  texts.forEach((text, i) => add(writer, { actorId: text }, i));
  writer.commit(1);
  const index = openIndex(folder);
  t.after(() => index.close());
  assert.deepEqual(
    texts.map((_, row) => index.text(row, 'actorId')),
    texts,
  );
});

test('a case without an index has no rows', (t) => {
  const index = openIndex(temporaryFolder(t));
  assert.equal(index.rows, 0);
  assert.equal(index.rowAt(1, 0, 0), null);
  assert.equal(index.rejected(null, 0, 10).total, 0);
});
