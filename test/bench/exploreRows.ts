import assert from 'node:assert/strict';

import { makeCondition, makeGroup } from '../../shared/filter.ts';
import { defaultView } from '../../shared/view.ts';
import type { Duck } from './duck.ts';
import { openInEngine } from './engine.ts';
import type { BenchEngine } from './engine.ts';
import { gestureRows } from './gestureRows.ts';
import { pivotRows } from './pivotRows.ts';
import { memoryMeasure, timedHere } from './processes.ts';
import type { Took } from './processes.ts';
import { seeded } from './random.ts';
import type { Random } from './random.ts';
import { randomQuestion, sampledEvents } from './randomFilters.ts';
import type { Question, Span } from './randomFilters.ts';
import { median, p95 } from './table.ts';
import type { Row } from './table.ts';

export type Exploring = {
  readonly events: number;
  readonly runs: number;
  readonly caseFolder: string;
  readonly jsonl: string;
  /** Holds the same events in its table `event`. */
  readonly duck: Duck;
};

const filters = 50;
/** Each with its column in DuckDB's table. */
const facets = [
  ['actorEmail', 'userEmail'],
  ['actorType', 'type'],
  ['action', 'action'],
  ['resourceType', 'resourceType'],
  ['orgId', 'orgId'],
  ['projectId', 'projectId'],
  ['ip', 'ipAddress'],
  ['userAgent', 'userAgent'],
] as const;
const sorts = [
  'actorEmail',
  'action',
  'resourceType',
  'projectId',
  'actorType',
  'ip',
  'occurredAt',
];

/** What a window asks of each new filter; `mostMs` at ten million events. */
type Part = {
  readonly what: string;
  readonly mostMs: number;
  ours(engine: BenchEngine, question: Question): Promise<unknown>;
  peer(duck: Duck, question: Question): Promise<unknown>;
};
const zone = 'UTC';
const parts: readonly Part[] = [
  {
    what: 'first page',
    mostMs: 50,
    ours: (engine, question) => pageOf(engine, question, [], 0),
    peer: (duck, { where }) =>
      duck.read(`SELECT * FROM event WHERE ${where} ORDER BY createdAt LIMIT 100`),
  },
  {
    what: 'exact count',
    mostMs: 150,
    ours: (engine, { filter }) => engine.call('event.count', { filter, zone }),
    peer: (duck, { where }) => duck.read(`SELECT count(*) FROM event WHERE ${where}`),
  },
  {
    what: 'eight facets together',
    mostMs: 300,
    ours: (engine, { filter }) =>
      Promise.all(
        facets.map(([field]) => engine.call('event.facet', { filter, zone, field, top: 10 })),
      ),
    peer: async (duck, { where }) => {
      for (const [, column] of facets)
        await duck.read(
          `SELECT ${column}, count(*) AS n FROM event WHERE ${where} GROUP BY 1 ORDER BY n DESC LIMIT 10`,
        );
    },
  },
  {
    what: 'histogram by day',
    mostMs: 150,
    ours: (engine, { filter }) =>
      engine.call('event.histogram', { filter, zone, unit: 'day', split: null }),
    peer: (duck, { where }) =>
      duck.read(
        `SELECT date_trunc('day', createdAt) AS d, count(*) FROM event WHERE ${where} GROUP BY 1 ORDER BY 1`,
      ),
  },
];

/** Looking through a case as a window does, by calls to an engine in a process of its own. */
export async function* exploreRows(at: Exploring): AsyncGenerator<Row> {
  yield await opening(at);
  const engine = await openInEngine(at.caseFolder);
  const memory = engine.watchMemory();
  try {
    yield* filterRows(at, engine);
    yield* jumpRows(at, engine);
    yield await searchRow(at, engine);
    yield* gestureRows(engine, spanOf(at.events), atTen(at));
    yield* pivotRows(engine, atTen(at));
    yield {
      what: 'memory of the engine, case open and in use by all this, most',
      ours: memory.stop(),
      unit: 'MB',
      target: '≤ 1,500 MB',
      note: memoryMeasure,
    };
  } finally {
    memory.stop();
    await engine.close();
  }
}

async function opening({ caseFolder, runs }: Exploring): Promise<Row> {
  const took: number[] = [];
  for (let run = 0; run < Math.max(3, runs); run++) {
    const engine = await openInEngine(caseFolder);
    took.push(engine.ms);
    await engine.close();
  }
  const what = 'open the case: from the start of the engine to the first page';
  return { what, ours: median(took), unit: 'ms', target: '≤ 1,000 ms' };
}

function pageOf(
  engine: BenchEngine,
  { filter }: Pick<Question, 'filter'>,
  sort: readonly { readonly field: string; readonly desc: boolean }[],
  offset: number,
): Promise<{ readonly total: number }> {
  const { columns } = defaultView;
  return engine.call('event.page', { filter, sort, zone, columns, offset, limit: 100 });
}

/** Where a target is meant for more events than there are. */
const atTen = ({ events }: Exploring): string => (events < 10_000_000 ? ' at 10,000,000' : '');

function spanOf(events: number): Span {
  // As the generator spreads them (generate.ts).
  const fromMs = Date.UTC(2025, 0, 1);
  return { fromMs, toMs: fromMs + events * 31_000 };
}

