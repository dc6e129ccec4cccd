import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../../shared/failure.ts';
import { keyringService, variableAdvice } from './secretStore.ts';
import type { SecretStore } from './secretStore.ts';

/**
 * The keyring of this platform, for hosts without Electron: through the platform's own tool, told on its standard input,
 * so that no secret is in a process list.
 */
export function platformKeyring(): SecretStore {
  if (process.platform === 'darwin' && toolPath('security') !== null) return macKeychain;
  if (process.platform !== 'win32' && toolPath('secret-tool') !== null) return secretService;
  return noKeyring;
}

const secretService: SecretStore = {
  place: 'the keyring of this computer (Secret Service, through secret-tool)',
  problem: null,
  async get(key) {
    const found = await run('secret-tool', ['lookup', ...attributes(key)], '');
    return found.code === 0 && found.out !== '' ? found.out : null;
  },
  async set(key, secret) {
    const done =
      secret === null
        ? await run('secret-tool', ['clear', ...attributes(key)], '')
        : await run(
            'secret-tool',
            ['store', '--label', `Casebook: ${key.split('@').at(-1) ?? key}`, ...attributes(key)],
            secret,
          );
    if (done.code !== 0 && secret !== null) throw notKept(done.error);
  },
};

function attributes(key: string): readonly string[] {
  return ['service', keyringService, 'key', key];
}

const macKeychain: SecretStore = {
  place: 'the keychain of this computer',
  problem: null,
  async get(key) {
    const found = await run(
      'security',
      ['find-generic-password', '-s', keyringService, '-a', key, '-w'],
      '',
    );
    return found.code === 0 ? found.out.replace(/\n$/u, '') : null;
  },
  async set(key, secret) {
    const entry = `-s ${quoted(keyringService)} -a ${quoted(key)}`;
    const line =
      secret === null
        ? `delete-generic-password ${entry}`
        : `add-generic-password -U ${entry} -w ${quoted(secret)}`;
    // commands on standard input: as arguments they would be in the process list
    const done = await run('security', ['-i'], `${line}\n`);
    if (done.code !== 0 && secret !== null) throw notKept(done.error);
  },
};

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/gu, '\\$&')}"`;
}

const noKeyring: SecretStore = {
  place: 'nowhere: this computer has no keyring that Casebook can use',
  problem: `This computer has no keyring that Casebook can use${process.platform === 'linux' ? ' (secret-tool is not installed)' : ''}. ${variableAdvice}`,
  get: () => Promise.resolve(null),
  set: () => Promise.reject(notKept('')),
};

function notKept(why: string): ExpectedError {
  const words = why.trim().split('\n')[0] ?? '';
  return new ExpectedError(
    'refused',
    `The secret could not be put into the keyring${words === '' ? '' : ` (${words})`}. ${variableAdvice}`,
  );
}

function toolPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (path.isAbsolute(folder) && isExecutable(file)) return file;
  }
  return null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type Ran = { readonly code: number | null; readonly out: string; readonly error: string };

function run(tool: string, args: readonly string[], input: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(toolPath(tool) ?? tool, [...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
    child.on('error', (thrown) => resolve({ code: null, out: '', error: thrown.message }));
    child.on('close', (code) => resolve({ code, out, error }));
    // a tool that ended without reading is told of by its exit code
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
