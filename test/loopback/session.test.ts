import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';

import { createBridge } from '../../renderer/bridge/bridge.ts';
import type { Bridge } from '../../renderer/bridge/bridge.ts';
import { startTestHost } from './testHost.ts';
import type { TestHost } from './testHost.ts';
import { windowTransport } from './windowTransport.ts';

const csv = 'timestamp,action\n2026-01-02T03:04:05Z,login\n';

suite('a window of the loopback host', () => {
  let testHost: TestHost;
  let bridge: Bridge;
  before(async () => {
    testHost = await startTestHost();
    bridge = createBridge(await windowTransport(testHost));
  });
  after(() => testHost.close());

  test('keeps settings in a file that only its user can read', async () => {
    assert.deepEqual(await bridge.call('host.setSettings', { author: 'Ada' }), {
      author: 'Ada',
      density: 'compact',
      network: true,
      recentZones: [],
      theme: 'system',
      zone: 'UTC',
    });
    const file = path.join(testHost.home, 'config/settings.json');
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.equal(fs.statSync(path.dirname(file)).mode & 0o777, 0o700);
    assert.equal((await bridge.call('host.info', {})).settings.author, 'Ada');
  });

  test('makes a case, lists it and opens it again', async () => {
    const made = await bridge.call('host.newCase', { name: 'Q2: a/b' });
    assert.deepEqual([made?.name, made?.isNew], ['Q2_ a_b', true]);
    const created = await bridge.call('case.create', { case: made?.case ?? '', author: 'Ada' });
    assert.equal(created.name, 'Q2_ a_b');
    const [recent] = await bridge.call('host.recentCases', {});
    assert.equal(recent?.name, 'Q2_ a_b');
    assert.deepEqual(await bridge.call('case.summary', { case: recent?.case ?? '' }), {
      originals: 0,
      records: 0,
      bytes: 0,
      latestImport: null,
      verified: null,
    });
    const again = await bridge.call('host.openCase', { id: recent?.id ?? '' });
    assert.equal(again?.isNew, false);
  });

  test('hands over a folder of many files as one, in parts, its files private', async () => {
    const files = Array.from({ length: 2300 }, (_, at) => ({
      file: new File([`${csv}2026-01-02T03:04:06Z,action-${at}\n`], 'a.csv'),
      path: at === 7 ? 'bucket/../../../b.csv' : `bucket/day ${at % 30}/a${at}.csv`,
    }));
    const granted = await bridge.grant(files);
    assert.deepEqual(
      granted.map(({ name, files: count }) => [name, count]),
      [['bucket', 2300]],
    );
    const previews = await bridge.call('import.preview', {
      files: [{ file: granted[0]?.file ?? '' }],
    });
    assert.equal(previews.length, 200);
    assert.deepEqual(
      previews.filter(({ ofFiles, problem }) => ofFiles !== 2300 || problem !== null),
      [],
    );
    assert.ok(previews.every(({ name }) => name.startsWith('bucket/')));
  });

  test('hands over a file with its path inside what was dropped, kept private', async () => {
    const file = new File([csv], 'a.csv');
    const [granted] = await bridge.grant([{ file, path: 'logs/../../2026/a.csv' }]);
    assert.equal(granted?.name, 'logs/2026/a.csv');
    assert.equal(granted?.size, csv.length);
    const [preview] = await bridge.call('import.preview', {
      files: [{ file: granted?.file ?? '' }],
    });
    assert.ok(preview);
    const incoming = fs
      .readdirSync(path.join(testHost.home, 'cases'))
      .find((name) => name.startsWith('.incoming-'));
    const folder = path.join(testHost.home, 'cases', incoming ?? '');
    assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
  });

  test('refuses a grant that was never given, and a path in its place', async () => {
    for (const file of ['/etc/passwd', '00000000-0000-0000-0000-000000000000']) {
      await assert.rejects(bridge.call('import.preview', { files: [{ file }] }), {
        code: 'not-found',
      });
    }
  });

  test('refuses a call whose input has another shape, naming the place', async () => {
    // @ts-expect-error -- what a broken window could send
    await assert.rejects(bridge.call('event.show', { event: 7 }), {
      code: 'bad-request',
      message: /event/,
    });
  });

  test('opens the case again by itself when the engine had to be started again', async () => {
    const known = await bridge.call('case.info', {});
    const restarted = new Promise<string>((resolve) => {
      bridge.onPush('engine.restarted', ({ reason }) => resolve(reason));
    });
    testHost.host.killEngine();
    assert.match(await restarted, /started again/);
    assert.deepEqual(await bridge.call('case.info', {}), known);
  });

  test('offers a finished export once', async () => {
    const target = await bridge.call('host.saveTarget', { suggestedName: '../x/out.jsonl' });
    assert.equal(target?.name, 'out.jsonl');
    const { download } = await bridge.call('host.exported', { target: target?.file ?? '' });
    assert.match(download ?? '', /^\/download\/[\w-]{43}$/);
    await assert.rejects(bridge.call('host.exported', { target: target?.file ?? '' }), {
      code: 'not-found',
    });
  });
});
