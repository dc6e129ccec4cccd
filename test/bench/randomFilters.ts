import { closeSync, openSync, readSync } from 'node:fs';

import { z } from 'zod';

import { makeCondition, makeGroup } from '../../shared/filter.ts';
import type { Condition, Group } from '../../shared/filter.ts';
import type { Random } from './random.ts';

/** The same question in the words of both: a filter of Casebook's, and what stands behind WHERE. */
export type Question = { readonly filter: Group; readonly where: string };

const text = z.string().nullable();
const recordSchema = z.object({
  createdAt: z.string(),
  type: z.string(),
  userEmail: text,
  action: z.string(),
  resourceType: z.string(),
  projectId: z.string(),
  ipAddress: z.string(),
});
export type Sampled = z.infer<typeof recordSchema>;

/** The first thousands of a generated file's events: what random filters ask for occurs as often as in the file. */
export function sampledEvents(jsonl: string): readonly Sampled[] {
  const handle = openSync(jsonl, 'r');
  const bytes = Buffer.alloc(4 << 20);
  const read = readSync(handle, bytes, 0, bytes.length, 0);
  closeSync(handle);
  const lines = bytes.toString('utf8', 0, read).split('\n').slice(0, -1);
  return lines.map((line) => recordSchema.parse(JSON.parse(line)));
}

type Asked = { readonly condition: Condition; readonly sql: string };
type Ask = (events: readonly Sampled[], random: Random) => Asked;
export type Span = { readonly fromMs: number; readonly toMs: number };

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** One of several, none of several or exactly this, in a field whose values are few or many. */
function oneOf(field: string, column: keyof Sampled): Ask {
  return (events, random) => {
    const some = Array.from({ length: 3 }, () => random.pick(events)[column] ?? 'none');
    const [value = ''] = some;
    switch (random.below(4)) {
      case 0:
        return {
          condition: makeCondition(field, 'in', some),
          sql: `${column} IN (${some.map(quoted).join(', ')})`,
        };
      case 1:
        // Casebook keeps events without a value, as the sentence says.
        return {
          condition: makeCondition(field, 'isNot', [value]),
          sql: `${column} IS DISTINCT FROM ${quoted(value)}`,
        };
      default:
        return {
          condition: makeCondition(field, 'is', [value]),
          sql: `${column} = ${quoted(value)}`,
        };
    }
  };
}

/** Begins with the first characters of a value; `contains` where DuckDB has to look inside of the text, too. */
function part(field: string, column: 'ipAddress' | 'userEmail' | 'resourceType'): Ask {
  return (events, random) => {
    const value = random.pick(events)[column] ?? 'user1';
    const piece = value.slice(0, 4 + random.below(4)).toLowerCase();
    return random.below(2) === 0
      ? {
          condition: makeCondition(field, 'starts', [piece]),
          sql: `starts_with(lower(${column}), ${quoted(piece)})`,
        }
      : {
          condition: makeCondition(field, 'contains', [piece.slice(1)]),
          sql: `contains(lower(${column}), ${quoted(piece.slice(1))})`,
        };
  };
}

const time =
  ({ fromMs, toMs }: Span): Ask =>
  (_events, random) => {
    const at = new Date(Math.floor(fromMs + (toMs - fromMs) * random.next())).toISOString();
    const literal = `TIMESTAMP '${at.replace('T', ' ').replace('Z', '')}'`;
    return random.below(2) === 0
      ? { condition: makeCondition('occurredAt', 'gte', [at]), sql: `createdAt >= ${literal}` }
      : { condition: makeCondition('occurredAt', 'lt', [at]), sql: `createdAt < ${literal}` };
  };

const asks: readonly Ask[] = [
  oneOf('actorEmail', 'userEmail'),
  part('actorEmail', 'userEmail'),
  oneOf('action', 'action'),
  oneOf('resourceType', 'resourceType'),
  part('resourceType', 'resourceType'),
  oneOf('projectId', 'projectId'),
  // These events have no outcome; the kind of actor has as few values.
  oneOf('actorType', 'type'),
  part('ip', 'ipAddress'),
];

/** So many conditions that all have to hold, on different things; with a span, on time too. */
export function randomQuestion(
  events: readonly Sampled[],
  random: Random,
  span: Span | null,
  conditions: number,
): Question {
  const left = [...asks, ...(span === null ? [] : [time(span), time(span)])];
  const asked = Array.from({ length: conditions }, () => {
    const [ask] = left.splice(random.below(left.length), 1);
    if (!ask) throw new Error('more conditions than there are things to ask');
    return ask(events, random);
  });
  return {
    filter: makeGroup(
      'all',
      asked.map(({ condition }) => condition),
    ),
    where: asked.map(({ sql }) => sql).join(' AND '),
  };
}
