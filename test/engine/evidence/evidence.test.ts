import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import Database from 'better-sqlite3';

import { lockCase } from '../../../electron/engine/evidence/caseLock.ts';
import { createEvidence, openEvidence } from '../../../electron/engine/evidence/evidence.ts';
import { removeUnlisted } from '../../../electron/engine/evidence/unlisted.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

const about = { name: 'Story', author: 'Ada' };

function newCase(folder: string): string {
  const made = path.join(folder, 'a.casebook');
  createEvidence(made, about).close();
  return made;
}

test('a new case opens with its name, its first entry and private modes', (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  const evidence = createEvidence(made, about);
  const modes = Object.fromEntries(
    ['.', ...readdirSync(made)].map((name) => [
      name,
      (statSync(path.join(made, name)).mode & 0o777).toString(8),
    ]),
  );
  const { name } = evidence.about;
  const ledger = evidence.ledger().map(({ seq, kind, author }) => ({ seq, kind, author }));
  evidence.append('verify', { ok: true }, 'Ada');
  const wal = (statSync(path.join(made, 'evidence.db-wal')).mode & 0o777).toString(8);
  evidence.close();
  assert.deepEqual(
    {
      name,
      ledger,
      modes: { '.': modes['.'], evidence: modes['evidence'], db: modes['evidence.db'], wal },
    },
    {
      name: 'Story',
      ledger: [{ seq: 1, kind: 'case.created', author: 'Ada' }],
      modes: { '.': '700', evidence: '700', db: '600', wal: '600' },
    },
  );
  assert.deepEqual(readdirSync(made).toSorted(), ['evidence', 'evidence.db']);
});

test('a case whose making was interrupted is made anew; a folder with anything else in it is refused', (t) => {
  const folder = temporaryFolder(t);
  const half = path.join(folder, 'half.casebook');
  mkdirSync(path.join(half, 'evidence'), { recursive: true });
  writeFileSync(path.join(half, 'evidence.db.new'), 'half a database');
  createEvidence(half, about).close();
  assert.deepEqual(readdirSync(half).toSorted(), ['evidence', 'evidence.db']);
  const other = path.join(folder, 'other');
  mkdirSync(other);
  writeFileSync(path.join(other, 'letter.txt'), 'x');
  assert.throws(() => createEvidence(other, about), { code: 'bad-request' });
  assert.throws(() => createEvidence(half, about), { code: 'bad-request' });
  assert.deepEqual(readdirSync(other), ['letter.txt']);
});

test('says plainly what is not a case, and changes nothing of it', (t) => {
  const folder = temporaryFolder(t);
  const cases: readonly (readonly [name: string, make: (file: string) => void, code: string])[] = [
    ['nothing', () => undefined, 'not-found'],
    [
      'text',
      (file) => {
        writeFileSync(file, 'no database at all '.repeat(20));
      },
      'corrupt',
    ],
    [
      'foreign',
      (file) => {
        const db = new Database(file);
        db.exec('CREATE TABLE mine (x); PRAGMA user_version = 1');
        db.close();
      },
      'corrupt',
    ],
    [
      'foreign-0',
      (file) => {
        const db = new Database(file);
        db.exec('CREATE TABLE mine (x)');
        db.close();
      },
      'corrupt',
    ],
    [
      'empty',
      (file) => {
        writeFileSync(file, '');
      },
      'corrupt',
    ],
  ];
  for (const [name, make, code] of cases) {
    const made = path.join(folder, name);
    mkdirSync(made);
    const file = path.join(made, 'evidence.db');
    make(file);
    const before = code === 'not-found' ? null : readFileSync(file);
    assert.throws(() => openEvidence(made, { readOnly: false }), { code }, name);
    assert.throws(() => openEvidence(made, { readOnly: true }), { code }, name);
    if (before) assert(readFileSync(file).equals(before), `${name} was changed`);
  }
});

