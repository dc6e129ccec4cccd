import assert from 'node:assert/strict';
import { test } from 'node:test';

import { allSources } from '../../../../electron/engine/import/adapters/sources.ts';
import { eventSentence } from '../../../../electron/engine/sentence.ts';
import type { JsonValue } from '../../../../shared/event.ts';
import { event } from '../../../helpers/event.ts';
import { readBySource } from '../../../helpers/readBySource.ts';

/** Texts over which a pattern could go back and forth. */
const hostile = [
  `a@${'.'.repeat(300_000)}@`,
  'a.'.repeat(200_000),
  '/'.repeat(300_000),
  `arn:${'a'.repeat(300_000)}:`,
  `${'0'.repeat(300_000)}:`,
];

/** Puts a value at a JSON Pointer; steps into lists make lists of one. */
function put(record: Record<string, JsonValue>, pointer: string, value: string): void {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .filter((key) => !/^(?:\d+|\*|\[.*\])$/u.test(key));
  let at = record;
  for (const [depth, key] of keys.entries()) {
    if (depth === keys.length - 1) at[key] = value;
    else {
      const inner = at[key];
      const next =
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
      at[key] = next;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made here
      at = next as Record<string, JsonValue>;
    }
  }
}

test('texts of hundreds of thousands of letters in every mapped place are read without delay, by every source', () => {
  const slow: string[] = [];
  for (const { definition } of allSources()) {
    const places = new Set<string>();
    JSON.stringify(definition, (_key, value: unknown) => {
      if (typeof value === 'string' && /^\/[A-Za-z@]/u.test(value)) places.add(value);
      return value;
    });
    for (const text of hostile) {
      const record: Record<string, JsonValue> = {};
      for (const place of places) put(record, place, text);
      const started = performance.now();
      try {
        readBySource(definition.name, record);
      } catch {
        // Refusing such a record is as good.
      }
      const took = performance.now() - started;
      if (took > 1500) slow.push(`${definition.name}: ${Math.round(took)} ms`);
    }
  }
  assert.deepEqual(slow, []);
});

test('a sentence of such texts is worded without delay', () => {
  const started = performance.now();
  for (const text of hostile)
    eventSentence(
      event({
        action: text,
        actorName: text,
        resourceType: text,
        resourceName: text,
        category: text,
      }),
    );
  assert(performance.now() - started < 2000);
});
