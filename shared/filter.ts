import { z } from 'zod';

/** One filter tree, three faces (builder, text, chips), two consumers (the evaluator and the sentence). */

export const operators = [
  'is',
  'isNot',
  'in',
  'notIn',
  'contains',
  'notContains',
  'starts',
  'matches',
  'notMatches',
  'gt',
  'gte',
  'lt',
  'lte',
  'exists',
  'changed',
  'search',
] as const;
export type Operator = (typeof operators)[number];

export type Condition = {
  readonly kind: 'condition';
  /** A field's name (`shared/field.ts`) or a path; empty for `search`, `changed` has its path in `values`. */
  readonly field: string;
  readonly op: Operator;
  /** As typed. One value for most operators, any number for `in` and `notIn`, none for `exists`. */
  readonly values: readonly string[];
  /** Kept, but switched off: as if it were not there. */
  readonly off: boolean;
};

export type Group = {
  readonly kind: 'group';
  /** All: every item holds. Any: one does. None: no item does (`NOT`). An empty or wholly switched-off group holds for every event. */
  readonly join: 'all' | 'any' | 'none';
  readonly items: readonly FilterNode[];
  readonly off: boolean;
};

export type FilterNode = Condition | Group;

export const maxFilterDepth = 10;
export const maxFilterConditions = 200;
export const maxPatternLength = 1000;

export const everything: Group = { kind: 'group', join: 'all', items: [], off: false };

export function makeCondition(
  field: string,
  op: Operator,
  values: readonly string[],
  off = false,
): Condition {
  return { kind: 'condition', field, op, values, off };
}

export function makeGroup(join: Group['join'], items: readonly FilterNode[], off = false): Group {
  return { kind: 'group', join, items, off };
}

export const conditionSchema = z.strictObject({
  kind: z.literal('condition'),
  field: z.string().max(1000),
  op: z.enum(operators),
  values: z.array(z.string().max(10_000)).max(1000),
  off: z.boolean(),
});

export const groupSchema: z.ZodType<Group> = z.strictObject({
  kind: z.literal('group'),
  join: z.enum(['all', 'any', 'none']),
  items: z.array(z.lazy(() => z.union([conditionSchema, groupSchema]))).max(maxFilterConditions),
  off: z.boolean(),
});
