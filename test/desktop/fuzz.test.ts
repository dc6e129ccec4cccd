import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

import fc from 'fast-check';

import { createHostCalls } from '../../electron/hostCalls.ts';
import { dispatchHost } from '../../electron/hostDispatch.ts';
import { HostSettingsFile } from '../../electron/hostSettings.ts';
import { IncomingFolder } from '../../electron/incomingFolder.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-fuzz-'));
const casesFolder = path.join(home, 'cases');
const incoming = new IncomingFolder(casesFolder);
after(() => fs.rmSync(home, { recursive: true, force: true }));

const handlers = createHostCalls({
  platform: {
    kind: 'desktop',
    askNewCase: (proposed) => Promise.resolve(proposed),
    askOpenCase: () => Promise.resolve(null),
    pickFiles: () => Promise.resolve([]),
    askFolder: () => Promise.resolve(null),
    askSaveTarget: (name) => Promise.resolve(incoming.reserve(name)),
    exported: () => null,
  },
  version: '0',
  settings: new HostSettingsFile(path.join(home, 'config')),
  secrets: {
    place: 'nowhere',
    problem: null,
    get: () => Promise.resolve(null),
    set: () => Promise.resolve(),
  },
  casesFolder,
  sampleFolder: path.join(home, 'samples'),
  incoming,
  grant: (granted) => {
    // whatever a window sends, what it gets to name lies in the folders of the host
    assert.ok(granted.startsWith(`${home}${path.sep}`), granted);
    return 'grant';
  },
  openCase: null,
});
fs.mkdirSync(path.join(home, 'samples'));

const names = Object.keys(handlers);
const strange = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\x',
    'a\u0000b',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
const payload = fc.oneof(
  fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true }),
  fc.record({ name: strange }),
  fc.record({ id: strange }),
  fc.record({ suggestedName: strange }),
  fc.record({ target: strange }),
  fc.record({ text: strange, more: fc.anything() }),
);

test('every host call answers every payload with a value or a worded refusal, never a bug', async () => {
  const { signal } = new AbortController();
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.constantFrom(...names), strange), payload, async (name, input) => {
      const reply = await dispatchHost(handlers, name, input, signal);
      if (!reply.ok) assert.notEqual(reply.error.code, 'bug', `${name}: ${reply.error.message}`);
    }),
    { numRuns: 10_000 },
  );
  assert.deepEqual(
    fs.readdirSync(home).toSorted(),
    ['cases', 'config', 'samples'],
    "nothing is written beside the host's own folders",
  );
  assert.equal(Object.getOwnPropertyNames(Object.prototype).includes('name'), false);
});
