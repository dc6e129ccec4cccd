import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import {
  forgetEntities,
  leaveEntity,
  openEntity,
  useEntities,
} from '../../../renderer/state/entities.ts';
import { emptySession, useSession } from '../../../renderer/state/session.ts';
import { useViewState } from '../../../renderer/state/view.ts';
import { goBack, showEvents } from '../../../renderer/state/wayBack.ts';
import { everything, makeCondition, makeGroup } from '../../../shared/filter.ts';
import { defaultView } from '../../../shared/view.ts';

const bob = { kind: 'actor', field: 'actorId', value: 'bob' } as const;
const prompt = { kind: 'resource', field: 'resourceId', value: 'p-1' } as const;
const deletions = makeGroup('all', [makeCondition('verb', 'is', ['delete'])]);
const screen = () => useSession.getState().screen;
const filter = () => useViewState.getState().view.filter;

beforeEach(() => {
  useSession.setState(emptySession);
  useViewState.getState().startView(defaultView);
  forgetEntities();
});

test('back from the events that a page led to is that page, with the view as it was', () => {
  openEntity(bob);
  showEvents(deletions, 'E1-5');
  assert.deepEqual([screen(), filter()], ['Events', deletions]);
  assert.equal(useViewState.getState().activeEvent, 'E1-5');
  assert.equal(goBack(), true);
  assert.deepEqual([screen(), filter()], ['Entities', everything]);
  assert.equal(goBack(), false);
});

test('once the view was changed again, back is the view before', () => {
  openEntity(bob);
  showEvents(deletions);
  useViewState.getState().changeFilter(everything);
  assert.equal(goBack(), false);
  useViewState.getState().undo();
  assert.equal(goBack(), true);
  assert.equal(screen(), 'Entities');
});

test('a page that leads to the view that is there anyway takes no view back', () => {
  useViewState.getState().changeFilter(deletions);
  useSession.setState({ screen: 'Overview' });
  showEvents(deletions);
  assert.equal(goBack(), true);
  assert.deepEqual([screen(), filter()], ['Overview', deletions]);
});

test('pages that led to one another are left one by one, down to where the first was opened', () => {
  openEntity(bob);
  openEntity(prompt);
  assert.deepEqual(useEntities.getState().trail, [bob, prompt]);
  leaveEntity();
  assert.deepEqual([screen(), useEntities.getState().trail], ['Entities', [bob]]);
  leaveEntity();
  assert.deepEqual([screen(), useEntities.getState().trail], ['Events', []]);
});

test('a page opened from the list goes back to the list', () => {
  useSession.setState({ screen: 'Entities' });
  openEntity(bob);
  leaveEntity();
  assert.deepEqual([screen(), useEntities.getState().trail], ['Entities', []]);
  leaveEntity();
  assert.equal(screen(), 'Entities');
});
