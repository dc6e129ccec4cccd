import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, after, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import Database from 'better-sqlite3';

import { createEvidence } from '../../electron/engine/evidence/evidence.ts';
import { openNotes } from '../../electron/engine/notes/notes.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { fileBeside, importFiles, langfuseLines, verify } from '../helpers/importedCase.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'casebook-'));
const clean = path.join(folder, 'clean.casebook');

before(async () => {
  createEvidence(clean, { name: 'Test', author: 'Ada' }).close();
  const one = fileBeside(clean, 'one.jsonl', `${langfuseLines(0, 1500)}not a record\n`);
  const two = fileBeside(clean, 'two.jsonl.gz', gzipSync(langfuseLines(2000, 40)));
  const three = fileBeside(clean, 'three.jsonl', langfuseLines(3000, 3));
  await importFiles(clean, [one, two]);
  await importFiles(clean, [three]);
  const notes = openNotes(clean, { readOnly: false });
  notes.set('zone', 'UTC', 'Ada');
  notes.set('zone', 'Europe/Vienna', 'Ada');
  notes.close();
});
after(() => {
  rmSync(folder, { recursive: true });
});

test('a clean case verifies, twice, and each time the custody log says so', async () => {
  const found = [await verify(clean), await verify(clean)];
  assert.deepEqual(
    found.map(({ ok, problems, originals, records, ledgerEntries }) => ({
      ok,
      problems,
      originals,
      records,
      ledgerEntries,
    })),
    [3, 4].map((ledgerEntries) => ({
      ok: true,
      problems: [],
      originals: 4,
      records: 1543,
      ledgerEntries,
    })),
  );
});

type Tamper = (made: string) => void;

function pack(made: string, number: string): string {
  return path.join(made, 'evidence', `${number}.pack`);
}

function flip(file: string, at: number, bit = 1): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ bit;
  writeFileSync(file, bytes);
}

/** Changes evidence.db behind its triggers, and puts them back. */
function edit(statements: string): Tamper {
  return (made) => {
    const db = new Database(path.join(made, 'evidence.db'));
    db.pragma('foreign_keys = 0');
    const triggers = db
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec(statements);
    for (const trigger of triggers) db.exec(trigger.sql);
    db.close();
  };
}

function sql(statement: string): Tamper {
  return (made) => {
    const db = new Database(path.join(made, 'evidence.db'));
    db.exec(statement);
    db.close();
  };
}

const swapLedger = `UPDATE ledger SET seq = -2 WHERE seq = 2; UPDATE ledger SET seq = 2 WHERE seq = 3;
  UPDATE ledger SET seq = 3 WHERE seq = -2`;

