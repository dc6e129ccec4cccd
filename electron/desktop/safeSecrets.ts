import fs from 'node:fs';
import path from 'node:path';

import { safeStorage } from 'electron';
import { z } from 'zod';

import { ExpectedError } from '../../shared/failure.ts';
import { variableAdvice } from '../secrets/secretStore.ts';
import type { SecretStore } from '../secrets/secretStore.ts';

/**
 * Secrets encrypted by Electron's safeStorage, whose key is in the system's keychain, in a file beside the settings. Where
 * Linux has no keyring, safeStorage would use a password that everybody knows: then nothing is kept.
 */
export function safeSecrets(folder: string): SecretStore {
  const file = path.join(folder, 'secrets.json');
  return {
    get place() {
      return `a file beside Casebook's settings, encrypted with a key in ${keyPlace()}`;
    },
    get problem() {
      return problemOf();
    },
    get: (key) => {
      const kept = read(file).get(key);
      if (kept === undefined || problemOf() !== null) return Promise.resolve(null);
      return Promise.resolve(decrypted(kept));
    },
    set: (key, secret) => {
      const all = read(file);
      const problem = problemOf();
      if (secret === null) all.delete(key);
      else if (problem !== null) return Promise.reject(new ExpectedError('refused', problem));
      else all.set(key, safeStorage.encryptString(secret).toString('base64'));
      write(file, all);
      return Promise.resolve();
    },
  };
}

/** Null where the system's key has changed since: the secret is then asked for again. */
function decrypted(kept: string): string | null {
  try {
    return safeStorage.decryptString(Buffer.from(kept, 'base64'));
  } catch {
    return null;
  }
}

function problemOf(): string | null {
  const isKnownToAll =
    process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (safeStorage.isEncryptionAvailable() && !isKnownToAll) return null;
  return `This computer has no keyring, so secrets cannot be kept safely. ${variableAdvice}`;
}

function keyPlace(): string {
  if (process.platform === 'darwin') return 'the keychain of this computer';
  if (process.platform === 'win32') return 'your Windows account (DPAPI)';
  const isKWallet = safeStorage.getSelectedStorageBackend().startsWith('kwallet');
  return `the keyring of this computer (${isKWallet ? 'KWallet' : 'Secret Service'})`;
}

function read(file: string): Map<string, string> {
  if (!fs.existsSync(file)) return new Map();
  const decoded = z
    .record(z.string(), z.string())
    .safeParse(JSON.parse(fs.readFileSync(file, 'utf8')));
  return new Map(decoded.success ? Object.entries(decoded.data) : []);
}

function write(file: string, all: ReadonlyMap<string, string>): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  fs.writeFileSync(fresh, JSON.stringify(Object.fromEntries(all)), { mode: 0o600 });
  fs.renameSync(fresh, file);
}
