import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { parseFilterText } from '../../shared/filterText.ts';
import { defaultView } from '../../shared/view.ts';
import { viewFileText } from '../../shared/viewFile.ts';
import { casebook, casebookJson, jsonLines } from '../helpers/command.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const samples = path.resolve(import.meta.dirname, '../../resources/samples');

test('views come from a file, name what query, export and group show, and go to a file again', (t) => {
  const folder = temporaryFolder(t);
  const made = path.join(folder, 'story.casebook');
  casebook('import', made, samples);
  const file = path.join(folder, 'views.json');
  const view = {
    ...defaultView,
    filter: parseFilterText('verb in (delete, revoke)'),
    sort: [{ field: 'occurredAt', desc: true }],
    columns: ['event', 'actor'],
  };
  const given = viewFileText([{ name: 'Went away', view }]);
  writeFileSync(file, given);
  const take = () => casebookJson('views', made, '--import', file)['added'];
  assert.deepEqual([take(), take()], [['Went away'], []]);

  const rows = jsonLines(casebook('query', made, '--view', 'Went away').out);
  assert.deepEqual([rows.length, Object.keys(rows[0] ?? {})], [49, ['event', 'actor']]);
  assert.equal(rows[0]?.['event'], 'E2-0');
  const fewer = ['query', made, '--view', 'Went away', '--filter', 'verb = revoke', '--count'];
  assert.equal(casebookJson(...fewer)['count'], 2);
  const grouped = casebookJson(
    'query',
    made,
    '--view',
    'Went away',
    '--group',
    'actor',
    '--top',
    '1',
  );
  assert.deepEqual(grouped['groups'], [
    {
      value: 'pk-ci-deploy',
      count: 14,
      first: '2026-06-01T10:56:49.321Z',
      last: '2026-06-28T18:13:20.151Z',
    },
  ]);
  const exported = path.join(folder, 'out.jsonl');
  assert.equal(casebookJson('export', made, exported, '--view', 'Went away')['rows'], 49);

  const again = path.join(folder, 'again.json');
  assert.deepEqual(casebookJson('views', made, '--export', again), { views: 1 });
  assert.equal(readFileSync(again, 'utf8'), given);
  const none = casebook('query', made, '--view', 'Nothing');
  assert.deepEqual([none.code, none.err.includes('there is no view "Nothing"')], [2, true]);
});
