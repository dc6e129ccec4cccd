import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fields } from '../../shared/field.ts';
import { checkFilter } from '../../shared/filterCheck.ts';
import { parseFilterText } from '../../shared/filterText.ts';
import { shippedViews, shippedViewsOf } from '../../shared/shippedViews.ts';
import { defaultView } from '../../shared/view.ts';
import { freeName, readViewFile, viewFileText } from '../../shared/viewFile.ts';

const deletions = {
  ...defaultView,
  filter: parseFilterText('verb = delete'),
  split: null,
  frozen: 2,
};

test('views come back from their file as they were', () => {
  const views = [
    { name: 'Deletions', view: deletions },
    { name: 'All', view: defaultView },
  ];
  assert.deepEqual(readViewFile(viewFileText(views), 'views.json'), views);
});

test('a file that is none, and a filter that cannot be asked, are named with the place', () => {
  const bad = viewFileText([
    { name: 'Bad', view: { ...deletions, filter: parseFilterText('verb = x') } },
  ]);
  const cases: readonly (readonly [string, RegExp])[] = [
    ['nothing', /^views\.json: not JSON/],
    ['{"casebook":"notes"}', /^views\.json: no file of views: casebook/],
    [bad.replace('"verb"', '"nerb"'), /^views\.json: view “Bad”: There is no field “nerb”/],
  ];
  for (const [text, message] of cases)
    assert.throws(() => readViewFile(text, 'views.json'), { code: 'unreadable', message });
});

test('a name that is taken gets the next number', () => {
  assert.deepEqual(
    [
      freeName('A', new Set()),
      freeName('A', new Set(['A'])),
      freeName('A', new Set(['A', 'A (2)'])),
    ],
    ['A', 'A (2)', 'A (3)'],
  );
});

test('every view that comes with Casebook can be asked, and names columns that there are', () => {
  const known = new Set([...fields.map(({ name }) => name), 'change', 'scope']);
  for (const { name, filter, columns } of shippedViews) {
    if (filter !== null) checkFilter(filter);
    for (const column of columns ?? []) assert.ok(known.has(column), `${name}: ${column}`);
  }
  const okta = { source: 'okta', label: 'Okta' };
  assert.ok(shippedViewsOf([okta]).some(({ name }) => name === 'Okta System Log'));
  assert.ok(!shippedViewsOf([okta]).some(({ name }) => name === 'Organisation'));
  const own = shippedViewsOf([okta, { source: 'mine', label: 'My log' }]).at(-1);
  assert.deepEqual([own?.name, own?.filter], ['My log', parseFilterText('source = mine')]);
});

test('products of one label have views of their own, told apart by their names in the case', () => {
  const label = 'Other audit log (proposed mapping)';
  const views = shippedViewsOf([
    { source: 'asana', label },
    { source: 'box', label },
    { source: 'linear', label: 'Linear' },
  ]).slice(-3);
  assert.deepEqual(
    views.map(({ name }) => name),
    [`${label}: asana`, `${label}: box`, 'Linear'],
  );
});
