import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';

import { dispatch } from '../../electron/engine/dispatch.ts';
import { Grants } from '../../electron/engine/grants.ts';
import { createHandlers } from '../../electron/engine/handlers.ts';
import { Session } from '../../electron/engine/session.ts';
import { createBridge } from '../../renderer/bridge/bridge.ts';
import type { Bridge } from '../../renderer/bridge/bridge.ts';
import type { Push } from '../../shared/contract.ts';
import { startTestHost } from '../loopback/testHost.ts';
import { windowTransport } from '../loopback/windowTransport.ts';

/** An engine behind one transport, with the ways that its host has to name paths. */
type Subject = {
  readonly bridge: Bridge;
  newCase(): Promise<string>;
  file(name: string, content: string): Promise<string>;
  close(): Promise<void>;
};

/** The engine in this very process, as the command line has it. */
function inMemory(): Promise<Subject> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-contract-'));
  const grants = new Grants();
  const listeners: ((push: Push) => void)[] = [];
  const session = new Session((push) => {
    for (const listener of listeners) listener(push);
  });
  const handlers = createHandlers(session, grants);
  const bridge = createBridge({
    kind: 'desktop',
    invoke: (name, input, signal) => dispatch(handlers, name, input, signal),
    listen: (listener) => void listeners.push(listener),
    grant: () => Promise.reject(new Error('files are granted by path here')),
    download: () => undefined,
  });
  return Promise.resolve({
    bridge,
    newCase: () => Promise.resolve(grants.add(path.join(folder, 'Contract.casebook'), 'case')),
    file: (name, content) => {
      fs.writeFileSync(path.join(folder, name), content);
      return Promise.resolve(grants.add(path.join(folder, name), 'read'));
    },
    close: async () => {
      await bridge.call('case.close', {});
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  });
}

/** The engine in its own process, behind HTTP and the window's transport. */
async function loopback(): Promise<Subject> {
  const testHost = await startTestHost();
  const bridge = createBridge(await windowTransport(testHost));
  return {
    bridge,
    newCase: async () => (await bridge.call('host.newCase', { name: 'Contract' }))?.case ?? '',
    file: async (name, content) => {
      const [granted] = await bridge.grant([{ file: new File([content], name), path: name }]);
      return granted?.file ?? '';
    },
    close: () => testHost.close(),
  };
}

const everything = {
  filter: { kind: 'group', join: 'all', items: [], off: false },
  zone: 'UTC',
} as const;

function records(count: number): string {
  const rows = Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      id: `e${index}`,
      timestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
      action: index % 3 === 0 ? 'user.delete' : 'user.create',
      actorId: `u${index % 7}`,
    }),
  );
  return `${rows.join('\n')}\n`;
}

for (const [name, open] of Object.entries({ inMemory, loopback })) {
  suite(`the contract over ${name}`, () => {
    let subject: Subject;
    before(async () => {
      subject = await open();
    });
    after(() => subject.close());

    test('answers no call about a case before one is open', async () => {
      await assert.rejects(subject.bridge.call('case.info', {}), { code: 'not-found' });
    });

    test('makes a case of the name that was chosen', async () => {
      const made = await subject.bridge.call('case.create', {
        case: await subject.newCase(),
        author: 'Ada',
      });
      assert.deepEqual([made.name, made.author, made.events], ['Contract', 'Ada', 0]);
    });

    test('imports a file, tells its progress and that the case changed', async () => {
      const heard = { jobs: new Set<string>(), changes: 0 };
      const unlisten = [
        subject.bridge.onPush('job.progress', ({ job }) => void heard.jobs.add(job)),
        subject.bridge.onPush('case.changed', () => void heard.changes++),
      ];
      const file = await subject.file('log.jsonl', records(5000));
      const result = await subject.bridge.call('import.start', { job: 'j1', files: [{ file }] });
      assert.deepEqual(result.originals[0]?.records, {
        total: 5000,
        new: 5000,
        duplicate: 0,
        conflicting: 0,
        rejected: 0,
      });
      const { count } = await subject.bridge.call('event.count', everything);
      assert.equal(count, 5000);
      for (const stop of unlisten) stop();
      assert.ok(heard.changes > 0);
      assert.deepEqual([...heard.jobs], ['j1']);
    });

    test('notes events, tells of it, finds them again and takes it back', async () => {
      const { bridge } = subject;
      let heard = 0;
      const unlisten = bridge.onPush('notes.changed', () => void heard++);
      const view = { ...everything, sort: [], columns: [] };
      const page = await bridge.call('event.page', { ...view, offset: 3, limit: 2 });
      const target = { events: page.rows.map(({ event }) => event) };
      const change = { flagged: true, addTags: ['odd'] };
      const noted = await bridge.call('note.change', { job: 'n1', target, change });
      const next = await bridge.call('note.next', { ...everything, sort: [], after: 3 });
      const again = await bridge.call('note.next', { ...everything, sort: [], after: 4 });
      const { filter } = await bridge.call('filter.parse', { text: 'tag = odd' });
      const found = await bridge.call('event.page', { ...view, filter, offset: 0, limit: 9 });
      const undone = await bridge.call('note.undo', { job: 'n2', step: noted.step ?? '' });
      const left = await bridge.call('event.count', { filter, zone: 'UTC' });
      unlisten();
      assert.deepEqual(
        {
          changed: noted.changed,
          next: [next.row, again.row],
          found: found.rows.map(({ event, note }) => [event, note?.flagged, note?.tags]),
          undone: undone.changed,
          left: left.count,
          heard,
        },
        {
          changed: 2,
          next: [4, 3],
          found: target.events.map((event) => [event, true, ['odd']]),
          undone: 2,
          left: 0,
          heard: 2,
        },
      );
    });

    test('reads a filter text and counts by it', async () => {
      const { filter } = await subject.bridge.call('filter.parse', {
        text: 'action = user.delete AND actorId = u0',
      });
      const { count } = await subject.bridge.call('event.count', { filter, zone: 'UTC' });
      assert.equal(count, Array.from({ length: 5000 }).filter((_, i) => i % 21 === 0).length);
    });

    test('names the place of a filter text that cannot be read', async () => {
      await assert.rejects(subject.bridge.call('filter.parse', { text: 'action = "open' }), {
        code: 'bad-filter',
      });
    });

    test('refuses input of another shape and calls that do not exist', async () => {
      // @ts-expect-error -- what a broken window could send
      await assert.rejects(subject.bridge.call('event.count', { filter: 1, zone: 'UTC' }), {
        code: 'bad-request',
      });
      // @ts-expect-error -- what a broken window could send
      await assert.rejects(subject.bridge.call('constructor', {}), { code: 'bad-request' });
    });

    test('cancels what is aborted and goes on answering', async () => {
      const file = await subject.file('more.jsonl', records(60_000));
      const controller = new AbortController();
      const job = subject.bridge.call(
        'import.start',
        { job: 'j2', files: [{ file }] },
        controller.signal,
      );
      setTimeout(() => controller.abort(), 50);
      await assert.rejects(job, { code: 'cancelled' });
      const { count } = await subject.bridge.call('event.count', everything);
      assert.equal(count, 5000);
    });
  });
}