test('a case of a newer version opens for reading, with the reason, and stays byte-identical', (t) => {
  const made = newCase(temporaryFolder(t));
  const file = path.join(made, 'evidence.db');
  const db = new Database(file);
  db.pragma('user_version = 99');
  db.close();
  const before = readFileSync(file);
  const evidence = openEvidence(made, { readOnly: false });
  const found = { readOnly: evidence.readOnly, name: evidence.about.name };
  assert.throws(() => evidence.append('verify', {}, 'Ada'), { code: 'read-only' });
  evidence.close();
  assert.deepEqual(found, {
    readOnly: 'evidence.db was written by a newer Casebook',
    name: 'Story',
  });
  assert(readFileSync(file).equals(before));
});

test('a newer version that only the log beside the file tells of is not taken back', (t) => {
  const made = newCase(temporaryFolder(t));
  const file = path.join(made, 'evidence.db');
  const newer = new Database(file);
  newer.pragma('user_version = 99');
  const evidence = openEvidence(made, { readOnly: false });
  const { readOnly } = evidence;
  evidence.close();
  const version = newer.pragma('user_version', { simple: true });
  newer.close();
  assert.deepEqual(
    { readOnly, version },
    {
      readOnly: 'evidence.db was written by a newer Casebook',
      version: 99,
    },
  );
});

test('every table refuses UPDATE, DELETE and REPLACE', (t) => {
  const made = newCase(temporaryFolder(t));
  const evidence = openEvidence(made, { readOnly: false });
  const { db } = evidence;
  db.exec(`INSERT INTO pack VALUES (1, '0001.pack', 1, 1, 'x');
    INSERT INTO frame VALUES (1, 0, 0, 1, 0, 1);
    INSERT INTO original VALUES (1, NULL, 'a', 'a', 'plain', 1, 'x', 1, 1, 0, NULL, 1, 'x', 'x', NULL);
    INSERT INTO subtree VALUES (1, 0, x'00')`);
  const refused: string[] = [];
  const tables = ['pack', 'frame', 'original', 'subtree', 'ledger'];
  for (const table of tables) {
    const column = table === 'ledger' || table === 'frame' || table === 'subtree' ? 'seq' : 'id';
    for (const statement of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
      `REPLACE INTO ${table} SELECT * FROM ${table}`,
    ]) {
      assert.throws(() => db.exec(statement), /append-only/u, statement);
      refused.push(statement);
    }
  }
  evidence.close();
  assert.equal(refused.length, 20);
});

test('only packs and containers that a job left behind are removed', (t) => {
  const made = newCase(temporaryFolder(t));
  for (const name of ['0001.pack', '0001-2.gz', '0002-11.zip', 'my notes.txt', '.DS_Store'])
    writeFileSync(path.join(made, 'evidence', name), 'x');
  mkdirSync(path.join(made, 'evidence', 'scans'));
  const evidence = openEvidence(made, { readOnly: false });
  removeUnlisted(evidence);
  evidence.close();
  assert.deepEqual(readdirSync(path.join(made, 'evidence')).toSorted(), [
    '.DS_Store',
    'my notes.txt',
    'scans',
  ]);
});

test('one writer at a time; released, the next one may', (t) => {
  const made = newCase(temporaryFolder(t));
  const lock = lockCase(made, 'a test');
  assert.throws(() => lockCase(made, 'a test'), {
    code: 'read-only',
    message: /Another Casebook is writing to a\.casebook/u,
  });
  lock.release();
  lockCase(made, 'a test').release();
  const empty = temporaryFolder(t);
  assert.throws(() => lockCase(empty, 'a test'), { code: 'not-found' });
  assert.deepEqual(readdirSync(empty), []);
});

test('a writer that is killed lets go of the case', async (t) => {
  const made = newCase(temporaryFolder(t));
  const module = new URL('../../../electron/engine/evidence/caseLock.ts', import.meta.url).href;
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { lockCase } = await import(${JSON.stringify(module)}); lockCase(${JSON.stringify(made)}, 'a test'); console.log('held'); setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  assert.throws(() => lockCase(made, 'a test'), { code: 'read-only' });
  const ended = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await ended;
  lockCase(made, 'a test').release();
});
