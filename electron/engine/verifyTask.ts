import { createHash } from 'node:crypto';
import path from 'node:path';

import { z } from 'zod';

import type { VerifyResult } from '../../shared/caseInfo.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { asExpected } from './db/failures.ts';
import { EventsDigest } from './eventsDigest.ts';
import { Evidence, openEvidence } from './evidence/evidence.ts';
import type { LedgerRow, Original } from './evidence/evidence.ts';
import { RecordTree, subtreeRecords } from './evidence/recordTree.ts';
import { verifyEvidence } from './evidence/verify.ts';
import type { KeptBytes, ReadAgain } from './evidence/verify.ts';
import { BatchThreads } from './import/batchThreads.ts';
import { BlockQueue } from './import/blockQueue.ts';
import { openGiven } from './import/givenFile.ts';
import { openContents } from './import/openContents.ts';
import { otherVersion } from './import/readingVersion.ts';
import type { NotesHead } from './notes/entryLog.ts';
import { openNotes } from './notes/notes.ts';
import type { TaskProgress } from './workerTask.ts';

type Options = {
  readonly author: string;
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

/** Verifies a whole case, and writes into the custody log what came out. */
export async function verifyWhole(folder: string, options: Options): Promise<VerifyResult> {
  const started = performance.now();
  const evidence = openOrFind(folder, options.readOnly);
  if (!(evidence instanceof Evidence))
    return {
      ok: false,
      originals: 0,
      records: 0,
      ledgerEntries: 0,
      problems: [evidence],
      otherVersions: [],
      seconds: 0,
    };
  const threads = new BatchThreads();
  try {
    const seconds = (): number => (performance.now() - started) / 1000;
    let total = 0;
    let done = 0;
    const found = await verifyEvidence(evidence, {
      signal: options.signal,
      onOriginal: (original, at) => {
        if (at === 0)
          total = evidence.originals().reduce((sum, each) => sum + each.decodedBytes, 0);
        progress(original.name, 0);
      },
      readAgain: (original) =>
        readAgain(evidence, original, threads, (bytes, records) => {
          options.signal.throwIfAborted();
          done += bytes;
          progress(original.name, records);
        }),
      decodeContainer,
      otherVersion: ({ interpretation }) => interpretation && otherVersion(interpretation),
    });
    function progress(what: string, records: number): void {
      options.onProgress({
        phase: 'verifying',
        what,
        bytesDone: done,
        bytesTotal: total,
        records,
        rejected: 0,
        seconds: seconds(),
      });
    }
    const notes = await verifyNotes(folder, evidence);
    const problems = [...found.problems, ...notes.problems];
    if (evidence.readOnly === null) {
      const { originals, records } = found;
      const ok = problems.length === 0;
      try {
        evidence.append(
          'verify',
          {
            ok,
            originals,
            records,
            problems: problems.length,
            otherVersions: found.otherVersions.length,
            notes: notes.head,
          },
          options.author,
        );
      } catch (thrown) {
        problems.push({ where: 'custody log', what: `takes no new entry: ${messageOf(thrown)}` });
      }
    }
    return { ...found, ok: problems.length === 0, problems, seconds: seconds() };
  } finally {
    await threads.close();
    evidence.close();
  }
}

type Problem = VerifyResult['problems'][number];

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The evidence; or the finding that evidence.db cannot be read at all. */
function openOrFind(folder: string, readOnly: boolean): Evidence | Problem {
  try {
    return openEvidence(folder, { readOnly });
  } catch (thrown) {
    const known = asExpected(thrown, path.join(folder, 'evidence.db'));
    if (!(known instanceof ExpectedError) || known.code !== 'corrupt') throw thrown;
    return { where: 'evidence.db', what: known.message };
  }
}

/**
 * What is wrong with the auditor's notes, and their head for the custody log; a database that cannot be read is a finding
 * too. A chain of notes made anew lacks the heads that the custody log has.
 */
async function verifyNotes(
  folder: string,
  evidence: Evidence,
): Promise<{ readonly head: NotesHead | null; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const find = (where: string, what: string): void => {
    problems.push({ where, what });
  };
  try {
    const notes = openNotes(folder, { readOnly: true });
    try {
      for (const difference of notes.schemaDifferences()) find('notes.db', difference);
      for (const seq of notes.broken())
        find(`notes.db entry ${seq}`, 'was changed, or an entry before it is missing');
      for (const seq of await notes.unreadable())
        find(`notes.db entry ${seq}`, 'is no note that this Casebook can read');
      for (const { seq, head } of headsInLedger(evidence)) {
        if (!notes.holds(head))
          find(
            `notes.db entry ${head.seq}`,
            `is not the one that custody log entry ${seq} speaks of`,
          );
      }
      return { head: notes.head(), problems };
    } finally {
      notes.close();
    }
  } catch (thrown) {
    find('notes.db', messageOf(thrown));
    return { head: null, problems };
  }
}

const headSchema = z.object({ notes: z.object({ seq: z.number(), hash: z.string() }) });

/** Each head that the custody log has, with the first entry that speaks of it. */
function headsInLedger(evidence: Evidence): readonly { seq: number; head: NotesHead }[] {
  const heads = new Map<string, { seq: number; head: NotesHead }>();
  for (const { seq, body } of ledgerOf(evidence)) {
    const read = headSchema.safeParse(body);
    if (!read.success) continue;
    const head = read.data.notes;
    const key = `${head.seq} ${head.hash}`;
    if (!heads.has(key)) heads.set(key, { seq, head });
  }
  return [...heads.values()];
}

/** The custody log as far as it can be read; what is wrong with it is a finding of its own. */
function ledgerOf(evidence: Evidence): readonly LedgerRow[] {
  try {
    return evidence.ledger();
  } catch (thrown) {
    if (asExpected(thrown, 'evidence.db') instanceof ExpectedError) return [];
    throw thrown;
  }
}

async function readAgain(
  evidence: Evidence,
  original: Original,
  threads: BatchThreads,
  onChunk: (bytes: number, records: number) => void,
): Promise<ReadAgain> {
  const tree = new RecordTree();
  const hash = createHash('sha256');
  const digest = new EventsDigest();
  const firstOfSubtree: string[] = [];
  let records = 0;
  let decoded = 0;
  const queue = original.interpretation
    ? new BlockQueue(original.interpretation, threads, ({ read }) => {
        digest.add(read.digest);
        tree.add(read.records);
        for (let at = 0; at < read.records.count; at++) {
          if (records++ % subtreeRecords === 0)
            firstOfSubtree.push(`E${original.id}-${read.records.offsets[at]}`);
        }
      })
    : null;
  for (const chunk of evidence.content(original)) {
    hash.update(chunk);
    await queue?.push(chunk);
    decoded += chunk.length;
    onChunk(chunk.length, records);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  await queue?.end();
  const eventsDigest = queue ? digest.finish() : null;
  return { tree: tree.finish(), firstOfSubtree, eventsDigest, decoded, sha256: hash.digest('hex') };
}

/** A damaged archive was imported up to the damage, and is read up to it again. */
async function decodeContainer(
  { name }: Original,
  kept: KeptBytes,
): Promise<ReadonlyMap<string, string>> {
  const opened = await openContents(
    'path' in kept
      ? openGiven({ path: kept.path, name })
      : { path: '', name, size: kept.whole.length, modifiedAt: '', whole: kept.whole },
  );
  const found = new Map<string, string>();
  if (opened.kind === 'unsupported') return found;
  for (const content of opened.contents) {
    const hash = createHash('sha256');
    try {
      for await (const chunk of content.open()) hash.update(chunk);
    } catch (thrown) {
      // Refused by a limit: so it was at import, for the archive's bytes are the same.
      if (thrown instanceof ExpectedError) continue;
      if (!(thrown instanceof Error) || thrown.name !== 'DamagedContainer') throw thrown;
    }
    found.set(content.name, hash.digest('hex'));
  }
  return found;
}
