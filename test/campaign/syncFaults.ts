import { existsSync, readFileSync } from 'node:fs';

import { canonicalJson } from '../../electron/engine/evidence/chain.ts';
import { createEvidence, openEvidence } from '../../electron/engine/evidence/evidence.ts';
import { openCase } from '../../electron/engine/openCase.ts';
import { resource } from '../../electron/engine/resources.ts';
import type { JsonValue } from '../../shared/event.ts';
import { everything } from '../../shared/filter.ts';
import type { ApiSource } from '../../shared/sync.ts';
import { seeded } from '../bench/random.ts';
import type { Random } from '../bench/random.ts';
import { impatient, syncOnce } from '../helpers/syncCase.ts';
import { faults, startApi } from '../servers/apiServer.ts';
import type { ApiServer, Fault } from '../servers/apiServer.ts';
import type { ApiStyle, Entry } from '../servers/apiStyles.ts';

const patience = { ...impatient, timeoutMs: 150, attempts: 6 };
const mostRuns = 60;

export type FaultyRun = {
  readonly runs: number;
  readonly requests: number;
  readonly records: number;
};

/**
 * Syncs a case from a server that fails at random while its log grows, until a run ends well; then once more without
 * faults. Throws unless the case then holds each record of the log once, and nothing else.
 */
export async function syncThroughFaults(
  made: string,
  style: ApiStyle,
  seed: number,
): Promise<FaultyRun> {
  const random = seeded(seed);
  createEvidence(made, { name: 'Sync', author: 'Campaign' }).close();
  const log = newLog(style, random);
  const api = await startApi(style, log);
  try {
    const source = sourceOf(style, api);
    misbehave(api, style, random);
    let runs = 0;
    for (let well = 0; well < 2 && runs < mostRuns; runs++) {
      const { error } = await syncOnce(made, source, api.secret, patience);
      if (error === null) well++;
    }
    api.fault = () => null;
    api.onRequest = () => undefined;
    const last = await syncOnce(made, source, api.secret);
    if (last.error !== null) throw new Error(`a run without faults fails: ${last.error}`);
    await checkHolds(made, log);
    return { runs: runs + 1, requests: api.requests.length, records: log.length };
  } finally {
    await api.close();
  }
}

export function sourceOf(style: ApiStyle, api: ApiServer): ApiSource {
  return {
    id: 'api',
    name: style.name,
    kind: 'api',
    api: style.name,
    server: api.server,
    values: { ...style.values },
    since: null,
    request: null,
    secret: { kind: 'variable', name: 'TOKEN' },
    certificate: api.certificate,
    schedule: { kind: 'hand' },
  };
}

/** Records in bursts that share a millisecond, or a second, as logs have them. */
export function newLog(style: ApiStyle, random: Random, most = 160): Entry[] {
  const log: Entry[] = [];
  let micros = (Date.now() - 3_600_000) * 1000;
  const count = 60 + random.below(most - 60);
  while (log.length < count) {
    micros += random.below(3) === 0 ? random.below(30_000_000) + 1000 : random.below(400);
    log.push(newEntry(style, log.length + 1, micros));
  }
  return log;
}

export function newEntry(style: ApiStyle, id: number, micros: number): Entry {
  return { id, micros, record: style.record(id, micros) };
}

/** Whether an adapter says that the API's records have ids of their own. */
function isKnown(style: ApiStyle): boolean {
  const file = resource(`sources/${style.product}.json`);
  return existsSync(file) && /"uniqueId": true/u.test(readFileSync(file, 'utf8'));
}

/** A fault at every third request or so; new records at the end, now and then one that comes late. */
function misbehave(api: ApiServer, style: ApiStyle, random: Random): void {
  const hasOwnIds = isKnown(style);
  const rate = 0.1 + random.next() * 0.4;
  api.fault = (): Fault | null => {
    if (random.next() > rate) return null;
    const fault = random.pick(faults);
    // where ids are not known as unique, the same record in other bytes is another
    if (fault === 'changed' && !hasOwnIds) return null;
    // silence costs a whole wait
    return fault === 'slow' && random.below(4) !== 0 ? '500' : fault;
  };
  api.onRequest = () => {
    if (random.below(4) !== 0 || api.log.length > 400) return;
    const newest = api.log.at(-1)?.micros ?? 0;
    const isLate = random.below(4) === 0;
    const micros = isLate ? newest - random.below(60_000_000) : newest + random.below(2_000_000);
    const added = newEntry(style, api.log.length + 1, micros);
    const at = api.log.findLastIndex((each) => each.micros <= micros) + 1;
    api.log.splice(at, 0, added);
  };
}

/** Compares what the case counts as events with the log itself, record by record. */
export async function checkHolds(made: string, log: readonly Entry[]): Promise<void> {
  const held = await heldRecords(made);
  const wanted = log
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- records are plain JSON
    .map(({ record }) => canonicalJson(record as JsonValue))
    .toSorted();
  const missing = wanted.filter((each) => !held.includes(each));
  if (missing.length > 0)
    throw new Error(`${missing.length} of ${wanted.length} records are missing: ${missing[0]}`);
  if (held.length !== wanted.length)
    throw new Error(`${held.length} events of ${wanted.length} records`);
  if (canonicalJson(held) !== canonicalJson(wanted)) throw new Error('records differ');
}

async function heldRecords(made: string): Promise<readonly string[]> {
  const open = openCase(made, { author: 'Campaign' });
  try {
    const set = await open.query.rows(everything, [], 'UTC', new AbortController().signal);
    return Array.from({ length: set.count }, (_, i) => {
      const { bytes } = open.records.read(set.at(i));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON
      return canonicalJson(JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue);
    }).toSorted();
  } finally {
    open.close();
  }
}

/** Entries of the custody log that a sync has written. */
export function syncEntries(made: string): number {
  const evidence = openEvidence(made, { readOnly: true });
  try {
    return evidence.ledger().filter(({ kind }) => kind === 'import' || kind === 'sync').length;
  } finally {
    evidence.close();
  }
}
