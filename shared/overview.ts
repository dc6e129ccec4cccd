import { z } from 'zod';

import { dayNumber, dayOf } from './coverage.ts';
import type { Day, Gaps } from './coverage.ts';
import type { JsonValue } from './event.ts';
import { makeCondition, makeGroup } from './filter.ts';
import type { FilterNode, Group } from './filter.ts';
import type { Missing } from './missing.ts';
import { timeInterval } from './timeRange.ts';

/** What is audited: whole days, both included, on the wall clock of a zone. A setting of the case. */
export type AuditPeriod = { readonly from: Day; readonly to: Day; readonly zone: string };

/** The name of the case's setting. */
export const auditPeriodSetting = 'auditPeriod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const periodSchema = z.strictObject({ from: day, to: day, zone: z.string().min(1).max(100) });

/** The period in a case's settings; null when none is set. */
export function auditPeriodOf(settings: Readonly<Record<string, JsonValue>>): AuditPeriod | null {
  const found = periodSchema.safeParse(settings[auditPeriodSetting] ?? null);
  return found.success ? found.data : null;
}

/** Events of the period; days are named plainly where `zone` is the period's own, and as instants otherwise. */
export function periodFilter({ from, to, zone: own }: AuditPeriod, zone: string): Group {
  const named = (text: Day): string =>
    own === zone
      ? text
      : new Date(timeInterval(text, { zone: own, newestMs: 0 }).fromMs).toISOString();
  return makeGroup('all', [
    makeCondition('occurredAt', 'gte', [named(from)]),
    makeCondition('occurredAt', 'lt', [named(dayOf(dayNumber(to) + 1))]),
  ]);
}

/** A number that an auditor looks at first, and what it counts. */
export type Figure = {
  readonly name: string;
  readonly label: string;
  /** What is counted, in words. */
  readonly rule: string;
  readonly filter: Group;
};
export type CountedFigure = Figure & { readonly count: number } & Versions;

/** Of the events counted, those whose id another event had already, with different content: one deed counted again. */
export type Versions = {
  readonly versions: { readonly count: number; readonly filter: Group };
};

const secondVersion = makeCondition('flags', 'is', ['conflict']);

/** Of what a filter keeps, the second versions. */
export const secondVersionsOf = (filter: Group): Group =>
  makeGroup('all', [...(filter.join === 'all' ? filter.items : [filter]), secondVersion]);

/** `of which 3 are second versions`; empty where there is none. */
export function versionsWords(count: number): string {
  if (count === 0) return '';
  return `of which ${count.toLocaleString('en')} ${count === 1 ? 'is a second version' : 'are second versions'}`;
}

const all = (...items: readonly FilterNode[]): Group => makeGroup('all', items);
const is = (field: string, ...values: readonly string[]): FilterNode =>
  makeCondition(field, values.length === 1 ? 'is' : 'in', values);

/** By the words of the sources: `apiKey`, `api_key`, "API Key created", `CreateAccessKey`, `personal_access_token`. */
const aboutKeys = makeGroup(
  'any',
  ['*api*key*', '*access*key*', '*access*token*'].flatMap((pattern) => [
    makeCondition('resourceType', 'matches', [pattern]),
    makeCondition('action', 'matches', [pattern]),
  ]),
);

/** Changes of rights of which nothing says whether they were given or taken, by the words of the sources. */
export const rightsChanged: Group = all(
  is('verb', 'update'),
  makeGroup('any', [
    ...[
      '*role*',
      '*member*',
      '*permission*',
      '*visibility*',
      '*acl*',
      '*.access',
      '*_access',
    ].flatMap((pattern) => makeCondition('action', 'matches', [pattern])),
    ...['*role*', '*member*', '*permission*'].map((pattern) =>
      makeCondition('resourceType', 'matches', [pattern]),
    ),
  ]),
);

