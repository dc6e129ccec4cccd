import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { EngineMessage } from '../../electron/engine/engine.ts';
import { EngineProcess } from '../../electron/engineProcess.ts';
import type { EngineFork } from '../../electron/engineProcess.ts';
import type { EngineCallName, Input, Output, Reply } from '../../shared/contract.ts';
import { bucketCopy, largeLog } from './evidenceFiles.ts';
import { expect, test } from './fixtures.ts';

const entry = path.resolve(import.meta.dirname, '../../out/main/engine.js');

/** The engine as the desktop program carries it, bundled, in a process of this Node. */
const forkBuilt: EngineFork<never> = (events) => {
  const child = fork(entry, { serialization: 'advanced', execArgv: [] });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own engine
  child.on('message', (message) => events.message(message as EngineMessage));
  child.on('exit', events.exit);
  return {
    send: (message) => void child.send(message),
    end: () => child.disconnect(),
    kill: () => void child.kill('SIGKILL'),
  };
};

test('the engine that the desktop program carries starts every kind of thread', async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-built-'));
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let restarted = '';
  const engine = new EngineProcess(forkBuilt, {
    onMessage: (message) => {
      if (message.kind !== 'client' || message.message.kind !== 'reply') return;
      waiting.get(message.message.id)?.(message.message.reply);
    },
    onRestart: (reason) => (restarted = reason),
    answer: () => Promise.resolve(null),
  });
  let nextId = 1;
  const call = async <N extends EngineCallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const id = nextId++;
    const reply = await new Promise<Reply<unknown>>((resolve) => {
      waiting.set(id, resolve);
      engine.send({ kind: 'client', client: 1, message: { kind: 'call', id, name, input } });
    });
    if (!reply.ok) throw new Error(reply.error.message);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- by the contract
    return reply.value as Output<N>;
  };
  try {
    const folder = engine.grant(path.join(home, 'Built.casebook'), 'case');
    await call('case.create', { case: folder, author: 'Ada' });
    // blocks of one large file are parsed in threads, and so are many small files
    const files = [largeLog(home, 21_000), bucketCopy(home)];
    const { originals } = await call('import.start', {
      job: 'i',
      files: files.map((file) => ({ file: engine.grant(file, 'read') })),
    });
    expect(originals).toHaveLength(241);
    // searched once threads have read the rows again
    await expect
      .poll(async () => (await call('index.status', {})).ready, { timeout: 30_000 })
      .toBe(true);
    const { filter } = await call('filter.parse', { text: 'needle' });
    expect((await call('event.count', { filter, zone: 'UTC' })).count).toBe(1);
    expect(restarted).toBe('');
  } finally {
    await engine.close();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
});
