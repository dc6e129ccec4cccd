import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SavedViews } from '../../../electron/engine/notes/savedViews.ts';
import { takeViews, viewsOf } from '../../../electron/engine/notes/takeViews.ts';
import { defaultView } from '../../../shared/view.ts';
import type { View } from '../../../shared/view.ts';
import { noteLog } from '../../helpers/notedEvents.ts';

const split = (by: string): View => ({ ...defaultView, split: by });

test('views go along with notes: what differs gets a number, what was deleted stays away, twice adds nothing', (t) => {
  const { log } = noteLog(t);
  const own = new SavedViews(log);
  own.save('Keys', split('verb'), 'Ada');
  own.save('Same', split('ip'), 'Ada');
  const { log: otherLog } = noteLog(t);
  const other = new SavedViews(otherLog);
  other.save('Keys', split('source'), 'Grace');
  other.save('Same', split('ip'), 'Grace');
  other.save('Gone', split('ip'), 'Grace');
  other.delete('Gone', 'Grace');
  const given = viewsOf(otherLog.after('view', 0, 100));
  assert.deepEqual(takeViews(own, given, 'Ada'), ['Keys (2)']);
  assert.deepEqual(takeViews(own, given, 'Ada'), []);
  assert.deepEqual(
    own.list().map(({ name, view }) => [name, view?.split]),
    [
      ['Keys', 'verb'],
      ['Keys (2)', 'source'],
      ['Same', 'ip'],
    ],
  );
});
