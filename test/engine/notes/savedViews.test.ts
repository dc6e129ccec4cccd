import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openNotes } from '../../../electron/engine/notes/notes.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import { defaultView } from '../../../shared/view.ts';
import type { View } from '../../../shared/view.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

const deletions: View = {
  ...defaultView,
  filter: makeGroup('all', [makeCondition('verb', 'is', ['delete'])]),
  sort: [{ field: 'occurredAt', desc: true }],
  zone: 'Europe/Vienna',
};

test('a saved view comes back as it was, replaced, renamed and deleted, also after closing', (t) => {
  const folder = temporaryFolder(t);
  const notes = openNotes(folder, { readOnly: false });
  notes.views.save('Everything', defaultView, 'Ada');
  notes.views.save('Deletions', defaultView, 'Ada');
  notes.views.save('Deletions', deletions, 'Grace');
  notes.views.rename('Deletions', 'What was deleted', 'Ada');
  notes.views.save('Scratch', defaultView, 'Ada');
  notes.views.delete('Scratch', 'Ada');
  notes.close();
  const again = openNotes(folder, { readOnly: true });
  const list = again.views.list().map(({ name, author, view }) => ({ name, author, view }));
  const broken = again.broken();
  again.close();
  assert.deepEqual(
    { list, broken },
    {
      list: [
        { name: 'Everything', author: 'Ada', view: defaultView },
        { name: 'What was deleted', author: 'Ada', view: deletions },
      ],
      broken: [],
    },
  );
});

test('what is not there is neither deleted nor renamed, and no name is taken twice', (t) => {
  const notes = openNotes(temporaryFolder(t), { readOnly: false });
  notes.views.save('One', defaultView, 'Ada');
  notes.views.save('Two', deletions, 'Ada');
  notes.views.save('Gone', deletions, 'Ada');
  notes.views.delete('Gone', 'Ada');
  const refusals = [
    () => notes.views.delete('Gone', 'Ada'),
    () => notes.views.rename('Gone', 'Back', 'Ada'),
    () => notes.views.rename('One', 'Two', 'Ada'),
  ];
  for (const [i, code] of ['not-found', 'not-found', 'bad-request'].entries())
    assert.throws(() => refusals[i]?.(), { code });
  assert.deepEqual(
    notes.views.list().map(({ name }) => name),
    ['One', 'Two'],
  );
  notes.close();
});