export const figures: readonly Figure[] = [
  {
    name: 'failures',
    label: 'Failed',
    rule: 'Outcome is failure',
    filter: all(is('outcome', 'failure')),
  },
  {
    name: 'denied',
    label: 'Denied',
    rule: 'Outcome is denied',
    filter: all(is('outcome', 'denied')),
  },
  {
    name: 'deletions',
    label: 'Deletions',
    rule: 'Kind of action is delete',
    filter: all(is('verb', 'delete')),
  },
  {
    name: 'grants',
    label: 'Rights granted',
    rule: 'Kind of action is grant',
    filter: all(is('verb', 'grant')),
  },
  {
    name: 'revocations',
    label: 'Rights revoked',
    rule: 'Kind of action is revoke',
    filter: all(is('verb', 'revoke')),
  },
  {
    name: 'rightsChanged',
    label: 'Rights altered',
    rule: 'Kind of action is update, and resource type or action speaks of roles, members, permissions, visibility or access: whether rights were given or taken is not said',
    filter: rightsChanged,
  },
  {
    name: 'keysCreated',
    label: 'Keys created',
    rule: 'Kind of action is create, and resource type or action speaks of an API key, access key or access token',
    filter: all(is('verb', 'create'), aboutKeys),
  },
  {
    name: 'keysDeleted',
    label: 'Keys deleted',
    rule: 'Kind of action is delete or revoke, and resource type or action speaks of an API key, access key or access token',
    filter: all(is('verb', 'delete', 'revoke'), aboutKeys),
  },
  {
    name: 'exports',
    label: 'Exports',
    rule: 'Kind of action is export',
    filter: all(is('verb', 'export')),
  },
  {
    name: 'disabled',
    label: 'Switched off',
    rule: 'Kind of action is disable',
    filter: all(is('verb', 'disable')),
  },
  {
    name: 'logins',
    label: 'Logins',
    rule: 'Kind of action is login',
    filter: all(is('verb', 'login')),
  },
];

/** A product of the case: the days on which it has events. */
export type Coverage = {
  readonly source: string;
  readonly label: string;
  readonly events: number;
  readonly filter: Group;
  readonly withoutTime: number;
  readonly days: readonly { readonly day: Day; readonly count: number }[];
} & Gaps;

/** The products of a case on the days of a zone, whatever a view filters, against what is audited. */
export type CaseCoverage = {
  readonly period: AuditPeriod | null;
  readonly products: readonly Coverage[];
};

/** Days of the period before a product's first event and after its last: it does not cover them. */
export function uncovered(
  { days }: Pick<Coverage, 'days'>,
  period: AuditPeriod | null,
): { readonly before: number; readonly after: number } {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (period === null || first === undefined || last === undefined) return { before: 0, after: 0 };
  return {
    before: Math.max(0, dayNumber(first) - dayNumber(period.from)),
    after: Math.max(0, dayNumber(period.to) - dayNumber(last)),
  };
}

/** One run of a product's own clean-up that the log tells of. */
export type Purge = {
  readonly event: string;
  /** UTC ISO. */
  readonly time: string | null;
  readonly policy: string | null;
  /** How many records it says were deleted. */
  readonly records: number | null;
};

export type OverviewInput = { readonly zone: string };
export type Overview = {
  readonly zone: string;
  readonly period: AuditPeriod | null;
  readonly events: number;
  /** Figures count these: the events of the period, or all. */
  readonly counted: { readonly count: number; readonly filter: Group } & Versions;
  /** Null without a period. */
  readonly outside: { readonly count: number; readonly filter: Group } | null;
  /** At the edges of the period, where their time is not known well enough; null where there is none such. */
  readonly couldBeInside: { readonly count: number; readonly filter: Group } | null;
  readonly couldBeOutside: { readonly count: number; readonly filter: Group } | null;
  readonly withoutTime: { readonly count: number; readonly filter: Group };
  readonly figures: readonly CountedFigure[];
  readonly products: readonly Coverage[];
  readonly purges: Versions & {
    readonly count: number;
    readonly filter: Group;
    /** What the documentation says of such events; null where it knows none of the case's products. */
    readonly meaning: string | null;
    /** The newest, at most 50. */
    readonly newest: readonly Purge[];
  };
  /** Evidence files with something to be told of, and what. */
  readonly files: readonly {
    readonly original: number;
    readonly name: string;
    readonly warnings: readonly string[];
    readonly rejected: number;
    readonly aside: string | null;
  }[];
  /** What each product's log does not hold, whatever the export. */
  /** What the case may lack, told by what is there. */
  readonly missing: readonly Missing[];
  readonly hidden: readonly {
    readonly label: string;
    readonly hides: readonly string[];
    readonly cannotTell: readonly string[];
  }[];
};
