import { assertNever, ExpectedError } from './failure.ts';
import { findField, fields } from './field.ts';
import type { FieldKind } from './field.ts';
import { maxFilterConditions, maxFilterDepth, maxPatternLength, operators } from './filter.ts';
import type { Condition, FilterNode, Group, Operator } from './filter.ts';
import { normalFilter } from './filterNormal.ts';
import { parseCidr } from './ip.ts';
import { timeInterval } from './timeRange.ts';

/** What is wrong with a condition, and which part of it to point at. */
export type ConditionProblem = {
  readonly message: string;
  readonly part: 'field' | 'operator' | 'value';
  /** Which of the values. */
  readonly index: number;
};

/** Throws `bad-filter` if a tree is too deep, too large, or has a condition that cannot be answered. */
export function checkFilter(group: Group): void {
  // Far beyond the limit nothing may recurse into it, not even to tidy it first.
  if (depthOf(group, 100) >= 100) throw new ExpectedError('bad-filter', tooDeep);
  const problem = sizeProblem(normalFilter(group));
  if (problem !== null) throw new ExpectedError('bad-filter', problem);
  eachCondition(group, (condition) => {
    const found = conditionProblem(condition);
    if (found !== null) throw new ExpectedError('bad-filter', found.message);
  });
}

const tooDeep = `Groups can be nested ${maxFilterDepth} deep, no deeper.`;

/** Why a tree in its normal form is too deep or too large; null if it is not. The outermost group is depth 0. */
export function sizeProblem(group: Group): string | null {
  if (depthOf(group, maxFilterDepth + 2) > maxFilterDepth + 1) return tooDeep;
  let count = 0;
  eachCondition(group, () => count++);
  return count > maxFilterConditions
    ? `A filter has at most ${maxFilterConditions} conditions; this one has ${count}. Values of one field can share a condition: FIELD in (a, b).`
    : null;
}

export function eachCondition(node: FilterNode, visit: (condition: Condition) => void): void {
  if (node.kind === 'condition') visit(node);
  else for (const item of node.items) eachCondition(item, visit);
}

/** Whether every condition of a node is on that field. */
export function isOnlyAbout(node: FilterNode, field: string): boolean {
  let only = true;
  eachCondition(node, (found) => {
    if (found.field !== field || found.op === 'search' || found.op === 'changed') only = false;
  });
  return only;
}

function depthOf(node: FilterNode, limit: number): number {
  if (node.kind === 'condition' || limit === 0) return 0;
  let deepest = 0;
  for (const item of node.items) deepest = Math.max(deepest, depthOf(item, limit - 1));
  return deepest + 1;
}

const textOperators: readonly Operator[] = operators.filter(
  (op) => op !== 'changed' && op !== 'search',
);
const unordered = textOperators.filter((op) => !['gt', 'gte', 'lt', 'lte'].includes(op));
const exactOrOrdered: readonly Operator[] = [
  'is',
  'isNot',
  'in',
  'notIn',
  'gt',
  'gte',
  'lt',
  'lte',
  'exists',
];

/** The operators that a field of a kind can be asked with. */
export function operatorsOf(kind: FieldKind): readonly Operator[] {
  switch (kind) {
    case 'text':
      return textOperators;
    case 'time':
    case 'number':
      return exactOrOrdered;
    case 'list':
    case 'ip':
    case 'json':
      return unordered;
    default:
      return assertNever(kind);
  }
}

/** Null if the condition can be answered. */
export function conditionProblem(condition: Condition): ConditionProblem | null {
  const { op, values } = condition;
  const count = valueCountProblem(op, values.length);
  if (count !== null) return { message: count, part: 'operator', index: 0 };
  if (op === 'search' || op === 'changed') {
    if (values[0] !== '') return null;
    const message = op === 'search' ? 'There is nothing to search for.' : 'A path is missing.';
    return { message, part: 'value', index: 0 };
  }
  const field = findField(condition.field);
  if (field === null) {
    return { message: unknownField(condition.field), part: 'field', index: 0 };
  }
  if (!operatorsOf(field.kind).includes(op)) {
    return { message: `${field.name} ${wrongOperator(field.kind)}`, part: 'operator', index: 0 };
  }
  for (const [index, value] of values.entries()) {
    const message = valueProblem(field.name, field.kind, op, value);
    if (message !== null) return { message, part: 'value', index };
  }
  return null;
}

