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
  /** An import by hand: of which files, by whom. */
  importing: z.object({ files: z.string().max(1000), author: z.string().max(300) }).optional(),
});
export type LockHolder = z.infer<typeof holderSchema>;

/** Beside the lock, which nobody can read while it is held; without the lock it says nothing. */
const holderFile = (folder: string): string => path.join(folder, 'writer.json');

export function writeHolder(
  folder: string,
  what: string,
  importing?: LockHolder['importing'],
): LockHolder {
  const holder: LockHolder = {
    what: what.slice(0, 300),
    since: new Date().toISOString(),
    pid: process.pid,
    computer: os.hostname().slice(0, 300),
    ...(importing && {
      importing: {
        files: importing.files.slice(0, 1000),
        author: importing.author.slice(0, 300),
      },
    }),
  };
  try {
    writeFileSync(holderFile(folder), `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  } catch {
    // The lock is what counts; a full disk is told by the work itself.
  }
  return holder;
}

/** Null where there is none, or none that can be read. */
export function readHolder(folder: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(holderFile(folder), 'utf8')));
  } catch {
    return null;
  }
}

export function removeHolder(folder: string): void {
  rmSync(holderFile(folder), { force: true });
}

/** ": an import by Ada, since 2026-11-21 08:21 UTC (process 4711 on audit-laptop)", or nothing where it cannot be told. */
export function holderWords(folder: string): string {
  const holder = readHolder(folder);
  if (holder === null) return '';
  const { what, since, pid, computer } = holder;
  const when = since.slice(0, 16).replace('T', ' ');
  return `: ${what}, since ${when} UTC (process ${pid} on ${computer})`;
}
