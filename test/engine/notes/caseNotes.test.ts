import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import Database from 'better-sqlite3';

import { openWriter } from '../../../electron/engine/db/open.ts';
import { interpretAgain, reindexCase } from '../../../electron/engine/import/reindex.ts';
import { EntryLog } from '../../../electron/engine/notes/entryLog.ts';
import { listNotes, showNote } from '../../../electron/engine/notes/listNotes.ts';
import { readOtherNotes } from '../../../electron/engine/notes/mergeNotes.ts';
import type { OpenCase } from '../../../electron/engine/openCase.ts';
import { everything, makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { NoteChange, NoteStep } from '../../../shared/note.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  verify,
  withOpen,
} from '../../helpers/importedCase.ts';

const { signal } = new AbortController();
const quiet = { signal, onProgress: () => undefined };

async function rowsOf(open: OpenCase, field: string, value: string): Promise<Uint32Array> {
  const filter =
    field === '' ? everything : makeGroup('all', [makeCondition(field, 'is', [value])]);
  const rows = await open.query.rows(filter, [], 'UTC', signal);
  return Uint32Array.from(rows.slice(0, rows.count));
}
const note = (open: OpenCase, rows: Uint32Array, change: NoteChange): Promise<NoteStep> =>
  open.eventNotes.change(rows, change, quiet);
const counted = async (open: OpenCase, field: string, value: string): Promise<number> =>
  (await rowsOf(open, field, value)).length;

test('notes stay on their events when the index is made anew and the file is read otherwise', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 50))]);
  const noted = await withOpen(made, async (open) => {
    const rows = await rowsOf(open, '', '');
    await note(open, rows.slice(3, 5), { flagged: true, addTags: ['odd'], addComment: 'why?' });
    return rows.slice(3, 5).length;
  });
  await reindexCase(made, { signal, onProgress: () => undefined });
  const asked = { author: 'Ada', original: 1, mapping: null, zone: 'Asia/Kolkata' };
  await interpretAgain(made, asked, { signal, onProgress: () => undefined });
  const after = await withOpen(made, async (open) => ({
    tagged: await counted(open, 'tag', 'odd'),
    stale: (await listNotes(open, { offset: 0, limit: 10 })).rows.map(({ stale }) => stale),
  }));
  assert.deepEqual({ noted, ...after }, { noted: 2, tagged: 2, stale: [false, false] });
  assert.deepEqual((await verify(made)).problems, []);
});

test('one step over a whole result is taken back, and put back, as one', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 3000))]);
  await withOpen(made, async (open) => {
    const all = await rowsOf(open, '', '');
    await note(open, all.slice(0, 10), { review: 'exception' });
    const step = await note(open, all, { review: 'reviewed', addTags: ['Q2'] });
    const whole = [await counted(open, 'review', 'reviewed'), await counted(open, 'tag', 'Q2')];
    await note(open, all.slice(0, 1), { review: 'follow up' });
    const undone = await open.eventNotes.undo(step.step ?? '', quiet);
    const back = [
      await counted(open, 'review', 'reviewed'),
      await counted(open, 'review', 'exception'),
      await counted(open, 'review', 'follow up'),
      await counted(open, 'tag', 'Q2'),
    ];
    await open.eventNotes.undo(undone.step ?? '', quiet);
    assert.deepEqual(
      { changed: step.changed, whole, back, again: await counted(open, 'tag', 'Q2') },
      { changed: 3000, whole: [3000, 3000], back: [0, 9, 1, 0], again: 3000 },
    );
    const again = await note(open, all, { addTags: ['Q2'] });
    assert.deepEqual(again, { step: null, changed: 0, unchanged: 3000 });
  });
});

test('a cancelled change of many events says nothing of any of them', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 20_000))]);
  await withOpen(made, async (open) => {
    const all = await rowsOf(open, '', '');
    const controller = new AbortController();
    await assert.rejects(
      open.eventNotes.change(
        all,
        { flagged: true },
        {
          signal: controller.signal,
          onProgress: (done) => {
            if (done > 12_000) controller.abort();
          },
        },
      ),
      { name: 'AbortError' },
    );
    assert.equal(await counted(open, 'flagged', 'yes'), 0);
    assert.equal((await note(open, all.slice(0, 2), { flagged: true })).changed, 2);
    assert.equal(await counted(open, 'flagged', 'yes'), 2);
  });
});

test('a note on a record that lies in another file too is on the event that counts', async (t) => {
  const made = newCase(t);
  const first = fileBeside(made, 'a.jsonl', langfuseLines(0, 20));
  await importFiles(made, [first]);
  await withOpen(made, async (open) => note(open, await rowsOf(open, '', ''), { addTags: ['x'] }));
  const other = newCase(t);
  await importFiles(other, [fileBeside(other, 'b.jsonl', langfuseLines(0, 30))]);
  await importFiles(other, [first]);
  await withOpen(other, async (open) => {
    await note(open, (await rowsOf(open, '', '')).slice(0, 1), { addTags: ['y'] });
    const merged = await open.eventNotes.merge(await readOtherNotes(made, 'a', signal), signal);
    assert.deepEqual(
      [merged.events, merged.elsewhere, await counted(open, 'tag', 'x')],
      [20, 0, 20],
    );
  });
});

