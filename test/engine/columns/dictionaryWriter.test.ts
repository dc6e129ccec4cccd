import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import {
  DictionaryWriter,
  laterEntries,
  uniqueEntries,
} from '../../../electron/engine/columns/dictionaryWriter.ts';
import { packTexts, unpackInto, unpackTexts } from '../../../electron/engine/columns/packTexts.ts';
import { TextBytes } from '../../../electron/engine/columns/textBytes.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', 'é', '€', '😀', '\0', '\uFFFD', '\uD7FF', '\uE000', '\uFEFF'),
    fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)),
  ),
});

test('any text comes back as it was, lone surrogates and replacement characters too', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 20 }), fc.nat(20), (given, from) => {
      const texts = new TextBytes(1, 1);
      for (const text of given) texts.add(text);
      assert.deepEqual(
        given.map((_, at) => texts.text(at)),
        given,
      );
      const first = Math.min(from, given.length);
      const packed = packTexts(texts, first, given.length - first);
      assert.deepEqual(unpackTexts(packed), given.slice(first));
      const again = new TextBytes();
      unpackInto(packed, again);
      assert.deepEqual(
        Array.from({ length: again.count }, (_, at) => again.text(at)),
        given.slice(first),
      );
    }),
  );
});

test('equal texts have one code, others another, in order of first appearance', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 60 }), (given) => {
      const dictionary = new DictionaryWriter('actorId', 0, null);
      const order = [...new Set(given)];
      assert.deepEqual(
        given.map((text) => dictionary.code(text)),
        given.map((text) => order.indexOf(text) + 1),
      );
      const { firstCode, count, texts } = dictionary.takeFresh();
      assert.deepEqual([firstCode, count], [1, order.length]);
      assert.deepEqual(
        Array.from({ length: count }, (_, at) => texts.text(at)),
        order,
      );
      // Gone on with from what was stored.
      const known = new TextBytes();
      for (const text of order) known.add(text);
      const later = new DictionaryWriter('actorId', order.length, known);
      assert.deepEqual(
        [...given, 'new text'].map((text) => later.code(text)),
        [...given.map((text) => order.indexOf(text) + 1), order.length + 1],
      );
      assert.deepEqual([later.takeFresh().count, later.takeFresh().count], [1, 0]);
    }),
  );
});

test('a dictionary of more texts than are remembered goes on with new codes', () => {
  const dictionary = new DictionaryWriter('resourceId', 0, null);
  for (let i = 0; i < uniqueEntries; i++) dictionary.code(`r${i}`);
  assert.equal(dictionary.code('r5'), 6);
  assert.equal(dictionary.takeFresh().count, uniqueEntries);
  // Forgotten: the text is told again, under another code.
  assert.equal(dictionary.code('r5'), uniqueEntries + 1);
  assert.equal(dictionary.code('r6'), uniqueEntries + 2);
  assert.equal(dictionary.code('r5'), uniqueEntries + 1);
  assert.deepEqual(dictionary.takeFresh().firstCode, uniqueEntries + 1);
  // From then on fewer are remembered.
  for (let i = 0; i < laterEntries; i++) dictionary.code(`s${i}`);
  assert.equal(dictionary.code('s0'), uniqueEntries + 3);
  assert.equal(dictionary.takeFresh().count, laterEntries);
  assert.equal(dictionary.code('s0'), uniqueEntries + laterEntries + 3);
});
