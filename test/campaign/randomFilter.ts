import { assertNever } from '../../shared/failure.ts';
import { makeCondition, makeGroup } from '../../shared/filter.ts';
import type { Condition, FilterNode, Group } from '../../shared/filter.ts';
import type { Random } from '../bench/random.ts';
import { naiveState } from './naiveEvents.ts';
import type { NaiveEvent } from './naiveEvents.ts';

/** Fields of the event that lie in columns; of `actorName` and `orgName` the generated file says nothing. */
export const askedFields = [
  'action',
  'actorType',
  'actorId',
  'actorEmail',
  'orgId',
  'projectId',
  'resourceType',
  'resourceId',
  'resourceName',
  'ip',
  'userAgent',
];
const missing = ['actorName', 'orgName'];
const operators = [
  'is',
  'is',
  'isNot',
  'in',
  'notIn',
  'starts',
  'contains',
  'notContains',
  'matches',
  'notMatches',
  'exists',
] as const;

function onColumn(random: Random, events: readonly NaiveEvent[]): Condition {
  if (random.below(6) === 0)
    return makeCondition('occurredAt', random.pick(['gte', 'lt']), [
      new Date(random.pick(events).ms).toISOString(),
    ]);
  const field = random.pick(random.below(12) === 0 ? missing : askedFields);
  const op = random.pick(operators);
  const value = random.pick(events).fields[field] ?? 'nothing';
  const from = random.below(value.length);
  const piece = value.slice(from, from + 1 + random.below(value.length - from));
  switch (op) {
    case 'exists':
      return makeCondition(field, op, []);
    case 'in':
    case 'notIn':
      return makeCondition(field, op, [value, random.pick(events).fields[field] ?? 'none']);
    case 'starts':
      return makeCondition(field, op, [value.slice(0, from + 1).toUpperCase()]);
    case 'contains':
    case 'notContains':
      return makeCondition(field, op, [piece]);
    case 'matches':
    case 'notMatches':
      return makeCondition(field, op, [pattern(random, value, piece)]);
    case 'is':
    case 'isNot':
      return makeCondition(field, op, [value]);
    default:
      return assertNever(op);
  }
}

function pattern(random: Random, value: string, piece: string): string {
  const at = random.below(value.length);
  return random.pick([
    `*${piece}*`,
    `${value.slice(0, at)}*`,
    `*${value.slice(at)}`,
    `${value.slice(0, at)}?${value.slice(at + 1)}`,
    `*${piece.slice(0, 1)}*${value.slice(-1)}`,
  ]);
}

/** What a record says that no column holds, or only the second pass fills. */
function onRecord(random: Random, events: readonly NaiveEvent[]): Condition {
  const event = random.pick(events);
  const state = random.pick(['before', 'after'] as const);
  const known = naiveState(event, state);
  switch (random.below(5)) {
    case 0:
      return makeCondition('raw./userOrgRole', random.pick(['is', 'isNot', 'exists'] as const), [
        event.userOrgRole ?? 'OWNER',
      ]);
    case 1:
      return makeCondition(`${state}./role`, random.pick(['is', 'notIn'] as const), [
        known?.role ?? 'ADMIN',
      ]);
    case 2:
      return makeCondition(`${state}./version`, 'is', [String(known?.version ?? 1)]);
    case 3:
      return makeCondition(`${state}./config/model`, random.pick(['exists', 'matches'] as const), [
        '*LARGE',
      ]);
    default: {
      const paths = ['version', 'role', 'labels', 'config', '/config/temperature', 'name'];
      return makeCondition('', 'changed', [random.pick(paths)]);
    }
  }
}

const withoutValues = (condition: Condition): Condition =>
  condition.op === 'exists' ? { ...condition, values: [] } : condition;

/** Groups in groups, NOT among them, some of it switched off; `onRecords` in a hundred conditions look at the record itself. */
export function randomFilter(
  random: Random,
  events: readonly NaiveEvent[],
  onRecords: number,
): Group {
  const made = (depth: number): Group => {
    const items = Array.from({ length: 1 + random.below(3) }, (): FilterNode => {
      if (depth < 3 && random.below(3) === 0) return made(depth + 1);
      const condition =
        random.below(100) < onRecords ? onRecord(random, events) : onColumn(random, events);
      return { ...withoutValues(condition), off: random.below(12) === 0 };
    });
    const join = depth === 0 ? 'all' : random.pick(['all', 'any', 'none'] as const);
    return makeGroup(join, items, depth > 0 && random.below(15) === 0);
  };
  return made(0);
}
