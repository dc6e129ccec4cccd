import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { RecordTree, recordHashOf, rootOf } from '../../../electron/engine/evidence/recordTree.ts';
import type { TreeRecords } from '../../../electron/engine/evidence/recordTree.ts';
import { sharedFolder } from '../../helpers/corpus.ts';

const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  hash('sha256', Buffer.concat(parts), 'buffer');
const leaf = (record: Uint8Array): Buffer => sha256(Buffer.from([0]), record);

/** RFC 6962, section 2.1, word for word. */
function mth(records: readonly Uint8Array[]): Buffer {
  if (records.length === 0) return sha256();
  const [only] = records;
  if (records.length === 1 && only) return leaf(only);
  let k = 1;
  while (k * 2 < records.length) k *= 2;
  return sha256(Buffer.from([1]), mth(records.slice(0, k)), mth(records.slice(k)));
}

function treeOf(records: readonly Uint8Array[]): ReturnType<RecordTree['finish']> {
  const tree = new RecordTree();
  for (const [at, record] of records.entries()) addRecord(tree, record, at * 100);
  return tree.finish();
}

function addRecord(tree: RecordTree, record: Uint8Array, offset: number): void {
  const hashes = recordHashOf(record);
  tree.add({ count: 1, offsets: [offset], lengths: [record.length], hashes, root: null });
}

const numbered = (count: number): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, i) => Buffer.from(`record ${i}`));

for (const count of [0, 1, 2, 3, 5, 1023, 1024, 1025, 2047, 2048, 2049, 3073, 5000]) {
  test(`the root over ${count} records is that of RFC 6962`, () => {
    const records = numbered(count);
    const { root, records: counted, subtreeRoots } = treeOf(records);
    assert.deepEqual(
      { root, counted, subtrees: subtreeRoots.length },
      { root: mth(records).toString('hex'), counted: count, subtrees: Math.ceil(count / 1024) },
    );
  });
}

test('each subtree root is that of its 1,024 records', () => {
  const records = numbered(2500);
  assert.deepEqual(
    treeOf(records).subtreeRoots.map((root) => root.toString('hex')),
    [0, 1024, 2048].map((at) => mth(records.slice(at, at + 1024)).toString('hex')),
  );
});

test('the roots are those of the Certificate Transparency test vectors', (t) => {
  const folder = sharedFolder('corpora/rfc6962-merkle/testdata/inclusion');
  if (folder === null) return t.skip('no corpora here');
  // The eight leaves of the vectors: testonly/constants.go of transparency-dev/merkle.
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const records = leaves.map((hex) => Buffer.from(hex, 'hex'));
  const found: Record<number, string> = {};
  for (const name of ['0', '1', '2', '3', '4']) {
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the vectors' own shape
      const vector = JSON.parse(
        readFileSync(path.join(folder, name, 'happy-path.json'), 'utf8'),
      ) as { treeSize: number; root: string };
      found[vector.treeSize] = Buffer.from(vector.root, 'base64').toString('hex');
    } catch (thrown) {
      if (!(thrown instanceof Error) || !('code' in thrown)) throw thrown;
    }
  }
  assert(Object.keys(found).length > 0);
  assert.deepEqual(
    Object.fromEntries(
      Object.keys(found).map((size) => [size, treeOf(records.slice(0, Number(size))).root]),
    ),
    found,
  );
});

test('the table hash tells the same records at other places apart', () => {
  const at = (offset: number): string => {
    const tree = new RecordTree();
    addRecord(tree, Buffer.from('x'), offset);
    return tree.finish().tableSha256;
  };
  const expected = Buffer.alloc(16);
  expected.writeBigUInt64LE(7n, 0);
  expected.writeBigUInt64LE(1n, 8);
  assert.deepEqual([at(7), at(7) === at(8)], [sha256(expected).toString('hex'), false]);
});

test('a block with a root of its own counts as its records do, wherever it begins', () => {
  const records = numbered(3000);
  const block = (from: number, to: number): TreeRecords => {
    const part = records.slice(from, to);
    const hashes = Buffer.concat(part.map((record) => recordHashOf(record)));
    return {
      count: part.length,
      offsets: part.map((_, at) => (from + at) * 100),
      lengths: part.map((record) => record.length),
      hashes,
      root: part.length === 1024 ? rootOf(hashes, 1024) : null,
    };
  };
  for (const first of [1024, 10]) {
    const tree = new RecordTree();
    for (let from = 0; from < 3000;) {
      const to = Math.min(3000, from === 0 ? first : from + 1024);
      tree.add(block(from, to));
      from = to;
    }
    assert.deepEqual(tree.finish(), treeOf(records));
  }
});
