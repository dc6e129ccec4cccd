import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import { formatFilterText } from '../../shared/filterText.ts';
import type { Overview } from '../../shared/overview.ts';
import { casebook, casebookJson, jsonLines } from '../helpers/command.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const samples = path.resolve(import.meta.dirname, '../../resources/samples');

test('a script can ask what the window shows of a case: overview, entities, context, comparison, a field over time', (t) => {
  const made = path.join(temporaryFolder(t), 'story.casebook');
  casebook('import', made, samples);

  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape is what is tested
  const overview = casebookJson('overview', made) as unknown as Overview;
  const deletions = overview.figures.find(({ name }) => name === 'deletions');
  const counted = casebookJson(
    'query',
    made,
    '--count',
    '--filter',
    formatFilterText(deletions?.filter ?? overview.counted.filter),
  );
  assert.deepEqual(counted, { count: deletions?.count });

  const kept = casebookJson('overview', made, '--period', '2026-06-18..2026-06-18');
  assert.deepEqual(kept['period'], { from: '2026-06-18', to: '2026-06-18', zone: 'UTC' });
  assert.equal(casebook('overview', made, '--period', '2026-06-31..2026-07-01').code, 2);

  const { rows } = casebookJson('entities', made, 'actor', '--find', 'alice');
  assert.deepEqual(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows of a list
    (rows as { value: string; count: number }[]).map(({ value, count }) => [value, count]),
    [['user-0', 41]],
  );
  const page = casebookJson('entities', made, 'actor', 'user-0', '--zone', 'Europe/Berlin');
  assert.equal(page['zone'], 'Europe/Berlin');
  assert.deepEqual(Object.keys(page).includes('doneTo'), true);

  const events = jsonLines(
    casebook('query', made, '--filter', 'resourceId = mem-eve AND changed /role').out,
  ).map(({ event }) => (typeof event === 'string' ? event : ''));
  const [first = '', second = ''] = events;
  const compared = casebookJson('compare', made, first, second);
  assert.deepEqual(compared['events'], [first, second]);
  const history = casebookJson('history', made, first, '/role');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- changes of a field
  const changes = history['changes'] as { event: string; before: string; after: string }[];
  assert.deepEqual(
    changes.map(({ event, before, after }) => [event, before, after]),
    [
      [first, 'MEMBER', 'OWNER'],
      [second, 'ADMIN', 'MEMBER'],
    ],
  );
  const context = casebookJson('context', made, first, '--scope', 'resource');
  assert.deepEqual([context['before'], context['at']], [0, 0]);
  assert.equal(casebook('compare', made, first).code, 2);
  assert.equal(casebook('entities', made, 'planet').code, 2);
});
