import fs from 'node:fs';
import path from 'node:path';

import { cleanFileName } from './fileName.ts';

const prefix = '.incoming-';

/**
 * A private folder for what has no file of its own yet: uploads, pasted text, exports on their way to a browser. It
 * lies in the cases folder, since the system's temporary folder may be too small for evidence, and goes with the host.
 */
export class IncomingFolder {
  readonly #parent: string;
  #folder: string | null = null;
  #next = 1;

  constructor(casesFolder: string) {
    this.#parent = casesFolder;
  }

  /** A path for a new file of this name; nothing is there yet. */
  reserve(name: string): string {
    const folder = (this.#folder ??= this.#create());
    const own = path.join(folder, String(this.#next++));
    fs.mkdirSync(own, { mode: 0o700 });
    return path.join(own, cleanFileName(name));
  }

  /** Removes one reserved file with its folder. */
  release(file: string): void {
    fs.rmSync(path.dirname(file), { recursive: true, force: true });
  }

  close(): void {
    if (this.#folder !== null) fs.rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  #create(): string {
    fs.mkdirSync(this.#parent, { recursive: true, mode: 0o700 });
    removeAbandoned(this.#parent);
    return fs.mkdtempSync(path.join(this.#parent, `${prefix}${process.pid}-`));
  }
}

/** Removes what a host that was killed left behind. The folder's name holds the process that owns it. */
function removeAbandoned(parent: string): void {
  for (const name of fs.readdirSync(parent)) {
    const owner = /^\.incoming-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // EPERM: it is there, and another user's
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