function valueCountProblem(op: Operator, count: number): string | null {
  if (op === 'exists') return count === 0 ? null : '“exists” takes no value.';
  if (op === 'in' || op === 'notIn') {
    return count > 0 ? null : 'A list needs at least one value: in (a, b).';
  }
  if (count === 1) return null;
  return count === 0 ? 'A value is missing.' : 'Only one value can stand here.';
}

function wrongOperator(kind: FieldKind): string {
  return kind === 'time' || kind === 'number'
    ? `is a ${kind}: ask with =, !=, >, >=, <, <=, in or exists.`
    : 'has no order: ask with =, !=, ~, contains, starts, in or exists.';
}

function valueProblem(name: string, kind: FieldKind, op: Operator, value: string): string | null {
  if ((op === 'matches' || op === 'notMatches') && Array.from(value).length > maxPatternLength) {
    return `A pattern has at most ${maxPatternLength} characters.`;
  }
  if (kind === 'number' && !/^-?\d+(?:\.\d+)?$/.test(value)) {
    return `${name} is a number; “${value}” is not.`;
  }
  if (kind === 'time') return timeProblem(value);
  const exact = op === 'is' || op === 'isNot' || op === 'in' || op === 'notIn';
  if (kind === 'ip' && exact && value.includes('/') && parseCidr(value) === null) {
    return `“${value}” is not a range of addresses. Write 10.0.0.0/8 or 2001:db8::/32.`;
  }
  return null;
}

function timeProblem(value: string): string | null {
  try {
    timeInterval(value, { zone: 'UTC', newestMs: 0 });
    return null;
  } catch (error) {
    if (error instanceof ExpectedError) return error.message;
    throw error;
  }
}

/** What people call a field elsewhere. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['time', 'occurredAt'],
  ['date', 'occurredAt'],
  ['timestamp', 'occurredAt'],
  ['when', 'occurredAt'],
  ['user', 'actor'],
  ['username', 'actor'],
  ['who', 'actor'],
  ['email', 'actorEmail'],
  ['role', 'actorRoles'],
  ['roles', 'actorRoles'],
  ['eventname', 'action'],
  ['operation', 'action'],
  ['type', 'resourceType'],
  ['object', 'resource'],
  ['org', 'organisation'],
  ['organization', 'organisation'],
  ['product', 'source'],
  ['file', 'original'],
  ['filename', 'originalName'],
  ['address', 'ip'],
  ['result', 'outcome'],
  ['status', 'outcome'],
  ['reference', 'event'],
  ['hash', 'recordHash'],
  ['sha256', 'bytesSha256'],
  ['tags', 'tag'],
  ['bookmark', 'flagged'],
  ['bookmarked', 'flagged'],
  ['flag', 'flagged'],
  ['note', 'comment'],
  ['notes', 'comment'],
]);

/** The field that was probably meant; null if none is near. */
export function nearField(name: string): string | null {
  const lower = name.toLowerCase();
  const other = otherNames.get(lower);
  if (other !== undefined) return other;
  const byLabel = fields.find((field) => field.label.toLowerCase() === lower);
  if (byLabel) return byLabel.name;
  let best: string | null = null;
  let least = Math.max(1, Math.min(3, Math.floor(lower.length / 2))) + 1;
  for (const field of fields) {
    const distance = editDistance(lower, field.name.toLowerCase());
    if (distance < least) {
      best = field.name;
      least = distance;
    }
  }
  if (best !== null || lower.length < 3) return best;
  return fields.find((field) => field.name.toLowerCase().startsWith(lower))?.name ?? null;
}

function unknownField(name: string): string {
  if (/^(?:raw|before|after)\./i.test(name)) {
    return `A path into the record is written with a slash, as in raw./requestParameters/userName; “${name}” has none.`;
  }
  const near = nearField(name);
  return `There is no field “${name}”.${near === null ? '' : ` Did you mean ${near}?`}`;
}

/** Levenshtein distance, of short words. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return 4;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 4;
}
