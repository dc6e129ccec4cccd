import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import {
  lastDone,
  lastUndone,
  noteDone,
  noteRedone,
  noteUndone,
  startNoteSteps,
  useNoteSteps,
} from '../../../renderer/state/noteSteps.ts';
import { defaultView } from '../../../shared/view.ts';

const first = { ...defaultView, zone: 'first' };
const second = { ...defaultView, zone: 'second' };
const done = (view: typeof first): string | null =>
  lastDone(useNoteSteps.getState(), view)?.step ?? null;
const undone = (view: typeof first): string | null =>
  lastUndone(useNoteSteps.getState(), view)?.step ?? null;

beforeEach(startNoteSteps);

test('a note is what undo takes back only in the view in which it was made', () => {
  noteDone({ step: 'a', words: 'Flag', view: first });
  const before = [done(first), done(second)];
  noteDone({ step: 'b', words: 'Tag', view: second });
  assert.deepEqual([before, done(first), done(second)], [['a', null], null, 'b']);
});

test('what was taken back can be put back by the step that took it back', () => {
  noteDone({ step: 'a', words: 'Flag', view: first });
  noteDone({ step: 'b', words: 'Tag', view: first });
  noteUndone('not b');
  const afterUndo = [done(first), undone(first), undone(second)];
  noteRedone('b again');
  const afterRedo = [done(first), undone(first)];
  noteUndone('not b, again');
  noteDone({ step: 'c', words: 'Comment', view: first });
  assert.deepEqual(
    { afterUndo, afterRedo, afterNew: [done(first), undone(first)] },
    {
      afterUndo: ['a', 'not b', null],
      afterRedo: ['b again', null],
      afterNew: ['c', null],
    },
  );
});
