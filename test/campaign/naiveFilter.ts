import { assertNever } from '../../shared/failure.ts';
import type { Condition, FilterNode } from '../../shared/filter.ts';
import { naiveState } from './naiveEvents.ts';
import type { NaiveEvent } from './naiveEvents.ts';

/**
 * What a filter says of an event, in as few words as the operators that the campaign uses can be said in. What is switched
 * off is not there, nor is a group of which nothing is left.
 */
export function naiveHolds(filter: FilterNode, event: NaiveEvent): boolean {
  return verdict(filter, event) ?? true;
}

function verdict(node: FilterNode, event: NaiveEvent): boolean | null {
  if (node.off) return null;
  if (node.kind === 'condition') return conditionHolds(node, event);
  let asked = false;
  for (const item of node.items) {
    const holds = verdict(item, event);
    if (holds === null) continue;
    asked = true;
    if (holds !== (node.join === 'all')) return node.join === 'any';
  }
  return asked ? node.join !== 'any' : null;
}

function conditionHolds(condition: Condition, event: NaiveEvent): boolean {
  const { field, op, values } = condition;
  const [first = ''] = values;
  if (op === 'changed') return naiveChanged(event, first);
  if (field === 'occurredAt') {
    const ms = Date.parse(first);
    return op === 'gte' ? event.ms >= ms : event.ms < ms;
  }
  const value = naiveText(event, field);
  const folded = value?.toLowerCase() ?? null;
  const wanted = first.toLowerCase();
  switch (op) {
    case 'is':
    case 'in':
      return value !== null && values.includes(value);
    case 'isNot':
    case 'notIn':
      return value === null || !values.includes(value);
    case 'starts':
      return folded?.startsWith(wanted) ?? false;
    case 'contains':
      return folded?.includes(wanted) ?? false;
    case 'notContains':
      return !(folded?.includes(wanted) ?? false);
    case 'matches':
      return value !== null && asRegExp(first).test(value);
    case 'notMatches':
      return value === null || !asRegExp(first).test(value);
    case 'exists':
      return value !== null;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'search':
      throw new Error(`the campaign does not ask “${op}”`);
    default:
      return assertNever(op);
  }
}

/** A pattern of `*` and `?` as a regular expression; the campaign's patterns have no backslash. */
function asRegExp(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'isu');
}

function naiveText(event: NaiveEvent, field: string): string | null {
  if (field === 'raw./userOrgRole') return event.userOrgRole;
  const [root, path] = field.split('./');
  if ((root === 'before' || root === 'after') && path !== undefined) {
    const state = naiveState(event, root);
    if (state === null) return null;
    if (path === 'role') return state.role;
    if (path === 'version') return String(state.version);
    if (path === 'config/model') return state.config.model;
    // The generator writes no such path.
    return null;
  }
  return event.fields[field] ?? null;
}

/** Only what was there before and after can have changed. */
function naiveChanged(event: NaiveEvent, path: string): boolean {
  const before = naiveState(event, 'before');
  const after = naiveState(event, 'after');
  if (before === null || after === null) return false;
  switch (path) {
    case 'version':
    case 'role':
    case 'name':
      return before[path] !== after[path];
    case 'labels':
      return before.labels.join() !== after.labels.join();
    case '/config/temperature':
    case 'config':
      return before.config.temperature !== after.config.temperature;
    default:
      return false;
  }
}
