import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import Database from 'better-sqlite3';

import { openNotes } from '../../../electron/engine/notes/notes.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

test('the newest setting holds, and the older ones stay as history', (t) => {
  const folder = temporaryFolder(t);
  const notes = openNotes(folder, { readOnly: false });
  notes.set('zone', 'Europe/Vienna', 'Ada');
  notes.set('zone', 'Asia/Kolkata', 'Grace');
  notes.set('__proto__', { b: 1, a: [null] }, 'Ada');
  const settings = notes.settings();
  notes.close();
  const again = openNotes(folder, { readOnly: true });
  assert.deepEqual(Object.entries(again.settings()), Object.entries(settings));
  assert.deepEqual(again.broken(), []);
  assert.throws(
    () => {
      again.set('zone', 'UTC', 'Eve');
    },
    { code: 'read-only' },
  );
  again.close();
  const db = new Database(path.join(folder, 'notes.db'), { readonly: true });
  const history = db.prepare('SELECT author, value FROM entry ORDER BY seq').raw().all();
  db.close();
  assert.deepEqual(
    { settings: Object.entries(settings).toSorted(([a], [b]) => (a < b ? -1 : 1)), history },
    {
      settings: [
        ['__proto__', { a: [null], b: 1 }],
        ['zone', 'Asia/Kolkata'],
      ],
      history: [
        ['Ada', '"Europe/Vienna"'],
        ['Grace', '"Asia/Kolkata"'],
        ['Ada', '{"a":[null],"b":1}'],
      ],
    },
  );
});

const tamperings: readonly (readonly [what: string, sql: string, broken: readonly number[]])[] = [
  ['a value', `UPDATE entry SET value = '"UTC"' WHERE seq = 2`, [2]],
  ['an author', `UPDATE entry SET author = 'Eve' WHERE seq = 3`, [3]],
  ['a missing entry', 'DELETE FROM entry WHERE seq = 2', [3]],
  ['a missing first entry', 'DELETE FROM entry WHERE seq = 1', [2, 3]],
];
for (const [what, sql, broken] of tamperings) {
  test(`finds ${what} changed in the notes`, (t) => {
    const folder = temporaryFolder(t);
    const notes = openNotes(folder, { readOnly: false });
    for (const value of ['a', 'b', 'c']) notes.set('name', value, 'Ada');
    notes.close();
    const db = new Database(path.join(folder, 'notes.db'));
    db.exec(`DROP TRIGGER entry_no_update; DROP TRIGGER entry_no_delete; ${sql}`);
    db.close();
    const opened = openNotes(folder, { readOnly: true });
    const found = opened.broken();
    opened.close();
    assert.deepEqual(found, broken);
  });
}

test('without notes there are no settings, and reading makes none', (t) => {
  const notes = openNotes(temporaryFolder(t), { readOnly: true });
  assert.deepEqual([notes.settings(), notes.broken()], [{}, []]);
  notes.close();
});
