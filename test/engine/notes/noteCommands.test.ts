import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { textMember } from '../../../electron/engine/jsonObject.ts';
import { casebook, casebookJson, jsonLines } from '../../helpers/command.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

const samples = path.resolve(import.meta.dirname, '../../../resources/samples');

test('the command line notes, lists, filters, exports and takes back', (t) => {
  const folder = temporaryFolder(t);
  const made = path.join(folder, 'story.casebook');
  casebook('import', made, samples);
  const [first] = jsonLines(casebook('query', made, '--limit', '1').out);
  const event = textMember(first, 'event');
  casebook(
    'note',
    made,
    event,
    '--flag',
    '--tag',
    'odd,Q2',
    '--comment',
    '=1+1',
    '--review',
    'follow-up',
  );
  const bulk = casebookJson('note', made, '--filter', 'verb = delete', '--tag', 'deletion');
  const deletions = casebookJson('query', made, '--filter', 'verb = delete', '--count')['count'];
  const tagged = casebookJson('query', made, '--filter', 'tag = deletion', '--count')['count'];
  assert.deepEqual([bulk['changed'], tagged], [deletions, deletions]);
  const facet = casebookJson('query', made, '--facet', 'review', '--filter', `event = ${event}`);
  assert.deepEqual(facet['values'], [{ value: 'follow up', count: 1 }]);

  const file = path.join(folder, 'out.csv');
  const columns = ['--columns', 'event', '--filter', 'flagged = yes'];
  casebook('export', made, file, ...columns);
  assert.equal(readFileSync(file, 'utf8'), `\uFEFF"event"\r\n"${event}"\r\n`);
  casebook('export', made, file, ...columns, '--notes');
  assert.equal(
    readFileSync(file, 'utf8'),
    `\uFEFF"event","flagged","review","tag","control","comment","noteAuthor"\r\n"${event}","yes","follow up","[""Q2"",""odd""]",,"'=1+1","[""Test Auditor""]"\r\n`,
  );
  const sql = jsonLines(
    casebook('sql', made, "SELECT event, tag FROM event WHERE flagged = 'yes'").out,
  );
  assert.deepEqual(sql, [{ event, tag: '["Q2","odd"]' }]);

  const shown = casebook('show', made, event, '--notes').out.trim().split('\n').at(-1);
  assert.match(
    shown ?? '',
    /Test Auditor: comment: =1\+1; flagged; review state: follow up \(was unreviewed\); tag added: Q2; tag added: odd$/u,
  );

  casebook('note', made, '--undo', textMember(bulk, 'step'));
  const listed = casebookJson('notes', made)['notes'];
  assert.deepEqual(
    Array.isArray(listed) &&
      listed.map(
        (each) => each !== null && typeof each === 'object' && 'event' in each && each['event'],
      ),
    [event],
  );
});

test('wrong usage of note is one line that says what is right', (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  casebook('import', made, samples);
  const wrong = [
    ['note', made, 'E1-0'],
    ['note', made, '--flag'],
    ['note', made, 'E1-0', '--review', 'perhaps'],
    ['note', made, 'E9-1', '--flag'],
    ['notes', 'merge', made, path.join(samples, 'kore-audit-logs.csv')],
  ].map((args) => casebook(...args));
  assert.deepEqual(
    wrong.map(({ code, out, err }) => [code, out, err.trim().split('\n').length]),
    wrong.map(() => [2, '', 1]),
  );
});
