import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { openEvidence } from '../../../electron/engine/evidence/evidence.ts';
import type { ApiSource } from '../../../shared/sync.ts';
import { newEntry, sourceOf } from '../../campaign/syncFaults.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { startApi } from '../../servers/apiServer.ts';
import { apiStyles } from '../../servers/apiStyles.ts';

const cli = path.resolve(import.meta.dirname, '../../../electron/cli.ts');

/** A keyring's tool that keeps what it is told on standard input in a file, and notes its arguments. */
const keyringTool = `#!/bin/sh
echo "$@" >> "$TOOL_LOG"
case "$1" in
  store) cat > "$TOOL_STORE" ;;
  lookup) cat "$TOOL_STORE" ;;
esac
`;

type Ran = { readonly code: number | null; readonly said: string; readonly lists: string };

/** Runs the command line; `lists` is what a process list showed of it meanwhile. */
function run(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
  input: string,
  killAfterMs: number | null = null,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    let lists = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    const timer = setInterval(() => (lists += processList()), 25);
    const killer =
      killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.on('close', (code) => {
      clearInterval(timer);
      if (killer) clearTimeout(killer);
      resolve({ code, said, lists });
    });
    child.stdin.end(input);
  });
}

function processList(): string {
  if (process.platform !== 'linux') return '';
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');
}

/** Files below a folder in which any of the texts stands, as it is. */
function filesWith(folder: string, texts: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return texts.some((text) => bytes.includes(text));
    });
}

test('a secret is nowhere but in its store: no case, export, log, message or process list has it', async (t) => {
  const folder = temporaryFolder(t);
  const canary = `canary-${randomUUID()}`;
  const forms = [
    canary,
    Buffer.from(canary).toString('base64').slice(0, 40),
    encodeURIComponent(canary),
  ];
  const github = apiStyles.find(({ name }) => name === 'github');
  if (!github) throw new Error('no GitHub');
  const log = Array.from({ length: 90 }, (_, i) => newEntry(github, i + 1, (1.75e12 + i) * 1000));
  const api = await startApi(github, log);
  t.after(() => api.close());
  api.secret = canary;

  const bin = path.join(folder, 'bin');
  const store = path.join(folder, 'keyring', 'store');
  const used = path.join(folder, 'used');
  for (const each of [bin, path.dirname(store), used]) mkdirSync(each);
  writeFileSync(path.join(bin, 'secret-tool'), keyringTool);
  chmodSync(path.join(bin, 'secret-tool'), 0o755);
  const isUnix = process.platform === 'linux';
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    CASEBOOK_HOME: path.join(used, 'home'),
    PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
    TOOL_LOG: path.join(used, 'tool.log'),
    TOOL_STORE: store,
    ...(!isUnix && { TOKEN: canary }),
  };
  const made = path.join(used, 'a.casebook');
  const source: ApiSource = {
    ...sourceOf(github, api),
    secret: isUnix ? { kind: 'store' } : { kind: 'variable', name: 'TOKEN' },
  };
  const definition = path.join(used, 'source.json');
  writeFileSync(definition, JSON.stringify(source));

  const ran: Ran[] = [];
  ran.push(await run(env, ['sync', made, '--add', definition], ''));
  if (isUnix) {
    ran.push(await run(env, ['sync', made, '--secret', 'github'], `${canary}\n`));
    assert.equal(readFileSync(store, 'utf8'), canary);
  }
  // killed somewhere, refused with the secret in the answer, then to its end
  ran.push(await run(env, ['sync', made], '', 900));
  api.fault = (request) => (request % 2 === 0 ? 'expired' : null);
  ran.push(await run(env, ['sync', made, '--json'], ''));
  api.fault = () => null;
  api.secret = canary;
  const last = await run(env, ['sync', made, '--json'], '');
  ran.push(last);
  assert.equal(last.code, 0, last.said);
  for (const format of ['json', 'csv', 'sqlite'])
    ran.push(
      await run(env, ['export', made, path.join(used, `out.${format}`), '--format', format], ''),
    );
  ran.push(await run(env, ['verify', made], ''));
  ran.push(await run(env, ['sync', made, '--list', '--json'], ''));

  assert.deepEqual(filesWith(used, forms), []);
  assert.deepEqual(originalsWith(made, forms), { originals: 5, with: [] });
  for (const { said, lists } of ran) {
    assert.ok(!forms.some((form) => said.includes(form)), said);
    assert.ok(!forms.some((form) => lists.includes(form)));
  }
  if (isUnix) {
    assert.match(readFileSync(path.join(used, 'tool.log'), 'utf8'), /^store --label/mu);
    assert.ok(existsSync(store));
  }
});

/** Originals are compressed in the case: what they hold is read from them. */
function originalsWith(
  made: string,
  texts: readonly string[],
): { readonly originals: number; readonly with: readonly string[] } {
  const evidence = openEvidence(made, { readOnly: true });
  try {
    const all = evidence.originals();
    return {
      originals: all.length,
      with: all
        .filter((each) => {
          const content = Buffer.concat([...evidence.content(each)]);
          return texts.some((text) => content.includes(text));
        })
        .map(({ name }) => name),
    };
  } finally {
    evidence.close();
  }
}
