import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { z } from 'zod';

import { casebook, casebookJson } from '../../helpers/command.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

const samples = path.resolve(import.meta.dirname, '../../../resources/samples');
const kore = path.join(samples, 'kore-audit-logs.csv');
const arcane = path.join(samples, 'arcane-organisation-audit-logs.json');

const shown = z.object({
  notes: z.object({
    history: z.array(z.object({ at: z.string(), words: z.string() })),
    comments: z.array(z.object({ at: z.string(), text: z.string(), edited: z.boolean() })),
  }),
});
const notesOf = (made: string, event: string): z.infer<typeof shown>['notes'] =>
  shown.parse(casebookJson('show', made, event, '--notes')).notes;

function firstEvent(made: string): string {
  return z
    .object({ event: z.string() })
    .parse(JSON.parse(casebook('query', made, '--limit', '1', '--columns', 'event').out)).event;
}

test('a merged history is in order of time, and notes of quite another case are refused in words', (t) => {
  const folder = temporaryFolder(t);
  const [made, copy, other] = ['a', 'b', 'c'].map((name) => path.join(folder, `${name}.casebook`));
  assert(made && copy && other);
  casebook('import', made, kore);
  cpSync(made, copy, { recursive: true });
  const event = firstEvent(made);
  casebook('note', copy, event, '--comment', 'theirs, first');
  casebook('note', made, event, '--comment', 'ours, then');
  const merged = casebook('notes', 'merge', made, copy);
  assert.deepEqual([merged.code, merged.err], [0, '']);
  assert.deepEqual(
    notesOf(made, event).history.map(({ words }) => words),
    ['comment: ours, then', 'comment: theirs, first'],
  );

  casebook('import', other, arcane);
  casebook('note', other, firstEvent(other), '--flag');
  const exported = path.join(folder, 'notes.jsonl');
  casebook('notes', 'export', other, exported);
  for (const given of [other, path.join(other, 'notes.db'), exported]) {
    const { code, out, err } = casebook('notes', 'merge', made, given);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /is of another case: it has no evidence file in common with this one/u);
  }
  casebook('import', other, kore);
  const shared = casebookJson('notes', 'merge', made, other);
  assert.deepEqual([shared['entries'], shared['elsewhere']], [1, 1]);
});

test('a comment taken back and brought back was said when it was said, and not changed', (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  casebook('import', made, kore);
  const event = firstEvent(made);
  const step = (...args: string[]): string =>
    z.string().parse(casebookJson('note', made, ...args)['step']);
  const said = step(event, '--comment', 'as it was');
  const [before] = notesOf(made, event).comments;
  const undone = step('--undo', said);
  assert.deepEqual(notesOf(made, event).comments, []);
  step('--undo', undone);
  assert.deepEqual(notesOf(made, event).comments, [before]);
  assert.deepEqual([before?.text, before?.edited], ['as it was', false]);
});
