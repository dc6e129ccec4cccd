import type { EventCore, JsonValue, Target, Verb } from '../../../../shared/event.ts';
import { isList } from '../../../../shared/jsonPointer.ts';
import { RecordRejected } from '../readers/reader.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { compilePaths, isObject } from './access.ts';
import type { Access, RecordObject } from './access.ts';
import type { EventChange, EventMore } from './adapter.ts';
import { compileChanges, toldBy } from './changes.ts';
import { compileCondition } from './conditions.ts';
import type { Holds, Seen } from './conditions.ts';
import type { Condition, SourceDefinition, TextField } from './definition.ts';
import { compileRoleChange } from './roleChange.ts';
import { valueAtSteps } from './valueAtSteps.ts';
import { compileValues } from './values.ts';

/** A definition's rules, compiled for the records of one file. */
export type EventRules = {
  /** Throws RecordRejected where the record is no event of this log. */
  readonly core: (core: EventCore, record: RecordObject, part: number) => EventCore;
  readonly change: (
    change: EventChange,
    record: RecordObject,
    core: EventCore,
    part: number,
  ) => EventChange;
  readonly more: (
    more: EventMore,
    record: RecordObject,
    core: EventCore,
    part: number,
    description: string | null,
  ) => EventMore;
  /** Places whose content the event tells elsewhere, or that are about the copy only: no details. */
  readonly told: (seen: Seen, change: EventChange) => readonly Access[];
};

type VerbOf = (action: string, category: string | null, resourceType: string | null) => Verb;

export function compileRules(
  definition: SourceDefinition,
  spec: ReaderSpec,
  verbOf: VerbOf,
): EventRules {
  return {
    core: coreRules(definition, spec, verbOf),
    change: changeRules(definition, spec),
    more: moreRules(definition, spec),
    told: toldPlaces(definition, spec),
  };
}

function toldPlaces({ copy, changes }: SourceDefinition, spec: ReaderSpec): EventRules['told'] {
  const compiled = (paths: readonly string[]): readonly Access[] =>
    paths.map((path) => compilePaths([path], spec));
  const always = compiled(copy ?? []);
  const ofChanges = (changes ?? []).map((change) => ({
    kind: change.kind,
    holds: compileCondition('when' in change ? change.when : undefined, spec),
    places: compiled(toldBy(change)),
  }));
  return (seen, { changeKind }) => [
    ...always,
    ...ofChanges.flatMap(({ kind, holds, places }) =>
      kind === changeKind && holds(seen) ? places : [],
    ),
  ];
}

