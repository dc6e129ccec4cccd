import { assertNever } from './failure.ts';
import { findField } from './field.ts';
import type { Condition, FilterNode, Group, Operator } from './filter.ts';
import { activeFilter, normalFilter } from './filterNormal.ts';

export type SentenceOptions = {
  /** The view's zone: times in the filter are read in it. */
  readonly zone: string;
};

/**
 * A filter in English: *action matches organisation.user.\* and actor is not ci-bot (or has none)*. Says of negatives
 * that they keep events without a value, and of what is switched off that it is left out.
 */
export function filterSentence(group: Group, options: SentenceOptions): string {
  const active = activeFilter(normalFilter(group));
  const said = active.items.length === 0 ? 'every event' : joined(active, options);
  const off = switchedOff(normalFilter(group)).map((node) => say({ ...node, off: false }, options));
  if (off.length === 0) return said;
  return `${said}; left out, since switched off: ${off.join('; ')}`;
}

/** One condition or group in English, for a chip; on or off alike. */
export function nodeSentence(node: FilterNode, options: SentenceOptions): string {
  const items = activeFilter({
    kind: 'group',
    join: 'all',
    items: [{ ...node, off: false }],
    off: false,
  });
  return items.items.length === 0 ? 'nothing' : joined(items, options);
}

/** The outermost nodes that are off. */
function switchedOff(node: FilterNode): readonly FilterNode[] {
  if (node.off) return [node];
  return node.kind === 'condition' ? [] : node.items.flatMap(switchedOff);
}

function say(node: FilterNode, options: SentenceOptions): string {
  if (node.kind === 'condition') return sayCondition(node, options);
  if (node.join === 'none') {
    const inner = joined({ ...node, join: 'any' }, options);
    return node.items.length > 1 ? `none of: (${inner})` : `not (${inner})`;
  }
  return node.items.length === 1 ? joined(node, options) : `(${joined(node, options)})`;
}

function joined(group: Group, options: SentenceOptions): string {
  if (group.join === 'none') return say(group, options);
  const [only] = group.items;
  if (group.items.length === 1 && only?.kind === 'group') return joined(only, options);
  return group.items
    .map((item) => say(item, options))
    .join(group.join === 'any' ? ' or ' : ' and ');
}

const none = ' (or has none)';

function sayCondition(condition: Condition, options: SentenceOptions): string {
  const { op, values } = condition;
  const value = sayValue(values[0] ?? '');
  const field = findField(condition.field);
  if (field?.kind === 'time') return sayTime(condition, options);
  const name = sayField(condition.field);
  switch (op) {
    case 'is':
      return `${name} is ${value}`;
    case 'isNot':
      return `${name} is not ${value}${none}`;
    case 'in':
      return `${name} is ${oneOf(values)}`;
    case 'notIn':
      return `${name} is ${values.length === 1 ? 'not' : 'neither'} ${oneOf(values, 'nor')}${none}`;
    case 'contains':
      return `${name} contains ${value}`;
    case 'notContains':
      return `${name} does not contain ${value}${none}`;
    case 'starts':
      return `${name} starts with ${value}`;
    case 'matches':
      return `${name} matches ${value}`;
    case 'notMatches':
      return `${name} does not match ${value}${none}`;
    case 'gt':
      return `${name} is above ${value}`;
    case 'gte':
      return `${name} is ${value} or above`;
    case 'lt':
      return `${name} is below ${value}`;
    case 'lte':
      return `${name} is ${value} or below`;
    case 'exists':
      return `${name} is given`;
    case 'changed':
      return `${value} was changed`;
    case 'search':
      return `the record contains ${value}`;
    default:
      return assertNever(op);
  }
}

const timeWords: { readonly [O in Operator]?: (times: readonly string[]) => string } = {
  is: ([time]) => `is within ${time}`,
  isNot: ([time]) => `is not within ${time}${none}`,
  in: (times) => `is within ${times.join(' or ')}`,
  notIn: (times) => `is not within ${times.join(' nor ')}${none}`,
  gt: ([time]) => `is after ${time}`,
  gte: ([time]) => `is ${time} or after`,
  lt: ([time]) => `is before ${time}`,
  lte: ([time]) => `is ${time} or before`,
  exists: () => 'is given',
};

function sayTime({ field, op, values }: Condition, { zone }: SentenceOptions): string {
  const times = values.map((value) => sayMoment(value, zone));
  return `${sayField(field)} ${timeWords[op]?.(times) ?? `${op} ${times.join(', ')}`}`;
}

const units: ReadonlyMap<string, string> = new Map([
  ['s', 'second'],
  ['m', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
]);

function sayMoment(value: string, zone: string): string {
  const back = /^-(\d+)\s*([smhdw])$/i.exec(value.trim());
  if (back) {
    const unit = units.get((back[2] ?? '').toLowerCase()) ?? '';
    return `${back[1]} ${unit}${back[1] === '1' ? '' : 's'} before the newest event`;
  }
  return /(?:Z|\d[+-]\d{2}(?::?\d{2})?)$/i.test(value) && value.includes(':')
    ? value
    : `${value} (${zone})`;
}

/** `action`, `IP address`: the label as it stands within a sentence. */
function sayField(name: string): string {
  const label = findField(name)?.label ?? name;
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** As it is, in quotes only where the sentence could be read wrongly. */
function sayValue(value: string): string {
  return value === '' || /[\s(),;“”]/.test(value) ? `“${value}”` : value;
}

function oneOf(values: readonly string[], word = 'or'): string {
  return values.map(sayValue).join(` ${word} `);
}
