import assert from 'node:assert/strict';
import { test } from 'node:test';

import Database from 'better-sqlite3';
import * as fc from 'fast-check';

import { phraseInText, readPhrase } from '../../../electron/engine/query/phrase.ts';
import { runSecondPass } from '../../../electron/engine/query/secondPass.ts';
import { wordsOf } from '../../../electron/engine/query/tokens.ts';
import type { Group } from '../../../shared/filter.ts';
import { event } from '../../helpers/event.ts';
import { factsFrom, indexedEvents, never } from '../../helpers/indexedEvents.ts';

const searching = (text: string): Group => ({
  kind: 'group',
  join: 'all',
  items: [{ kind: 'condition', field: '', op: 'search', values: [text], off: false }],
  off: false,
});

/** Letters of many scripts, marks, digits, signs, emoji and controls, all in Unicode 6.1. */
const character = fc.constantFrom(
  ...Array.from('aZ09 .-_"*\'\n\t\u0000éÉüßſµÅçÇñŁłøØıİÿ'),
  ...Array.from('ễạΑΩςσЖжיابपी京都東カが한ᄀ①²½٣Ⅷ'),
  'e\u0301',
  'a\u0308',
  '\u0327',
  '😀',
  '𝒜',
  '\ud800',
  '\ue000',
  '\u00a0',
  '\u200b',
  '＿',
  'Ａ',
);
const text = fc.array(character, { maxLength: 14 }).map((all) => all.join(''));

test('cuts words as unicode61 does', () => {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE f USING fts5(b, tokenize="unicode61 remove_diacritics 2");
    CREATE VIRTUAL TABLE v USING fts5vocab(f, 'instance')`);
  const insert = db.prepare('INSERT INTO f (rowid, b) VALUES (1, ?)');
  const words = db.prepare<[], string>('SELECT term FROM v ORDER BY offset').pluck();
  fc.assert(
    fc.property(
      text.filter((each) => each.isWellFormed()),
      (each) => {
        insert.run(each);
        assert.deepEqual(wordsOf(each), words.all());
        db.exec('DELETE FROM f');
      },
    ),
    { numRuns: 1500, seed: 2 },
  );
  db.close();
});

test('finds the same with the search index as by reading every record', async (t) => {
  const stored = fc
    .sample(fc.array(text, { minLength: 1, maxLength: 3 }), { numRuns: 120, seed: 4 })
    .map((leaves, i) => ({
      event: event({ offset: i * 10 }),
      value: { leaves, inner: JSON.stringify({ leaves }) },
    }));
  const scanned = indexedEvents(t, stored);
  const indexed = indexedEvents(t, stored);
  await runSecondPass(indexed.folder, factsFrom(indexed.records), never, () => undefined);
  indexed.index.refresh();
  const pieces = stored
    .flatMap(({ value }) => value.leaves)
    .filter((each) => wordsOf(each).length > 0);
  for (const piece of pieces.slice(0, 80)) {
    for (const query of [
      piece,
      `${piece}*`,
      wordsOf(piece)[0] ?? '',
      `${Array.from(piece.trim()).slice(0, 4).join('')}*`,
    ]) {
      if (wordsOf(query).length === 0) continue;
      const rows = await indexed.query.rows(searching(query), [], 'UTC', never);
      const expected = await scanned.query.rows(searching(query), [], 'UTC', never);
      assert.deepEqual(rows.slice(0, 1000), expected.slice(0, 1000), JSON.stringify(query));
      if (query === piece) assert.ok(rows.count > 0, JSON.stringify(query));
    }
  }
});

test('one word is told by the search index without reading a record', async (t) => {
  const stored = ['needle here', 'hay', 'more hay needle'].map((value, i) => ({
    event: event({ offset: i }),
    value,
  }));
  const set = indexedEvents(t, stored);
  await runSecondPass(set.folder, factsFrom(set.records), never, () => undefined);
  set.index.refresh();
  const before = set.records.reads();
  assert.equal(await set.query.count(searching('Needle'), 'UTC', never), 2);
  assert.equal(await set.query.count(searching('need*'), 'UTC', never), 2);
  assert.equal(set.records.reads(), before);
  assert.equal(await set.query.count(searching('hay needle'), 'UTC', never), 1);
  assert.equal(set.records.reads(), before + 1);
});

const phrases: readonly [query: string, text: string, holds: boolean][] = [
  ['invite accepted', 'The invite ACCEPTED by', true],
  ['invite accepted', 'invite was accepted', false],
  ['accepted invite', 'invite accepted', false],
  ['upd*', 'an update', true],
  ['upd', 'an update', false],
  ['upd *', 'an update', false],
  ['nguyen', 'Nguyễn', true],
  ['a.b', 'see a-b', true],
];
test('the words of a search lie next to each other, the last may be a beginning', () => {
  assert.deepEqual(
    phrases.map(([query, each]) => phraseInText(readPhrase(query))(each)),
    phrases.map(([, , holds]) => holds),
  );
  assert.throws(() => readPhrase('*** "'), { code: 'bad-filter' });
});