const tamperings: readonly (readonly [
  what: string,
  tamper: Tamper,
  where: RegExp,
  said: RegExp,
])[] = [
  [
    'a byte of a pack',
    (made) => {
      flip(pack(made, '0001'), 500);
    },
    /0001\.pack/u,
    /bytes were changed/u,
  ],
  [
    'a pack cut short',
    (made) => {
      truncateSync(pack(made, '0001'), 100);
    },
    /0001\.pack/u,
    /has 100 bytes/u,
  ],
  [
    'a pack that is missing',
    (made) => {
      rmSync(pack(made, '0002'));
    },
    /0002\.pack/u,
    /is missing/u,
  ],
  [
    'a pack in another one’s place',
    (made) => {
      cpSync(pack(made, '0001'), pack(made, '0002'));
    },
    /0002\.pack/u,
    /bytes/u,
  ],
  [
    'the kept .gz',
    (made) => {
      flip(path.join(made, 'evidence', '0001-2.gz'), 60);
    },
    /E2 two\.jsonl\.gz/u,
    /SHA-256/u,
  ],
  [
    'a kept .gz that is missing',
    (made) => {
      rmSync(path.join(made, 'evidence', '0001-2.gz'));
    },
    /E2/u,
    /is missing/u,
  ],
  [
    'a frame row',
    edit('UPDATE frame SET file_length = file_length + 1 WHERE seq = 0 AND pack = 1'),
    /entry 2/u,
    /not those that were written/u,
  ],
  [
    'a frame row more',
    edit('INSERT INTO frame VALUES (2, 77, 0, 1, 0, 1)'),
    /entry 3/u,
    /not those/u,
  ],
  [
    'a pack row more',
    edit("INSERT INTO pack VALUES (9, '0009.pack', 1, 1, 'x')"),
    /0009\.pack/u,
    /no entry/u,
  ],
  [
    'an original’s name',
    edit("UPDATE original SET name = 'other' WHERE id = 4"),
    /entry 3/u,
    /not those/u,
  ],
  [
    'an original’s time',
    edit("UPDATE original SET modified_at = '2020-01-01T00:00:00.000Z' WHERE id = 4"),
    /entry 3/u,
    /not those/u,
  ],
  [
    'an original that nobody imported',
    edit(
      'INSERT INTO original SELECT 9, parent, name, given_as, container, bytes_total, sha256, decoded_bytes, pack, pack_offset, kept_as, records, tree_root, record_table_sha256, modified_at FROM original WHERE id = 4',
    ),
    /evidence\.db/u,
    /E9 is in no entry/u,
  ],
  [
    'an original that is missing',
    edit('DELETE FROM original WHERE id = 4'),
    /entry 3/u,
    /not those/u,
  ],
  [
    'a subtree row',
    edit('UPDATE subtree SET root = zeroblob(32) WHERE original = 1 AND seq = 1'),
    /E1-\d+/u,
    /records 1025 to 2048 of one\.jsonl/u,
  ],
  [
    'a ledger entry’s body',
    edit("UPDATE ledger SET body = replace(body, 'one.jsonl', 'two.jsonl') WHERE seq = 2"),
    /entry 2/u,
    /content was changed/u,
  ],
  [
    'a ledger entry’s body that is no JSON',
    edit("UPDATE ledger SET body = '{' WHERE seq = 2"),
    /entry 2/u,
    /content was changed/u,
  ],
  [
    'a ledger entry’s author',
    edit("UPDATE ledger SET author = 'Eve' WHERE seq = 1"),
    /entry 1/u,
    /content was changed/u,
  ],
  [
    'a ledger entry’s time',
    edit("UPDATE ledger SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3"),
    /entry 3/u,
    /content was changed/u,
  ],
  [
    'a ledger entry that is missing',
    edit('DELETE FROM ledger WHERE seq = 2'),
    /entry 3/u,
    /missing before it/u,
  ],
  [
    'a frame of no pack',
    edit('INSERT INTO frame VALUES (77, 0, 0, 1, 0, 1)'),
    /evidence\.db/u,
    /frame: a row belongs to no pack/u,
  ],
  [
    'a subtree of no original',
    edit('INSERT INTO subtree VALUES (77, 0, zeroblob(32))'),
    /evidence\.db/u,
    /subtree: a row belongs to no original/u,
  ],
  [
    'a pack that evidence.db says lies elsewhere',
    edit("UPDATE pack SET file = '../../given/one.jsonl' WHERE id = 1"),
    /E1 one\.jsonl/u,
    /names "\.\.\/\.\.\/given\/one\.jsonl", which no import writes/u,
  ],
  [
    'which bytes of which file a damaged block held',
    (made) => {
      flip(pack(made, '0002'), 20);
    },
    /0002\.pack/u,
    /block 0 cannot be read: \d+ bytes from byte 0 on of E4 three\.jsonl \(the first is byte 0\)/u,
  ],
  ['two ledger entries swapped', edit(swapLedger), /entry 2/u, /does not follow/u],
  [
    'a trigger that is missing',
    sql('DROP TRIGGER ledger_no_delete'),
    /evidence\.db/u,
    /missing or changed: trigger ledger_no_delete/u,
  ],
  [
    'a trigger more',
    sql("CREATE TRIGGER mine AFTER INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'no'); END"),
    /evidence\.db/u,
    /not ours: trigger mine/u,
  ],
  [
    'a trigger with a name that looks like one of SQLite’s own',
    sql('CREATE TRIGGER sqlitex BEFORE INSERT ON ledger BEGIN SELECT RAISE(IGNORE); END'),
    /evidence\.db/u,
    /not ours: trigger sqlitex/u,
  ],
  ['a table more', sql('CREATE TABLE mine (x)'), /evidence\.db/u, /not ours: table mine/u],
  [
    'evidence.db itself',
    (made) => {
      writeFileSync(path.join(made, 'evidence.db'), 'x'.repeat(9000));
    },
    /evidence\.db/u,
    /not a Casebook database/u,
  ],
  [
    'notes.db',
    (made) => {
      writeFileSync(path.join(made, 'notes.db'), 'x'.repeat(9000));
    },
    /notes\.db/u,
    /not a Casebook database/u,
  ],
];

