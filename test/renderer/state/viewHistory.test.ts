import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pushView, redoView, startHistory, undoView } from '../../../renderer/state/viewHistory.ts';
import type { ViewHistory } from '../../../renderer/state/viewHistory.ts';
import { everything } from '../../../shared/filter.ts';
import { withTime } from '../../../shared/filterTree.ts';
import { defaultView } from '../../../shared/view.ts';

const inZone = (zone: string) => ({ ...defaultView, zone });
const zones = (history: ViewHistory) =>
  `${history.past.map((view) => view.zone).join(',')}|${history.view.zone}|${history.future.map((view) => view.zone).join(',')}`;

test('undo and redo walk through the views', () => {
  let history = startHistory(inZone('a'));
  history = pushView(pushView(history, inZone('b')), inZone('c'));
  const steps = [zones(history)];
  history = undoView(undoView(undoView(history)));
  steps.push(zones(history));
  history = redoView(history);
  steps.push(zones(history));
  history = redoView(redoView(history));
  steps.push(zones(history));
  assert.deepEqual(steps, ['a,b|c|', '|a|b,c', 'a|b|c', 'a,b|c|']);
});

test('a change after an undo leaves nothing to redo', () => {
  const back = undoView(pushView(startHistory(inZone('a')), inZone('b')));
  assert.equal(zones(pushView(back, inZone('c'))), 'a|c|');
});

test('a filter is kept in normal form, and the same view again is no step', () => {
  const range = withTime(everything, '2026-01-01', '2026-02-01');
  const history = pushView(startHistory(defaultView), { ...defaultView, filter: range });
  assert.equal(history.view.filter.items.length, 2);
  assert.equal(pushView(history, { ...defaultView, filter: range }), history);
});

test('typing is one step', () => {
  let history = startHistory(inZone('a'));
  for (const zone of ['b', 'bc', 'bcd']) history = pushView(history, inZone(zone), 'search');
  history = pushView(history, inZone('e'), 'time');
  assert.equal(zones(history), 'a,bcd|e|');
});

test('typing after an undo is a step of its own', () => {
  const typed = pushView(startHistory(inZone('a')), inZone('b'), 'search');
  const again = pushView(redoView(undoView(typed)), inZone('c'), 'search');
  assert.equal(zones(again), 'a,b|c|');
});
