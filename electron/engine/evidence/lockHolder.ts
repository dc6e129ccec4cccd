import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { z } from 'zod';

/** Who writes a case, for whoever has to wait: `what` as in "an import by Ada". */
const holderSchema = z.object({
  what: z.string().max(300),
  since: z.iso.datetime(),
  pid: z.number(),
  computer: z.string().max(300),
});

/** Beside the lock, which nobody can read while it is held; without the lock it says nothing. */
const holderFile = (folder: string): string => path.join(folder, 'writer.json');

export function writeHolder(folder: string, what: string): void {
  const holder: z.infer<typeof holderSchema> = {
    what: what.slice(0, 300),
    since: new Date().toISOString(),
    pid: process.pid,
    computer: os.hostname().slice(0, 300),
  };
  try {
    writeFileSync(holderFile(folder), `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  } catch {
    // The lock is what counts; a full disk is told by the work itself.
  }
}

export function removeHolder(folder: string): void {
  rmSync(holderFile(folder), { force: true });
}

/** ": an import by Ada, since 2026-11-21 08:21 UTC (process 4711 on audit-laptop)", or nothing where it cannot be told. */
export function holderWords(folder: string): string {
  try {
    const { what, since, pid, computer } = holderSchema.parse(
      JSON.parse(readFileSync(holderFile(folder), 'utf8')),
    );
    const when = since.slice(0, 16).replace('T', ' ');
    return `: ${what}, since ${when} UTC (process ${pid} on ${computer})`;
  } catch {
    return '';
  }
}
