import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { useViewState } from '../../../renderer/state/view.ts';
import { everything, makeCondition, makeGroup } from '../../../shared/filter.ts';
import { timeOf, withTime } from '../../../shared/filterTree.ts';
import { defaultView } from '../../../shared/view.ts';

const state = () => useViewState.getState();
const shown = () => {
  const { zone, filter } = state().view;
  return [zone, timeOf(filter)?.from, timeOf(filter)?.to];
};

beforeEach(() => state().startView(defaultView));

test('another zone keeps the instants of the filter, and one undo takes zone and filter back', () => {
  state().changeFilter(withTime(everything, '2023-07-10 12:00', '2023-07-11'));
  state().changeView({ zone: 'Asia/Tokyo' });
  assert.deepEqual(shown(), ['Asia/Tokyo', '2023-07-10 21:00', '2023-07-11 09:00']);
  state().undo();
  assert.deepEqual(shown(), ['UTC', '2023-07-10 12:00', '2023-07-11']);
  state().redo();
  assert.deepEqual(shown(), ['Asia/Tokyo', '2023-07-10 21:00', '2023-07-11 09:00']);
});

test('a view that brings its zone and its filter is shown as it was saved', () => {
  const filter = withTime(everything, '2023-07-10 12:00', null);
  state().changeView({ ...defaultView, filter, zone: 'Asia/Tokyo' });
  assert.deepEqual(shown(), ['Asia/Tokyo', '2023-07-10 12:00', null]);
});

test('what the filter asks otherwise in the new zone is said until the next step', () => {
  state().changeFilter(makeGroup('all', [makeCondition('hour', 'gte', ['22'])]));
  state().changeView({ zone: 'Asia/Tokyo' });
  assert.deepEqual(state().readOtherwise, ['Hour']);
  state().undo();
  assert.deepEqual(state().readOtherwise, []);
});
