/** `npm test`: everything that must hold, one step after the other, and a summary at the end. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { hasElectron } from '../electron/electronRuntime.ts';
import { ensureBrowser } from './browser.ts';

type Step = { readonly name: string; readonly run: () => boolean };
type Outcome = { readonly name: string; readonly ok: boolean; readonly seconds: number };

const root = path.resolve(import.meta.dirname, '..');

function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const done = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return done.status === 0;
}

function tool(program: string, args: readonly string[]): boolean {
  return node([path.join(root, 'node_modules', program), ...args]);
}

const steps: readonly Step[] = [
  { name: 'format', run: () => tool('oxfmt/bin/oxfmt', ['--check', '.']) },
  { name: 'lint', run: () => tool('oxlint/bin/oxlint', ['--type-aware', '.']) },
  { name: 'types', run: () => tool('typescript/bin/tsc', ['-p', 'tsconfig.json']) },
  { name: 'schema', run: () => node(['scripts/schema.ts', '--check']) },
  {
    name: 'tests',
    run: () =>
      node(['--test', '--test-timeout=180000', '--test-reporter=dot', 'test/**/*.test.ts']),
  },
  { name: 'build', run: () => tool('electron-vite/bin/electron-vite.js', ['build']) },
  { name: 'window', run: windowSpecs },
];

function windowSpecs(): boolean {
  const program = path.join(root, 'node_modules/@playwright/test/cli.js');
  return node([program, 'test'], { CASEBOOK_BROWSER: ensureBrowser() });
}

function perform(step: Step): Outcome {
  console.log(`\n== ${step.name}`);
  const startedAt = Date.now();
  const ok = step.run();
  return { name: step.name, ok, seconds: (Date.now() - startedAt) / 1000 };
}

const outcomes = steps.map(perform);
console.log('\n== summary');
for (const { name, ok, seconds } of outcomes) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(8)} ${seconds.toFixed(1)} s`);
}
if (!hasElectron())
  console.log(
    'The window specs ran in the loopback host alone: no Electron runtime or no display is here.',
  );
process.exitCode = outcomes.every((outcome) => outcome.ok) ? 0 : 1;
