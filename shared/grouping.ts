import { z } from 'zod';

import { groupSchema } from './filter.ts';
import type { Group } from './filter.ts';

/** Events put together by the values of a field. */

export const groupingSorts = ['value', 'count', 'first', 'last'] as const;
export type GroupingSort = (typeof groupingSorts)[number];

/** The most groups that the window asks for; a file takes all. */
export const maxGroups = 10_000;

export type GroupingInput = {
  readonly filter: Group;
  readonly zone: string;
  readonly field: string;
  readonly sort: GroupingSort;
  readonly desc: boolean;
  readonly limit: number;
};

/** A null value stands for the events without one; `first` and `last` are UTC ISO, null where none of them has a time. */
export type EventGroup = {
  readonly value: string | null;
  readonly count: number;
  readonly first: string | null;
  readonly last: string | null;
};

export type Grouping = {
  readonly field: string;
  /** Events that the filter keeps. */
  readonly total: number;
  /** How many groups there are, that without a value among them. */
  readonly distinct: number;
  readonly groups: readonly EventGroup[];
};

export const groupingShape = {
  filter: groupSchema,
  zone: z.string().min(1).max(100),
  field: z.string().min(1).max(1000),
  sort: z.enum(groupingSorts),
  desc: z.boolean(),
};
