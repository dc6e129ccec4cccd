/** Actors, API keys, resources and addresses: what a case knows of each. */
import { makeCondition, makeGroup } from './filter.ts';
import type { Condition, Group } from './filter.ts';
import type { TimeDoubt } from './timeDoubt.ts';

export const entityKinds = ['actor', 'key', 'resource', 'ip'] as const;
export type EntityKind = (typeof entityKinds)[number];

/**
 * What one is told by. A resource that has an id is told by it, and by its name only where events give no id; an actor by
 * id, else e-mail, else name; a key by id, else name.
 */
export const identityFields: Readonly<Record<EntityKind, readonly string[]>> = {
  actor: ['actorId', 'actorEmail', 'actorName'],
  key: ['actorId', 'actorName'],
  resource: ['resourceId', 'resourceName'],
  ip: ['ip'],
};

/** Of which an auditor can say that two names are one; an address is what it is. */
export const samePairKinds = ['actor', 'key', 'resource'] as const;

/** Another name of an entity, by an auditor's word: who said so, and when (UTC ISO). */
export type SameName = Pick<EntityRef, 'field' | 'value'> & {
  readonly author: string;
  readonly at: string;
};

export type EntityRef = {
  readonly kind: EntityKind;
  /** One of the kind's identity fields. */
  readonly field: string;
  readonly value: string;
};

/** An entity and the events that name it: their number is that of `entityFilter`, always. */
export type EntityRow = EntityRef & {
  /** What else names it, in the newest or the oldest of its events. */
  readonly name: string | null;
  /** Of an actor the actor type, of a resource the resource type, in the newest of its events. */
  readonly type: string | null;
  readonly count: number;
  /** UTC ISO; null when none of its events has a time. */
  readonly first: string | null;
  readonly last: string | null;
  readonly firstDoubt: TimeDoubt | null;
  readonly lastDoubt: TimeDoubt | null;
};

export const entitySorts = ['value', 'count', 'first', 'last'] as const;
export type EntitySort = (typeof entitySorts)[number];

const succeeded = makeCondition('outcome', 'notIn', ['failure', 'denied']);

/** Creations, and deletions and revocations, but for what the log says did not succeed. */
export const madeBy: Group = makeGroup('all', [makeCondition('verb', 'is', ['create']), succeeded]);
export const endedBy: Group = makeGroup('all', [
  makeCondition('verb', 'in', ['delete', 'revoke']),
  succeeded,
]);

export type EntityListInput = {
  readonly kind: EntityKind;
  /** Only those of which the value, the name or (of a resource) the type contains this, ignoring case. */
  readonly contains: string;
  /** Of resources only those with an event of kind create, and none of kind delete or revoke since. */
  readonly onlyStanding?: boolean | undefined;
  readonly sort: EntitySort;
  readonly desc: boolean;
  readonly offset: number;
  readonly limit: number;
};
export type EntityList = {
  readonly total: number;
  readonly rows: readonly EntityRow[];
  /** Events that name none of the kind. */
  readonly without: number;
};

/** A value, how often, when first and last, and the events of that. */
export type ValueSpan = {
  readonly value: string;
  readonly count: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly firstDoubt: TimeDoubt | null;
  readonly lastDoubt: TimeDoubt | null;
  readonly firstEvent: string;
  /** Nothing in the case had this value before: this event is its first of all. */
  readonly isFirstInCase: boolean;
};

/** Values of a field, the most frequent of very many, in order of their first time. */
export type ValueSpans = { readonly total: number; readonly spans: readonly ValueSpan[] };

export type Related = {
  readonly kind: EntityKind;
  readonly total: number;
  /** The most frequent. */
  readonly rows: readonly EntityRow[];
};

export type EntityPageInput = EntityRef & { readonly zone: string };
export type EntityPage = {
  readonly entity: EntityRow;
  readonly filter: Group;
  /** Names that auditors say are the same: its events count as its own here. */
  readonly same: readonly SameName[];
  /** Other ids and names that its events carry, each a way to everything under it. */
  readonly seenAs: readonly {
    readonly field: string;
    readonly value: string;
    readonly count: number;
  }[];
  /** The products in whose logs it is named. An equal id in two of them need not be one person or thing. */
  readonly sources: readonly { readonly value: string; readonly count: number }[];
  /** Events by weekday (Monday first) and hour in the zone asked for. */
  readonly weekHours: readonly (readonly number[])[];
  readonly withoutTime: number;
  readonly verbs: readonly { readonly value: string; readonly count: number }[];
  readonly outcomes: readonly { readonly value: string; readonly count: number }[];
  readonly actions: ValueSpans;
  readonly agents: ValueSpans;
  /** In order of their first time, where those of `related` are in order of count. */
  readonly addresses: ValueSpans;
  readonly related: readonly Related[];
};

/** Events that name it as whom or what they were done to; null for an address. */
export type DoneTo = {
  readonly filter: Group;
  readonly count: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly actions: ValueSpans;
  readonly actors: readonly EntityRow[];
} | null;

/** Every event that the entity's own page counts: those that name it, or one of the names that are the same. */
export function entityFilter(
  { kind, field, value }: EntityRef,
  same: readonly Pick<EntityRef, 'field' | 'value'>[] = [],
): Group {
  const names = [{ field, value }, ...same];
  const conditions = identityFields[kind].flatMap((each) => {
    const values = names.filter((name) => name.field === each).map((name) => name.value);
    return values.length === 0
      ? []
      : [makeCondition(each, values.length === 1 ? 'is' : 'in', values)];
  });
  const [only] = conditions;
  const named = only !== undefined && conditions.length === 1 ? only : makeGroup('any', conditions);
  return makeGroup('all', [...kindConditions(kind), named]);
}

/** Which events are looked through for entities of a kind. */
export function kindFilter(kind: EntityKind): Group {
  return makeGroup('all', kindConditions(kind));
}

function kindConditions(kind: EntityKind): readonly Condition[] {
  if (kind === 'actor') return [makeCondition('actorType', 'isNot', ['API_KEY'])];
  return kind === 'key' ? [makeCondition('actorType', 'is', ['API_KEY'])] : [];
}

type Named = Readonly<Record<string, unknown>>;

/** The entity of a kind that an event names, by its fields; null when it names none. */
export function entityOf(asked: 'actor' | 'resource' | 'ip', fields: Named): EntityRef | null {
  const kind = asked === 'actor' && fields['actorType'] === 'API_KEY' ? 'key' : asked;
  for (const field of identityFields[kind]) {
    const value = fields[field];
    if (typeof value === 'string' && value !== '') return { kind, field, value };
  }
  return null;
}
