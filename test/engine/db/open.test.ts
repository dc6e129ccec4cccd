import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import Database from 'better-sqlite3';

import { openReader, openWriter } from '../../../electron/engine/db/open.ts';
import type { Db } from '../../../electron/engine/db/open.ts';
import { lockCase } from '../../../electron/engine/evidence/caseLock.ts';
import { createEvidence, openEvidence } from '../../../electron/engine/evidence/evidence.ts';
import { openNotes } from '../../../electron/engine/notes/notes.ts';
import { openCase } from '../../../electron/engine/openCase.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

function pragmas(db: Db): Readonly<Record<string, unknown>> {
  const names = [
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'recursive_triggers',
    'trusted_schema',
    'cell_size_check',
    'secure_delete',
    'fullfsync',
    'checkpoint_fullfsync',
    'query_only',
    'application_id',
  ];
  return Object.fromEntries(names.map((name) => [name, db.pragma(name, { simple: true })]));
}

const durable = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  secure_delete: 1,
  fullfsync: 1,
  checkpoint_fullfsync: 1,
  query_only: 0,
  application_id: 0x4373_626b,
};

test('the connection that makes the file is durable after its first transaction, and so is the next one', (t) => {
  const file = path.join(temporaryFolder(t), 'notes.db');
  for (const seq of [1, 2]) {
    const db = openWriter(file, 'notes');
    db.prepare(`INSERT INTO entry VALUES (?, '', '', '', '', '', '', '')`).run(seq);
    assert.deepEqual(pragmas(db), durable);
    db.close();
  }
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('a reader writes nothing, not even a copy', (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'notes.db');
  openWriter(file, 'notes').close();
  const db = openReader(file, 'notes');
  assert.throws(() => db.exec('CREATE TABLE x (y)'), { code: 'SQLITE_READONLY' });
  assert.throws(() => db.exec(`VACUUM INTO '${path.join(folder, 'copy.db')}'`));
  db.close();
  const copy = path.join(folder, 'copy.db');
  assert.equal(existsSync(copy) ? statSync(copy).size : 0, 0);
});

test('a migration that fails leaves the file as it was', (t) => {
  const file = path.join(temporaryFolder(t), 'notes.db');
  const half = new Database(file);
  half.pragma('application_id = 1131635307');
  half.exec('CREATE TABLE entry (mine)');
  half.close();
  assert.throws(() => openWriter(file, 'notes'), /already exists/u);
  const db = new Database(file, { readonly: true });
  const tables = db.prepare('SELECT name FROM sqlite_schema').pluck().all();
  const version = db.pragma('user_version', { simple: true });
  db.close();
  assert.deepEqual({ tables, version }, { tables: ['entry'], version: 0 });
});

test('notes of a newer version make the whole case one for reading, and leave no file beside it', (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  createEvidence(made, { name: 'Story', author: 'Ada' }).close();
  const notes = openNotes(made, { readOnly: false });
  notes.set('zone', 'UTC', 'Ada');
  notes.close();
  const db = new Database(path.join(made, 'notes.db'));
  db.pragma('user_version = 99');
  db.close();
  const files = readdirSync(made);
  const bytes = ['evidence.db', 'notes.db'].map((name) => readFileSync(path.join(made, name)));
  const evidence = openEvidence(made, { readOnly: false });
  const opened = openNotes(made, { readOnly: evidence.readOnly !== null });
  const found = {
    readOnly: evidence.readOnly,
    settings: opened.settings(),
    name: evidence.about.name,
  };
  opened.close();
  evidence.close();
  assert.deepEqual(found, {
    readOnly: 'notes.db was written by a newer Casebook',
    settings: { zone: 'UTC' },
    name: 'Story',
  });
  assert.deepEqual(readdirSync(made), files);
  assert.deepEqual(
    ['evidence.db', 'notes.db'].map((name) => readFileSync(path.join(made, name))),
    bytes,
  );
});

test('a case with a trigger of somebody else’s opens for reading, with the reason', (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  createEvidence(made, { name: 'Story', author: 'Ada' }).close();
  const db = new Database(path.join(made, 'evidence.db'));
  db.exec('CREATE TRIGGER sqlitex BEFORE INSERT ON ledger BEGIN SELECT RAISE(IGNORE); END');
  db.close();
  const evidence = openEvidence(made, { readOnly: false });
  const { readOnly } = evidence;
  assert.throws(() => evidence.append('verify', {}, 'Ada'), { code: 'read-only' });
  evidence.close();
  assert.match(
    readOnly ?? '',
    /evidence\.db is not as Casebook makes it \(not ours: trigger sqlitex\)/u,
  );
});

test('a case in a folder that cannot be written to is read, and says why it cannot be written', (t) => {
  const folder = temporaryFolder(t);
  const made = path.join(folder, 'a.casebook');
  createEvidence(made, { name: 'Story', author: 'Ada' }).close();
  const notes = openNotes(made, { readOnly: false });
  notes.set('zone', 'Europe/Vienna', 'Ada');
  notes.close();
  for (const name of ['evidence.db', 'notes.db']) chmodSync(path.join(made, name), 0o444);
  chmodSync(made, 0o555);
  chmodSync(folder, 0o755);
  const engine = new URL('../../../electron/engine/', import.meta.url).href;
  const script = `const { openEvidence } = await import('${engine}evidence/evidence.ts');
    const { openNotes } = await import('${engine}notes/notes.ts');
    const evidence = openEvidence(${JSON.stringify(made)}, { readOnly: false });
    const notes = openNotes(${JSON.stringify(made)}, { readOnly: evidence.readOnly !== null });
    console.log(JSON.stringify([evidence.about.name, evidence.readOnly, notes.settings()]));`;
  // Root may write anywhere: then as nobody, who must be able to read this checkout.
  const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const run = (source: string): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, ['--input-type=module', '-e', source], {
      ...asNobody,
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
  try {
    if (run(`await import('${engine}db/failures.ts')`).status !== 0)
      return t.skip('this checkout can be read by root only');
    const { stdout, stderr } = run(script);
    assert.equal(stderr, '');
    assert.match(
      stdout,
      /^\["Story","evidence\.db: the file or its folder cannot be written to \(.*\)",\{"zone":"Europe\/Vienna"\}\]\n$/u,
    );
  } finally {
    chmodSync(made, 0o700);
  }
});

test('every number of pages at which the disk is full leaves nothing of a transaction', (t) => {
  const folder = temporaryFolder(t);
  const clean = path.join(folder, 'clean.casebook');
  createEvidence(clean, { name: 'Story', author: 'Ada' }).close();
  const made = path.join(folder, 'a.casebook');
  cpSync(clean, made, { recursive: true });
  let refused = 0;
  for (let pages = 1; pages < 60; pages++) {
    const evidence = openEvidence(made, { readOnly: false });
    const now = Number(evidence.db.pragma('page_count', { simple: true }));
    evidence.db.pragma(`max_page_count = ${now + pages}`);
    const before = evidence.ledger().length;
    try {
      evidence.append('verify', { ok: true, filler: 'x'.repeat(100_000) }, 'Ada');
      assert.equal(evidence.ledger().length, before + 1);
    } catch (thrown) {
      assert(
        thrown instanceof Error && 'code' in thrown && thrown.code === 'disk-full',
        String(thrown),
      );
      evidence.refresh();
      assert.equal(evidence.ledger().length, before);
      refused++;
    }
    assert.equal(evidence.db.pragma('integrity_check', { simple: true }), 'ok');
    evidence.close();
  }
  assert(refused > 20 && refused < 59, String(refused));
});

test('a pack that a killed job left is removed when the case is next opened', (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  createEvidence(made, { name: 'Story', author: 'Ada' }).close();
  writeFileSync(path.join(made, 'evidence', '0001.pack'), 'half');
  const importing = lockCase(made, 'a test');
  openCase(made, { author: 'Ada' }).close();
  const whileImporting = readdirSync(path.join(made, 'evidence'));
  importing.release();
  openCase(made, { author: 'Ada' }).close();
  assert.deepEqual([whileImporting, readdirSync(path.join(made, 'evidence'))], [['0001.pack'], []]);
});
