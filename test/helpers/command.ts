import { spawnSync } from 'node:child_process';
import path from 'node:path';

import type { JsonValue } from '../../shared/event.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the command line as a person would, in a process of its own. */
export function casebook(...args: readonly string[]): Ran {
  const done = spawnSync(process.execPath, [path.join(root, 'electron/cli.ts'), ...args], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, CASEBOOK_AUTHOR: 'Test Auditor' },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** The same with --json: the one line of it. */
export function casebookJson(...args: readonly string[]): { readonly [key: string]: JsonValue } {
  const { out, err, code } = casebook(...args, '--json');
  if (out.trim().split('\n').length !== 1)
    throw new Error(`exit ${code}: not one line of JSON: ${out.slice(0, 500)} ${err}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every --json form is one object
  return JSON.parse(out) as { readonly [key: string]: JsonValue };
}

export function jsonLines(text: string): { readonly [key: string]: JsonValue }[] {
  return (
    text
      .split('\n')
      .filter((line) => line !== '')
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows of query are objects
      .map((line) => JSON.parse(line) as { readonly [key: string]: JsonValue })
  );
}