test('two people’s notes on copies of one case come together, by folder or by file', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 20))]);
  await withOpen(made, async (open) =>
    note(open, (await rowsOf(open, '', '')).slice(0, 3), { review: 'follow up' }),
  );
  const copy = path.join(temporaryFolder(t), 'copy.casebook');
  cpSync(made, copy, { recursive: true });
  const file = path.join(path.dirname(copy), 'notes.jsonl');
  await withOpen(copy, async (open) => {
    open.author = 'Grace';
    const rows = await rowsOf(open, '', '');
    await note(open, rows.slice(0, 1), { review: 'exception', addComment: '<b>no</b>' });
    await note(open, rows.slice(2, 3), { flagged: true });
    await open.eventNotes.export(file, signal);
  });
  await withOpen(made, async (open) => {
    const rows = await rowsOf(open, '', '');
    await note(open, rows.slice(0, 1), { review: 'reviewed', addComment: 'yes' });
    const merged = await open.eventNotes.merge(await readOtherNotes(copy, 'copy', signal), signal);
    const again = await open.eventNotes.merge(await readOtherNotes(file, 'file', signal), signal);
    const [first = 0] = rows;
    const { original, offset } = open.index.place(first);
    const shown = await showNote(open, `E${original}-${offset}`);
    assert.deepEqual(
      {
        merged,
        again: again.entries,
        authors: shown.comments.map(({ author }) => author).toSorted(),
        conflict: shown.conflicts[0]?.values.map(({ value }) => value).toSorted(),
        bringers: shown.history.map(({ author, merged: by }) => [author, by?.by ?? null]),
      },
      {
        merged: { entries: 2, events: 2, conflicts: 1, elsewhere: 0 },
        again: 0,
        authors: ['Grace', 'Test Auditor'],
        conflict: ['exception', 'reviewed'],
        bringers: [
          ['Test Auditor', null],
          ['Grace', 'Test Auditor'],
          ['Test Auditor', null],
        ],
      },
    );
  });
  assert.deepEqual((await verify(made)).problems, []);
});

test('a changed row of notes.db is found by verify, and not merged', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 5))]);
  await withOpen(made, async (open) =>
    note(open, await rowsOf(open, '', ''), { addTags: ['fine'] }),
  );
  const file = path.join(path.dirname(made), 'notes.jsonl');
  await withOpen(made, (open) => open.eventNotes.export(file, signal));
  const db = new Database(path.join(made, 'notes.db'));
  db.exec(`DROP TRIGGER entry_no_update; UPDATE entry SET value = replace(value, 'fine', 'evil')`);
  db.close();
  const { ok, problems } = await verify(made);
  assert.deepEqual(
    [ok, problems.map(({ where }) => where)],
    [false, ['notes.db', 'notes.db entry 1']],
  );
  const other = newCase(t);
  writeFileSync(file, readFileSync(file, 'utf8').replace('fine', 'evil'));
  await withOpen(other, async (open) => {
    await assert.rejects(readOtherNotes(made, 'made', signal), { code: 'corrupt' });
    await assert.rejects(readOtherNotes(file, 'notes.jsonl', signal), {
      code: 'corrupt',
      message: 'notes.jsonl, line 2: was changed after it was exported; nothing was merged',
    });
    assert.equal((await listNotes(open, { offset: 0, limit: 1 })).total, 0);
  });
});

test('a note whose record is another now is shown as such', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 5))]);
  await withOpen(made, async (open) => {
    const [row = 0] = await rowsOf(open, '', '');
    await note(open, Uint32Array.of(row), { flagged: true });
    const recordHash = open.records.read(row).event.recordHash;
    assert.deepEqual(
      [recordHash, 'f'.repeat(64)].map((hash) => open.eventNotes.mark(row, hash)?.stale),
      [false, true],
    );
  });
});

test('an entry that says nothing that can be read is a finding, and hides no other note', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 5))]);
  const log = new EntryLog(openWriter(path.join(made, 'notes.db'), 'notes'), null);
  log.append([{ kind: 'note', name: 'x', value: { set: { elsewhere: 'yes' } } }], 'Eve');
  log.close();
  await withOpen(made, async (open) => {
    await note(open, await rowsOf(open, '', ''), { flagged: true });
    assert.equal(await counted(open, 'flagged', 'yes'), 5);
  });
  assert.deepEqual((await verify(made)).problems, [
    { where: 'notes.db entry 1', what: 'is no note that this Casebook can read' },
  ]);
});