/** A new filter each round; which of its four questions comes first changes, so each is asked of a cold filter in turn. */
async function* filterRows(at: Exploring, engine: BenchEngine): AsyncGenerator<Row> {
  const random = seeded(4);
  const sampled = sampledEvents(at.jsonl);
  const took = parts.map((part) => ({ part, ours: [] as Took[], peer: [] as Took[] }));
  for (let round = 0; round < filters; round++) {
    const question = randomQuestion(sampled, random, spanOf(at.events), 1 + (round % 6));
    const first = round % parts.length;
    const order = [...took.slice(first), ...took.slice(0, first)];
    const ours = async (): Promise<void> => {
      for (const each of order)
        each.ours.push(await engine.timed(() => each.part.ours(engine, question)));
    };
    const peer = async (): Promise<void> => {
      for (const each of order)
        each.peer.push(await timedHere(() => each.part.peer(at.duck, question)));
    };
    await (round % 2 === 0 ? ours().then(peer) : peer().then(ours));
    await assertSameCount(at.duck, engine, question);
  }
  const msOf = (all: readonly Took[]): readonly number[] => all.map(({ ms }) => ms);
  const cpuOf = (all: readonly Took[]): number => median(all.map(({ cpuMs }) => cpuMs));
  for (const { part, ours, peer } of took) {
    yield {
      what: `filters of 1 to 6 conditions: ${part.what}, p95 of ${filters}`,
      ours: p95(msOf(ours)),
      cpu: cpuOf(ours),
      peer: p95(msOf(peer)),
      peerCpu: cpuOf(peer),
      unit: 'ms',
      target: `≤ ${part.mostMs} ms${atTen(at)}`,
      note: 'CPU: median',
    };
  }
  const sums = (who: 'ours' | 'peer'): readonly number[] =>
    Array.from({ length: filters }, (_, round) =>
      took.reduce((sum, all) => sum + (all[who][round]?.ms ?? NaN), 0),
    );
  const what = '  the four together, ';
  const [ours, peer] = [sums('ours'), sums('peer')];
  yield { what: `${what}p95`, ours: p95(ours), peer: p95(peer), unit: 'ms', target: '≤ 1.0 ×' };
  yield { what: `${what}median`, ours: median(ours), peer: median(peer), unit: 'ms' };
}

/** What is fast and wrong is not measured. */
async function assertSameCount(duck: Duck, engine: BenchEngine, question: Question): Promise<void> {
  const { count } = await engine.call('event.count', { filter: question.filter, zone: 'UTC' });
  const [[peer] = []] = await duck.read(`SELECT count(*) FROM event WHERE ${question.where}`);
  assert.equal(count, Number(peer), `DuckDB counts otherwise: ${question.where}`);
}

/** To any row of a filter's result in another order; the count has been told before, the order has not been asked for. */
async function* jumpRows(at: Exploring, engine: BenchEngine): AsyncGenerator<Row> {
  const random = seeded(5);
  const sampled = sampledEvents(at.jsonl);
  const first: number[] = [];
  const next: number[] = [];
  for (let round = 0; round < filters; round++) {
    const question = randomQuestion(sampled, random, spanOf(at.events), 1 + (round % 3));
    const sort = [{ field: random.pick(sorts), desc: random.below(2) === 0 }];
    const { count } = await engine.call('event.count', { filter: question.filter, zone: 'UTC' });
    if (count === 0) continue;
    const jump = async (): Promise<number> => {
      const row = random.below(count);
      return (await engine.timed(() => pageOf(engine, question, sort, row))).ms;
    };
    first.push(await jump());
    for (let again = 0; again < 5; again++) next.push(await jump());
  }
  const what = 'any sort: ';
  yield {
    what: `${what}to any row of a result just counted, p95 of ${first.length}`,
    ours: p95(first),
    unit: 'ms',
    target: `≤ 50 ms${atTen(at)}`,
  };
  yield {
    what: `${what}then to any other row of it, p95 of ${next.length}`,
    ours: p95(next),
    unit: 'ms',
    target: `≤ 50 ms${atTen(at)}`,
  };
}

/** Numbers of resources (`prompt-4711`) that are in fewer than 10,000 events, each asked once. */
async function searchRow(at: Exploring, engine: BenchEngine): Promise<Row> {
  const random: Random = seeded(6);
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < filters; round++) {
    const word = String(1000 + random.skewed(500_000));
    const filter = makeGroup('all', [makeCondition('', 'search', [word])]);
    ours.push((await engine.timed(() => pageOf(engine, { filter }, [], 0))).ms);
    const { count } = await engine.call('event.count', { filter, zone: 'UTC' });
    assert.ok(count < 10_000, `“${word}” is in ${count} events`);
    // DuckDB has no index for it and reads every text; a few times are enough to tell.
    if (round < 5) {
      const said = ['id', 'resourceId', 'before', 'after']
        .map((column) => `contains(${column}, '${word}')`)
        .join(' OR ');
      const sql = `SELECT * FROM event WHERE ${said} ORDER BY createdAt LIMIT 100`;
      peer.push((await timedHere(() => at.duck.read(sql))).ms);
    }
  }
  return {
    what: `search for a word in fewer than 10,000 events: first page, p95 of ${filters}`,
    ours: p95(ours),
    peer: p95(peer),
    unit: 'ms',
    target: `≤ 200 ms${atTen(at)}`,
    note: 'DuckDB: 5 times, the texts of four columns',
  };
}
