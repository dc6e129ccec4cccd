import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected } from '../db/failures.ts';
import { canonicalJson } from '../evidence/chain.ts';
import { syncFolder } from '../evidence/packWriter.ts';
import { Pace } from '../query/pace.ts';
import { entryHash } from './entryLog.ts';
import type { Entry, EntryLog } from './entryLog.ts';

/** Of one line; an entry with 1,024 events has about 80 KB. */
const longestLine = 4 * 1024 * 1024;

/** Notes on some ten million events; what is read is held in memory. */
const largestFile = 1024 * 1024 * 1024;

/** What goes along: what was said of events, views under names, and which names are one person or thing. */
export const mergedKinds = ['note', 'view', 'same'] as const;

const headerSchema = z.object({ casebook: z.literal('notes'), version: z.literal(1) });
const json: z.ZodType<JsonValue> = z.json();
const lineSchema = z.strictObject({
  seq: z.int().positive(),
  at: z.string(),
  author: z.string(),
  kind: z.enum(mergedKinds),
  name: z.string(),
  value: json,
  previous: z.string(),
  hash: z.string(),
});

export type NotesFileResult = {
  readonly entries: number;
  readonly bytes: number;
  readonly sha256: string;
};

/**
 * Writes every note and saved view with its history as JSON lines: a header, then an entry a line with the hash that covers it and the one
 * before it. Written under another name first, so that a file of that name is whole.
 */
export async function writeNotesFile(
  log: EntryLog,
  file: string,
  about: { readonly case: string; readonly by: string },
  signal: AbortSignal,
): Promise<NotesFileResult> {
  const partial = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomUUID().slice(0, 8)}.partial`,
  );
  const hash = createHash('sha256');
  const pace = new Pace(signal);
  let entries = 0;
  let bytes = 0;
  try {
    const out = await openFile(partial, 'wx', 0o600);
    try {
      const write = async (value: JsonValue): Promise<void> => {
        const line = Buffer.from(`${JSON.stringify(value)}\n`);
        hash.update(line);
        bytes += line.length;
        await out.writeFile(line);
      };
      await write({ casebook: 'notes', version: 1, ...about, at: new Date().toISOString() });
      for (const kind of mergedKinds) {
        for (let seq = 0; ;) {
          const [entry] = log.after(kind, seq, 1);
          if (!entry) break;
          await write({ ...entry, value: json.parse(JSON.parse(entry.value)) });
          ({ seq } = entry);
          entries++;
          if (pace.due()) await pace.rest();
        }
      }
      await out.sync();
    } finally {
      await out.close();
    }
    await rename(partial, file);
    syncFolder(path.dirname(file));
    return { entries, bytes, sha256: hash.digest('hex') };
  } catch (thrown) {
    await rm(partial, { force: true });
    throw asExpected(thrown, file);
  }
}

/**
 * Reads such a file. Throws `unreadable` naming the line that is not an entry, `corrupt` for one whose hash is not what its
 * content makes it.
 */
export async function readNotesFile(
  file: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  const { size } = await stat(file).catch((cause: unknown) => {
    throw new ExpectedError('not-found', `${name}: there is no such file`, { cause });
  });
  if (size > largestFile)
    throw new ExpectedError('unreadable', `${name}: too large for a file of notes`);
  const entries: Entry[] = [];
  const pace = new Pace(signal);
  let number = 0;
  const input = createReadStream(file, { encoding: 'utf8', signal });
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number++;
      if (pace.due()) await pace.rest();
      if (line.trim() === '') continue;
      const value = line.length > longestLine ? null : parsed(line);
      if (number === 1) {
        if (!headerSchema.safeParse(value).success)
          throw new ExpectedError(
            'unreadable',
            `${name}: not a file of notes that Casebook exported, and not a notes.db`,
          );
        continue;
      }
      entries.push(readLine(value, `${name}, line ${number}`));
    }
    return entries;
  } catch (thrown) {
    throw asExpected(thrown, file);
  } finally {
    input.destroy();
  }
}

function readLine(value: unknown, where: string): Entry {
  const read = lineSchema.safeParse(value);
  if (!read.success) throw new ExpectedError('unreadable', `${where}: not an entry of notes`);
  const entry: Entry = { ...read.data, value: canonicalJson(read.data.value) };
  if (entryHash(entry) !== entry.hash)
    throw new ExpectedError(
      'corrupt',
      `${where}: was changed after it was exported; nothing was merged`,
    );
  return entry;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
