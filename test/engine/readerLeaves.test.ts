import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';

import { casebook } from '../helpers/command.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs a command whose reader has left before it says a word. */
async function unheard(...args: readonly string[]): Promise<readonly [number, string]> {
  const child = spawn(process.execPath, [path.join(root, 'electron/cli.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code] = await once(child, 'close');
  return [Number(code), err];
}

test('a command whose reader has left ends quietly, with the exit that it would have had', async (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  casebook('import', made, path.join(root, 'resources/samples/kore-audit-logs.csv'));
  casebook('note', made, '--filter', 'NOT exists ip', '--flag');
  for (const args of [
    ['help'],
    ['notes', made],
    ['query', made],
    ['query', made, '--table'],
  ] as const) {
    const heard = casebook(...args);
    assert.deepEqual(await unheard(...args), [heard.code, heard.err], args.join(' '));
  }
});
