import { readdir, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

import { ExpectedError } from '../../../shared/failure.ts';
import type { FolderSource } from '../../../shared/sync.ts';
import { detectFormat, sniffContainer } from '../import/detect.ts';
import type { GivenFile } from '../import/givenFile.ts';
import type { Wishes } from '../import/recognise.ts';
import { cutFile, readStart } from './cutFile.ts';
import type { FetchBatch, Fetching } from './fetch.ts';
import type { Taken } from './syncRecord.ts';

/** A file that changed so lately may still be being written. */
const settleMs = 2000;
/** A last line without an end is taken all the same once nothing was added for so long. */
const lastLineMs = 60_000;
const firstFiles = 50;
const mostFiles = 2000;
const mostBytes = 512 * 1024 * 1024;

type Found = {
  readonly place: string;
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
};

/**
 * New and changed files of a watched folder. Of a JSON-lines file that has grown only what it gained is taken, once what
 * was there before is found unchanged; a half-written last line waits. Any other changed file is taken again as a whole.
 */
export async function fetchFolder(fetching: Fetching<FolderSource>): Promise<FetchBatch> {
  const { source, staging, signal, round } = fetching;
  const earlier = latestByPlace(fetching);
  const found: Found[] = [];
  await walk(source.folder, '', found, path.resolve(fetching.folder));
  const files: (GivenFile & Wishes)[] = [];
  const warnings: string[] = [];
  let bytes = 0;
  let hasMore = false;
  for (const [at, file] of found.entries()) {
    signal.throwIfAborted();
    const known = earlier.get(file.place);
    if (known && isSame(known, file)) continue;
    if (files.length >= (round === 0 ? firstFiles : mostFiles) || bytes >= mostBytes) {
      hasMore = true;
      break;
    }
    fetching.onProgress({
      phase: 'fetching',
      what: `${file.place} (${at + 1} of ${found.length})`,
      bytesDone: 0,
      bytesTotal: 0,
      records: 0,
      rejected: 0,
      seconds: 0,
    });
    const took = await take(file, known, path.join(staging, String(files.length))).catch(
      (thrown: unknown): Took => ({ ...nothing, warnings: [unreadable(file, thrown)] }),
    );
    warnings.push(...took.warnings);
    if (took.given === null) continue;
    const mapping = known?.original == null ? null : fetching.mappingOf(known.original);
    files.push(mapping === null ? took.given : { ...took.given, mapping });
    bytes += took.bytes;
  }
  return {
    files,
    cursor: null,
    isQuiet: files.length === 0,
    isWhole: false,
    hasMore,
    requests: 0,
    warnings,
    error: null,
  };
}

function latestByPlace({ records }: Fetching<FolderSource>): ReadonlyMap<string, Taken> {
  const latest = new Map<string, Taken>();
  for (const { taken } of records) for (const each of taken) latest.set(each.place, each);
  return latest;
}

/** Everything of it was taken, and it has not changed since. */
function isSame(known: Taken, file: Found): boolean {
  const isWhole = known.to === file.size || known.failed !== undefined;
  return isWhole && known.size === file.size && known.modifiedMs === file.modifiedMs;
}

async function walk(root: string, below: string, found: Found[], ownCase: string): Promise<void> {
  const folder = path.join(root, below);
  if (path.resolve(folder) === ownCase) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new ExpectedError(
      'unreachable',
      `${folder}: the watched folder is not there, or cannot be read`,
      { cause },
    );
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const place = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) await walk(root, place, found, ownCase);
    if (!entry.isFile()) continue;
    const file = path.join(root, place);
    const about = await stat(file).catch(() => null);
    // gone between the two: it was moved, and is found under its new name
    if (about !== null)
      found.push({ place, path: file, size: about.size, modifiedMs: Math.floor(about.mtimeMs) });
  }
}

type Took = {
  readonly given: GivenFile | null;
  readonly bytes: number;
  readonly warnings: readonly string[];
};
const nothing: Took = { given: null, bytes: 0, warnings: [] };

async function take(file: Found, known: Taken | undefined, staged: string): Promise<Took> {
  const age = Date.now() - file.modifiedMs;
  const isLog = await growsByLines(file);
  const waits: Took = {
    ...nothing,
    warnings: [`${file.place} is still being written; it is read once it is left alone`],
  };
  if (!isLog && age < settleMs && age >= 0) return waits;
  const before = known?.to === undefined || known.sha256 === undefined ? null : known;
  const cut = await cutFile(file.path, {
    size: file.size,
    byLines: isLog && age < lastLineMs,
    from: isLog ? 'new' : 'start',
    before: before === null ? null : { to: before.to ?? 0, sha256: before.sha256 ?? '' },
    staged,
  });
  if (cut === null) return isLog && known === undefined ? waits : nothing;
  await utimes(staged, new Date(), new Date(file.modifiedMs));
  const warnings =
    cut.change === 'rewritten'
      ? [
          `${file.place}${rewritten} what was read of it before${known?.original == null ? '' : ` (E${known.original})`} is not what it begins with now, so it was taken again as a whole`,
        ]
      : [];
  return {
    bytes: cut.to - cut.from,
    warnings,
    given: {
      path: staged,
      name: cut.from === 0 ? file.place : `${file.place} from byte ${cut.from}`,
      fetched: {
        place: file.place,
        at: new Date().toISOString(),
        size: file.size,
        modifiedMs: file.modifiedMs,
        from: cut.from,
        to: cut.to,
        sha256: cut.sha256,
        change: cut.change,
      },
    },
  };
}

const rewritten = ' was rewritten:';

/** Whether a run's warning says that a log is not what it was: somebody should look. */
export function saysRewritten(warning: string): boolean {
  return warning.includes(rewritten);
}

/** One file that cannot be read does not keep the others out. */
function unreadable(file: Found, thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
  if (code === null) throw thrown;
  return `${file.place} cannot be read (${code})`;
}

/** Whether a file is a log of JSON lines, which is written by adding to its end. */
async function growsByLines(file: Found): Promise<boolean> {
  const head = await readStart(file.path);
  if (sniffContainer(head) !== 'plain') return false;
  const format = detectFormat(head, head.length === file.size, file.place);
  if ('problem' in format) return false;
  if (format.spec.encoding !== 'utf-8') return false;
  if (/^(?:prefixed-)?json-lines$/u.test(format.spec.name)) return true;
  // one line so far looks like one object
  const oneLine = head.indexOf(10) === -1 || head.indexOf(10) === head.length - 1;
  return (
    format.spec.name === 'json-object' && oneLine && /\.(jsonl|ndjson|log)$/iu.test(file.place)
  );
}
