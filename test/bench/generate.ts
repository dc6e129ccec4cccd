import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { seeded } from './random.ts';
import type { Random } from './random.ts';

const actors = 500;
const addresses = 50_000;
const resources = 1_000_000;
const firstMs = Date.UTC(2025, 0, 1);

const kinds: readonly (readonly [type: string, actions: readonly string[]])[] = [
  ['trace', ['delete', 'publish', 'bookmark', 'updateTags']],
  ['prompt', ['create', 'update', 'delete', 'promote', 'setLabel']],
  ['dataset', ['create', 'update', 'delete']],
  ['datasetItem', ['create', 'update', 'delete']],
  ['score', ['create', 'update', 'delete']],
  ['orgMembership', ['create', 'update', 'delete']],
  ['projectMembership', ['create', 'update', 'delete']],
  ['apiKey', ['create', 'delete', 'update']],
  ['batchExport', ['create']],
  ['project', ['create', 'update', 'delete', 'transfer']],
];
const roles = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'NONE'];
const agents = [
  'Mozilla/5.0 (X11; Linux x64) Firefox/139.0',
  'Mozilla/5.0 (Macintosh) Safari/605.1.15',
  'langfuse-python/3.2.1',
  'curl/8.9.1',
];

/** Ids of a pool, the same for the same rank. */
function id(prefix: string, rank: number): string {
  return prefix + seeded(rank * 7919 + prefix.charCodeAt(0)).hex(24);
}

function event(random: Random, at: number): string {
  const [resourceType, actions] = random.pick(kinds);
  const action = random.pick(actions);
  const actor = random.skewed(actors);
  const isKey = actor % 9 === 4;
  const resource = random.skewed(resources);
  const version = random.below(40);
  const state = (step: number): string =>
    JSON.stringify({
      id: id('r', resource),
      name: `${resourceType}-${resource}`,
      version: version + step,
      labels: step === 0 ? ['latest'] : ['latest', 'production'],
      role: roles[(version + step) % roles.length],
      config: { temperature: (version + step) / 40, model: 'gpt-large' },
    });
  const org = random.skewed(12);
  const project = org * 8 + random.skewed(8);
  const time = new Date(firstMs + at * 31_000 + random.below(31_000)).toISOString();
  return JSON.stringify({
    id: `c${random.hex(24)}`,
    createdAt: time,
    updatedAt: time,
    type: isKey ? 'API_KEY' : 'USER',
    apiKeyId: isKey ? id('k', actor) : null,
    userId: isKey ? null : id('u', actor),
    orgId: id('o', org),
    userOrgRole: isKey ? null : roles[actor % roles.length],
    projectId: id('p', project),
    userProjectRole: null,
    resourceType,
    resourceId: id('r', resource),
    action,
    before: action === 'create' ? null : state(0),
    after: action === 'delete' ? null : state(1),
    userEmail: isKey ? null : `user${actor}@example.com`,
    ipAddress: `10.${random.skewed(addresses) >> 8}.${random.skewed(addresses) & 255}.${actor & 255}`,
    userAgent: agents[actor % agents.length],
  });
}

/** Writes `count` ABV-like events as JSON lines, about 775 bytes each; gives the bytes written. Same seed, same file. */
export function generateEvents(file: string, count: number, seed = firstSeed): number {
  return write(file, count, seed, (line) => `${line}\n`);
}

/** The same events as CSV with a header. */
export function generateCsv(file: string, count: number, seed = firstSeed): number {
  const cell = (value: unknown): string =>
    typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : '';
  return write(file, count, seed, (line, at) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a line that this file has made
    const record = JSON.parse(line) as Record<string, unknown>;
    const row = `${Object.values(record).map(cell).join(',')}\n`;
    return at === 0 ? `${Object.keys(record).join(',')}\n${row}` : row;
  });
}

/** The same events as `{"Records":[…]}`, 10,000 a file, gzipped, in a new folder. */
export function generateRecordFiles(folder: string, count: number, seed = firstSeed): void {
  mkdirSync(folder);
  const random = seeded(seed);
  for (let from = 0; from < count; from += 10_000) {
    const size = Math.min(10_000, count - from);
    const records = Array.from({ length: size }, (_, i) => event(random, from + i));
    const name = `records-${String(from / 10_000).padStart(5, '0')}.json.gz`;
    writeFileSync(path.join(folder, name), gzipSync(`{"Records":[${records.join(',')}]}`));
  }
}

/**
 * The same events as gz files of `each` JSON lines, a thousand in a folder, as a bucket's copy lies on disk; and one file of the
 * same bytes, which is what `cat` makes of them: gzip members follow one another.
 */
export function generateSmallFiles(
  folder: string,
  whole: string,
  files: number,
  each: number,
  seed = firstSeed,
): void {
  const random = seeded(seed);
  const handle = openSync(whole, 'w');
  for (let at = 0; at < files; at++) {
    const day = path.join(folder, String(Math.floor(at / 1000)).padStart(4, '0'));
    if (at % 1000 === 0) mkdirSync(day, { recursive: true });
    const lines = Array.from({ length: each }, (_, i) => `${event(random, at * each + i)}\n`);
    const bytes = gzipSync(lines.join(''));
    writeFileSync(path.join(day, `events-${String(at).padStart(7, '0')}.jsonl.gz`), bytes);
    writeSync(handle, bytes);
  }
  closeSync(handle);
}

export const firstSeed = 20_260_101;

function write(
  file: string,
  count: number,
  seed: number,
  textOf: (line: string, at: number) => string,
): number {
  const random = seeded(seed);
  const handle = openSync(file, 'w');
  let bytes = 0;
  let pending = '';
  for (let at = 0; at < count; at++) {
    pending += textOf(event(random, at), at);
    if (pending.length > 4_000_000 || at === count - 1) {
      bytes += writeSync(handle, pending);
      pending = '';
    }
  }
  closeSync(handle);
  return bytes;
}
