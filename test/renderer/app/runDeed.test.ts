import assert from 'node:assert/strict';
import { test } from 'node:test';

import { runDeed } from '../../../renderer/app/runDeed.ts';
import { createBridge } from '../../../renderer/bridge/bridge.ts';
import { useSession } from '../../../renderer/state/session.ts';
import { useViewState } from '../../../renderer/state/view.ts';

const bridge = createBridge({
  kind: 'loopback',
  invoke: () => Promise.reject(new Error('nothing is asked of the engine')),
  listen: () => undefined,
  grant: () => Promise.reject(new Error('no file is handed over')),
  download: () => undefined,
});

test('a zone chosen from the list of commands leaves one on the screen where one is', async () => {
  useSession.setState({ screen: 'Overview' });
  await runDeed(bridge, { kind: 'zone', zone: 'Asia/Tokyo' });
  assert.equal(useViewState.getState().view.zone, 'Asia/Tokyo');
  assert.equal(useSession.getState().screen, 'Overview');
});

test('what is about events leads to them', async () => {
  useSession.setState({ screen: 'Overview' });
  await runDeed(bridge, { kind: 'search', text: 'mallory' });
  assert.equal(useSession.getState().screen, 'Events');
});