/** The first rule that holds. */
function compileChoice<T>(
  rules: readonly { readonly when?: Condition | undefined; readonly is: T }[] | undefined,
  spec: ReaderSpec,
): ((seen: Seen) => T | null) | null {
  if (!rules || rules.length === 0) return null;
  const compiled = rules.map(({ when, is }) => ({ holds: compileCondition(when, spec), is }));
  return (seen) => {
    for (const { holds, is } of compiled) if (holds(seen)) return is;
    return null;
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function coreRules(
  definition: SourceDefinition,
  spec: ReaderSpec,
  verbOf: VerbOf,
): EventRules['core'] {
  const rejects = (definition.reject ?? []).map(({ when, reason }) => ({
    holds: compileCondition(when, spec),
    reason,
  }));
  const derive = derivations(definition, spec).filter(({ field }) => field !== 'description');
  const actorType = compileChoice(definition.actorType, spec);
  const outcome = compileChoice(definition.outcome, spec);
  const verb = compileChoice(definition.verb, spec);
  const roleChange = compileRoleChange(definition, spec);
  return (given, record, part) => {
    const core: Mutable<EventCore> = { ...given };
    const seen: Seen = { record, core, part };
    const refused = rejects.find(({ holds }) => holds(seen));
    if (refused) throw new RecordRejected(refused.reason);
    for (const { field, holds, make, replace } of derive) {
      if (field === 'description' || (core[field] !== null && !replace) || !holds(seen)) continue;
      core[field] = make(seen) ?? core[field];
    }
    if (definition.stripPort === true && core.ip !== null) core.ip = withoutPort(core.ip).ip;
    core.actorType =
      actorType?.(seen) ??
      (core.actorType === 'UNKNOWN' && core.actorEmail !== null && given.actorEmail === null
        ? 'USER'
        : core.actorType);
    core.outcome = outcome?.(seen) ?? core.outcome;
    const { action, category, resourceType } = core;
    if (action !== null && (action !== given.action || resourceType !== given.resourceType))
      core.verb = verbOf(action, category, resourceType);
    core.verb = roleChange(seen) ?? verb?.(seen) ?? core.verb;
    return core;
  };
}

type Derivation = {
  readonly field: TextField;
  readonly holds: Holds;
  readonly make: (seen: Seen) => string | null;
  readonly replace: boolean;
};

function derivations(definition: SourceDefinition, spec: ReaderSpec): readonly Derivation[] {
  return (definition.derive ?? []).map(({ field, from, when, replace }) => ({
    field,
    holds: compileCondition(when, spec),
    make: compileValues(from, spec),
    replace: replace === true,
  }));
}

/** `203.0.113.9:5310`, `[2001:db8::7]:443`, `[2001:db8::7]`; anything else stays as it is. */
export function withoutPort(written: string): {
  readonly ip: string;
  readonly port: string | null;
} {
  const found = /^(?:(\d{1,3}(?:\.\d{1,3}){3})|\[([\da-f:.%]+)\])(?::(\d{1,5}))?$/iu.exec(
    written.trim(),
  );
  return found
    ? { ip: found[1] ?? found[2] ?? written, port: found[3] ?? null }
    : { ip: written, port: null };
}

function changeRules(definition: SourceDefinition, spec: ReaderSpec): EventRules['change'] {
  const changes = compileChanges(definition.changes, spec);
  const describe = derivations(definition, spec).filter(({ field }) => field === 'description');
  const targets = targetRules(definition, spec);
  return (plain, record, core, part) => {
    const changed = changes?.({ record, core, part }) ?? null;
    let { description } = plain;
    for (const { holds, make, replace } of describe) {
      const seen: Seen = { record, core, part, description };
      if ((description === null || replace) && holds(seen)) description = make(seen) ?? description;
    }
    const seen: Seen = { record, core, part, description };
    return { ...plain, ...changed, description, targets: [...plain.targets, ...targets(seen)] };
  };
}

function moreRules(definition: SourceDefinition, spec: ReaderSpec): EventRules['more'] {
  const onBehalfOf = compileValues(definition.onBehalfOf, spec);
  const absent = (definition.absent ?? []).map(({ when, words }) => ({
    holds: compileCondition(when, spec),
    words,
  }));
  const ip = compilePaths(definition.mapping.fields.ip, spec);
  return (plain, record, core, part, description) => {
    const seen: Seen = { record, core, part, description };
    const details = new Map<string, JsonValue>(Object.entries(plain.details));
    const principal = onBehalfOf(seen);
    if (principal !== null && principal !== core.actorId) details.set('onBehalfOf', principal);
    const written = definition.stripPort === true ? ip.read(record) : undefined;
    const port = typeof written === 'string' ? withoutPort(written).port : null;
    if (port !== null) details.set('port', port);
    return {
      details: Object.fromEntries(details),
      absent: [
        ...plain.absent,
        ...absent.flatMap(({ holds, words }) => (holds(seen) ? [words] : [])),
      ],
    };
  };
}

const mostTargets = 1000;

function targetRules(
  definition: SourceDefinition,
  spec: ReaderSpec,
): (seen: Seen) => readonly Target[] {
  const rules = (definition.targets ?? []).map((rule) => ({
    keys: rule.at === '' ? [] : (compilePaths([rule.at], spec).places[0] ?? []),
    holds: compileCondition(rule.when, spec),
    type: compileValues(rule.type, spec),
    id: compileValues(rule.id, spec),
    name: compileValues(rule.name, spec),
    email: compileValues(rule.email, spec),
  }));
  return (seen) =>
    rules.flatMap((rule): readonly Target[] => {
      const found = valueAtSteps(seen.record, rule.keys);
      const elements = isList(found) ? found.slice(0, mostTargets) : [found];
      return elements.flatMap((element): readonly Target[] => {
        if (!isObject(element)) return [];
        const inside: Seen = { ...seen, record: element };
        if (!rule.holds(inside)) return [];
        const target = {
          type: rule.type(inside),
          id: rule.id(inside),
          name: rule.name(inside),
          email: rule.email(inside),
        };
        return target.id === null && target.name === null && target.email === null ? [] : [target];
      });
    });
}
