import fs from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { AskHost } from './engine/sync/keeper.ts';
import type { HostSettingsFile } from './hostSettings.ts';
import type { SecretStore } from './secrets/secretStore.ts';

const most = 10_000;
const storedSchema = z.object({ allowed: z.array(z.string()).max(most) });

/** What this user has allowed sync to do on this computer: fingerprints of sources, in a file beside the settings. */
export class SyncPermissions {
  readonly #folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = path.join(folder, 'sync.json');
  }

  isAllowed(fingerprint: string): boolean {
    return this.#read().includes(fingerprint);
  }

  allow(fingerprint: string): void {
    const others = this.#read().filter((each) => each !== fingerprint);
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const fresh = `${this.#file}.${process.pid}`;
    const stored = { allowed: [...others, fingerprint].slice(-most) };
    fs.writeFileSync(fresh, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 });
    fs.renameSync(fresh, this.#file);
  }

  /** A file that cannot be read allows nothing. */
  #read(): readonly string[] {
    if (!fs.existsSync(this.#file)) return [];
    try {
      const read = storedSchema.safeParse(JSON.parse(fs.readFileSync(this.#file, 'utf8')));
      return read.success ? read.data.allowed : [];
    } catch (thrown) {
      if (thrown instanceof SyntaxError) return [];
      throw thrown;
    }
  }
}

/** Answers the engine's questions about sync; the same in both hosts and on the command line, but for the store. */
export function answerEngine(
  settings: HostSettingsFile,
  permissions: SyncPermissions,
  secrets: SecretStore,
): AskHost {
  return async (question) => {
    switch (question.name) {
      case 'network':
        return settings.settings().network;
      case 'allowed':
        return permissions.isAllowed(question.fingerprint);
      case 'allow':
        permissions.allow(question.fingerprint);
        return true;
      case 'secret':
        return secrets.get(question.key);
      default:
        throw new Error(`unknown question ${JSON.stringify(question satisfies never)}`);
    }
  };
}