/** Changes notes.db behind its triggers: all of its entries anew, in a chain that is whole in itself. */
function newNotes(values: readonly string[]): Tamper {
  return (made) => {
    rmSync(path.join(made, 'notes.db'));
    const notes = openNotes(made, { readOnly: false });
    for (const value of values) notes.set('zone', value, 'Ada');
    notes.close();
  };
}

for (const [what, values] of [
  ['other words', ['UTC', 'Asia/Tokyo']],
  ['nothing after the first entry', ['UTC']],
] as const) {
  test(`finds notes written anew with ${what}, by the head that is in the custody log`, async (t) => {
    const made = path.join(temporaryFolder(t), 'a.casebook');
    cpSync(clean, made, { recursive: true });
    assert.deepEqual((await verify(made)).problems, []);
    newNotes(values)(made);
    const { problems } = await verify(made);
    assert.deepEqual(
      problems.map(({ where, what: said }) => `${where} ${said}`),
      ['notes.db entry 2 is not the one that custody log entry 4 speaks of'],
    );
  });
}

for (const [what, tamper, where, said] of tamperings) {
  test(`finds ${what}`, async (t) => {
    const made = path.join(temporaryFolder(t), 'a.casebook');
    cpSync(clean, made, { recursive: true });
    tamper(made);
    const { ok, problems } = await verify(made);
    assert.equal(ok, false);
    assert(
      problems.some((problem) => where.test(problem.where) && said.test(problem.what)),
      JSON.stringify(problems, null, 1),
    );
  });
}

test('every page of evidence.db overwritten with noise is a finding', async (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  cpSync(clean, made, { recursive: true });
  const file = path.join(made, 'evidence.db');
  const whole = readFileSync(file);
  for (let page = 0; page * 4096 < whole.length; page++) {
    const bytes = Buffer.from(whole);
    bytes.fill(0xa5, page * 4096, page * 4096 + 4096);
    writeFileSync(file, bytes);
    const { ok } = await verify(made, true);
    assert.equal(ok, false, `page ${page}`);
  }
});

test('200 random bits flipped in packs and kept containers are found, all of them', async (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  cpSync(clean, made, { recursive: true });
  const files = readdirSync(path.join(made, 'evidence')).map((name) =>
    path.join(made, 'evidence', name),
  );
  const missed: string[] = [];
  let state = 12345;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 200; round++) {
    const file = files[round % files.length] ?? '';
    const at = random(readFileSync(file).length);
    const bit = 1 << random(8);
    flip(file, at, bit);
    const { ok } = await verify(made, true);
    if (ok) missed.push(`${path.basename(file)} at ${at}`);
    flip(file, at, bit);
  }
  assert.deepEqual(missed, []);
  assert.equal((await verify(made, true)).ok, true);
});
