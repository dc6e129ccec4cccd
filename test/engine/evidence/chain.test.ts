import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';

import { canonicalJson, chainHash, chainStart } from '../../../electron/engine/evidence/chain.ts';
import type { JsonValue } from '../../../shared/event.ts';

const cases: readonly (readonly [what: string, value: JsonValue, canonical: string])[] = [
  [
    'keys in order of their UTF-16 units',
    { b: 1, a: 2, '\u{1F600}': 3, '\uFB33': 4 },
    '{"a":2,"b":1,"\u{1F600}":3,"\uFB33":4}',
  ],
  ['nested', { z: { y: [1, { b: null, a: true }] } }, '{"z":{"y":[1,{"a":true,"b":null}]}}'],
  ['numbers as keys', { 10: 'x', 9: 'y' }, '{"10":"x","9":"y"}'],
  ['control characters', 'a\u0000"\n', String.raw`"a\u0000\"\n"`],
  ['nothing', null, 'null'],
];
for (const [what, value, canonical] of cases) {
  test(`canonical JSON: ${what}`, () => {
    assert.equal(canonicalJson(value), canonical);
  });
}

test('the hash covers the previous one and the entry, whatever the order of its keys', () => {
  const a = chainHash(chainStart, { x: 1, y: 2 });
  assert.equal(a, chainHash(chainStart, { y: 2, x: 1 }));
  assert.equal(a, hash('sha256', `casebook-chain-1\n${'0'.repeat(64)}\n{"x":1,"y":2}`, 'hex'));
  assert.notEqual(a, chainHash(a, { x: 1, y: 2 }));
});
