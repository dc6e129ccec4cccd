import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';

import { createBridge } from '../../renderer/bridge/bridge.ts';
import type { Bridge } from '../../renderer/bridge/bridge.ts';
import { everything } from '../../shared/filter.ts';
import { defaultView } from '../../shared/view.ts';
import { generateEvents } from '../bench/generate.ts';
import { startTestHost } from './testHost.ts';
import type { TestHost } from './testHost.ts';
import { windowTransport } from './windowTransport.ts';

const root = path.resolve(import.meta.dirname, '../..');
const small = 3000;
/** So many that an import of them is not done before a command has started. */
const many = 60_000;

type Ran = { readonly code: number | null; readonly out: string; readonly err: string };
type Running = { readonly ended: Promise<Ran>; interrupt(): void; pause(): void; goOn(): void };

/** A command in a process of its own, while the window goes on. */
function command(...args: readonly string[]): Running {
  const child = spawn(process.execPath, [path.join(root, 'electron/cli.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CASEBOOK_AUTHOR: 'Grace' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return {
    ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err }))),
    interrupt: () => void child.kill('SIGINT'),
    pause: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(30_000);
  while (!(await holds())) {
    patience.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

suite('a window and a command on one case', () => {
  let testHost: TestHost;
  let bridge: Bridge;
  let folder = '';
  const files = { first: '', second: '', third: '', fourth: '', large: '', largest: '' };

  async function granted(file: string): Promise<string> {
    const given = new File([readFileSync(file)], path.basename(file));
    const [grant] = await bridge.grant([{ file: given, path: path.basename(file) }]);
    return grant?.file ?? '';
  }
  const importInWindow = async (file: string, signal?: AbortSignal) =>
    bridge.call('import.start', { job: 'window', files: [{ file: await granted(file) }] }, signal);
  /** The count, the first page and its total, which have to agree. */
  async function look(): Promise<number> {
    const { count } = await bridge.call('event.count', { filter: everything, zone: 'UTC' });
    const { columns } = defaultView;
    const asked = { filter: everything, sort: [], zone: 'UTC', columns, offset: 0, limit: 50 };
    const { total, rows } = await bridge.call('event.page', asked);
    assert.ok(total >= count && rows.length === 50, `${count} counted, ${total} on the page`);
    return total;
  }
  /** Who opens a case holds it for a moment, too, to tidy up. */
  function isImporting(): boolean {
    const holder = path.join(folder, 'writer.json');
    return existsSync(holder) && readFileSync(holder, 'utf8').includes('an import by');
  }
  async function assertVerifies(events: number): Promise<void> {
    const { code, out } = await command('verify', folder, '--json').ended;
    assert.equal(code, 0, out);
    const counted = await command('query', folder, '--count').ended;
    assert.equal(counted.out.trim(), String(events));
  }

  before(async () => {
    testHost = await startTestHost();
    bridge = createBridge(await windowTransport(testHost));
    const made = await bridge.call('host.newCase', { name: 'Shared' });
    await bridge.call('case.create', { case: made?.case ?? '', author: 'Ada' });
    folder = path.join(testHost.home, 'cases/Shared.casebook');
    for (const [at, [name, events]] of (
      [
        ['first', small],
        ['second', small],
        ['third', small],
        ['fourth', small],
        ['large', many],
        ['largest', 4 * many],
      ] as const
    ).entries()) {
      files[name] = path.join(testHost.home, `${name}.jsonl`);
      generateEvents(files[name], events, at + 1);
    }
    await importInWindow(files.first);
  });
  after(() => testHost.close());

  test('the window reads on while a command imports, and then shows what it brought', async () => {
    const running = command('import', folder, files.second, '--json');
    let ended = false;
    void running.ended.then(() => (ended = true));
    const seen = new Set<number>();
    await until(async () => {
      seen.add(await look());
      return ended;
    });
    assert.equal((await running.ended).code, 0);
    await until(async () => (await look()) === 2 * small);
    assert.deepEqual(
      [...seen].filter((count) => count !== small && count !== 2 * small),
      [],
    );
  });

  test('commands read on while the window imports', async () => {
    const imported = importInWindow(files.third);
    const counted = command('query', folder, '--count');
    const target = path.join(testHost.home, 'out.jsonl');
    const exported = command('export', folder, target);
    const [count, wrote] = [await counted.ended, await exported.ended];
    await imported;
    assert.deepEqual([count.code, wrote.code], [0, 0], `${count.err}${wrote.err}`);
    const either = [2 * small, 3 * small];
    assert.ok(either.includes(Number(count.out)), count.out);
    assert.ok(either.includes(readFileSync(target, 'utf8').split('\n').length - 1));
    assert.equal(await look(), 3 * small);
    await assertVerifies(3 * small);
  });

  test('a command that wants to write while the window does is told who writes, and since when', async () => {
    const cancel = new AbortController();
    const imported = importInWindow(files.largest, cancel.signal).catch(
      (thrown: unknown) => thrown,
    );
    await until(isImporting);
    const refused = await command('import', folder, files.first).ended;
    cancel.abort();
    await imported;
    assert.equal(refused.code, 2, refused.out);
    assert.match(
      refused.err,
      /Another Casebook is writing to Shared\.casebook: an import by Ada, since \d{4}-\d\d-\d\d \d\d:\d\d UTC \(process \d+ on .+\)/u,
    );
    await until(() => !existsSync(path.join(folder, 'writer.json')));
    assert.equal(await look(), 3 * small);
  });

  test('a window that wants to write while a command does is told so, too', async () => {
    const file = await granted(files.fourth);
    const running = command('import', folder, files.largest);
    await until(isImporting);
    // Else it may be done before the window has begun.
    running.pause();
    await assert.rejects(bridge.call('import.start', { job: 'window', files: [{ file }] }), {
      code: 'read-only',
      message: /an import by Grace, since .+ UTC \(process \d+ on .+\); wait until it is done/u,
    });
    assert.equal(await look(), 3 * small);
    running.goOn();
    running.interrupt();
    assert.notEqual((await running.ended).code, 0);
    await assertVerifies(3 * small);
  });
});
