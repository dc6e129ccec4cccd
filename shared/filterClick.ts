import { makeCondition, makeGroup } from './filter.ts';
import type { FilterNode, Group } from './filter.ts';
import { isOnlyAbout } from './filterCheck.ts';
import { normalFilter } from './filterNormal.ts';

/**
 * One-click filters on a value of a field; null stands for "(none)". Includes on one field combine with OR (they
 * become one chip), excludes and different fields with AND. A click takes back what an earlier one said to the contrary.
 */

/** What a click is on: a value, "(none)", or a branch of a tree of dots with all that lies below it. */
export type Clicked = string | null | Branch;
export type Branch = { readonly branch: string };

/** What a chip says of one field: these values and branches, and whether events without one count among them. */
type Values = {
  readonly values: readonly string[];
  readonly branches: readonly string[];
  readonly none: boolean;
};
const noValues: Values = { values: [], branches: [], none: false };

export function include(filter: Group, field: string, value: Clicked): Group {
  const items = takeBack(
    normalFilter(filter).items,
    (node) => excludedBy(node, field),
    value,
    excludeChips,
    field,
  );
  const place = items.findIndex((node) => includedBy(node, field) !== null);
  const known = place < 0 ? null : includedBy(items[place], field);
  const chip = includeChip(field, withValue(known, value));
  return makeGroup('all', place < 0 ? [...items, chip] : items.with(place, chip));
}

export function exclude(filter: Group, field: string, value: Clicked): Group {
  const before = normalFilter(filter).items;
  const items = takeBack(before, (node) => includedBy(node, field), value, includeChips, field);
  // Taking one of several included values back already leaves it out, unless a branch still brings it in.
  const left = items.map((node) => includedBy(node, field)).find((found) => found !== null);
  if (left && left.branches.length === 0) return makeGroup('all', items);
  if (value === null)
    return makeGroup('all', [...items.filter((node) => !isExists(node, field)), exists(field)]);
  const isSameKind = ({ values, branches }: Values): boolean =>
    typeof value === 'string' ? values.length > 0 : branches.includes(value.branch);
  const place = items.findIndex((node) => isSameKind(excludedBy(node, field) ?? noValues));
  const known = place < 0 ? null : excludedBy(items[place], field);
  const [chip] = excludeChips(field, withValue(known, value));
  if (chip === undefined) return makeGroup('all', items);
  return makeGroup('all', place < 0 ? [...items, chip] : items.with(place, chip));
}

/** That value alone: other chips that speak of the field and nothing else go. */
export function only(filter: Group, field: string, value: Clicked): Group {
  const rest = normalFilter(filter).items.filter((node) => !isOnlyAbout(node, field));
  return makeGroup('all', [...rest, includeChip(field, withValue(null, value))]);
}

/** Says nothing of that value any more: whether it was included or excluded, alone or among others. */
export function release(filter: Group, field: string, value: Clicked): Group {
  const items = normalFilter(filter).items;
  const without = takeBack(items, (node) => includedBy(node, field), value, includeChips, field);
  return makeGroup(
    'all',
    takeBack(without, (node) => excludedBy(node, field), value, excludeChips, field),
  );
}

/** Events with all of these values together (a category and an event name, say); further clicks of the kind combine with OR. */
export function includeTogether(
  filter: Group,
  pairs: readonly (readonly [field: string, value: string])[],
): Group {
  const chip = makeGroup(
    'all',
    pairs.map(([field, value]) => makeCondition(field, 'is', [value])),
  );
  const fields = pairs.map(([field]) => field).join('\n');
  const items = normalFilter(filter).items;
  const place = items.findIndex((node) =>
    alternatives(node).every((item) => fieldsOf(item) === fields),
  );
  if (place < 0) return makeGroup('all', [...items, chip]);
  const known = alternatives(items[place]);
  const same = JSON.stringify(chip);
  if (known.some((item) => JSON.stringify(item) === same)) return makeGroup('all', items);
  return makeGroup('all', items.with(place, makeGroup('any', [...known, chip])));
}

/** What the window shows beside a value: whether the chips include it, exclude it, or say nothing of it. */
export function choiceOf(
  filter: Group,
  field: string,
  value: Clicked,
): 'included' | 'excluded' | null {
  for (const node of normalFilter(filter).items) {
    if (holds(includedBy(node, field), value)) return 'included';
    if (holds(excludedBy(node, field), value)) return 'excluded';
  }
  return null;
}

function alternatives(node: FilterNode | undefined): readonly FilterNode[] {
  if (node === undefined) return [];
  return node.kind === 'group' && node.join === 'any' && !node.off ? node.items : [node];
}

function fieldsOf(node: FilterNode): string | null {
  if (node.kind !== 'group' || node.join !== 'all' || node.off) return null;
  const names = node.items.map((item) =>
    item.kind === 'condition' && item.op === 'is' && !item.off ? item.field : '',
  );
  return names.join('\n');
}

function holds(found: Values | null, value: Clicked): boolean {
  if (found === null) return false;
  if (value === null) return found.none;
  return typeof value === 'string'
    ? found.values.includes(value)
    : found.branches.includes(value.branch);
}

const withItem = (items: readonly string[], item: string): readonly string[] =>
  items.includes(item) ? items : [...items, item];

function withValue(known: Values | null, value: Clicked): Values {
  const found = known ?? noValues;
  if (value === null) return { ...found, none: true };
  return typeof value === 'string'
    ? { ...found, values: withItem(found.values, value) }
    : { ...found, branches: withItem(found.branches, value.branch) };
}

function withoutValue(found: Values, value: Clicked): Values {
  if (value === null) return { ...found, none: false };
  return typeof value === 'string'
    ? { ...found, values: found.values.filter((item) => item !== value) }
    : { ...found, branches: found.branches.filter((item) => item !== value.branch) };
}

/** The chips without the value, wherever `read` finds it. */
function takeBack(
  items: readonly FilterNode[],
  read: (node: FilterNode) => Values | null,
  value: Clicked,
  write: (field: string, values: Values) => readonly FilterNode[],
  field: string,
): readonly FilterNode[] {
  return items.flatMap((node) => {
    const found = read(node);
    return found === null || !holds(found, value)
      ? [node]
      : write(field, withoutValue(found, value));
  });
}

/** `f = a`, `f in (a, b)`, `f ~ a.*`, `NOT exists f`, or these joined by OR; null for any other chip. */
function includedBy(node: FilterNode | undefined, field: string): Values | null {
  if (node === undefined || node.off) return null;
  if (node.kind === 'condition') {
    if (node.field !== field) return null;
    if (node.op === 'is' || node.op === 'in') return { ...noValues, values: node.values };
    const branch = node.op === 'matches' ? branchOf(node.values[0] ?? '') : null;
    return branch === null ? null : { ...noValues, branches: [branch] };
  }
  if (node.join === 'none') {
    const [item] = node.items;
    const fits = node.items.length === 1 && item !== undefined && isExists(item, field);
    return fits ? { ...noValues, none: true } : null;
  }
  if (node.join !== 'any') return null;
  let all = noValues;
  for (const item of node.items) {
    const found = item.kind === 'group' && item.join === 'any' ? null : includedBy(item, field);
    if (found === null) return null;
    all = {
      values: [...all.values, ...found.values],
      branches: [...all.branches, ...found.branches],
      none: all.none || found.none,
    };
  }
  return all;
}

/** `f != a`, `f !in (a, b)`, `f !~ a.*`, `exists f`; null for any other chip. */
function excludedBy(node: FilterNode | undefined, field: string): Values | null {
  if (node?.kind !== 'condition' || node.off || node.field !== field) return null;
  if (node.op === 'isNot' || node.op === 'notIn') return { ...noValues, values: node.values };
  const branch = node.op === 'notMatches' ? branchOf(node.values[0] ?? '') : null;
  if (branch !== null) return { ...noValues, branches: [branch] };
  return node.op === 'exists' ? { ...noValues, none: true } : null;
}

function includeChip(field: string, { values, branches, none }: Values): FilterNode {
  const items: FilterNode[] = branches.map((branch) =>
    makeCondition(field, 'matches', [branchPattern(branch)]),
  );
  if (values.length > 0)
    items.unshift(makeCondition(field, values.length === 1 ? 'is' : 'in', values));
  if (none) items.push(makeGroup('none', [exists(field)]));
  const [first] = items;
  return items.length === 1 && first !== undefined ? first : makeGroup('any', items);
}

function includeChips(field: string, values: Values): readonly FilterNode[] {
  const isEmpty = values.values.length === 0 && values.branches.length === 0 && !values.none;
  return isEmpty ? [] : [includeChip(field, values)];
}

function excludeChips(field: string, { values, branches, none }: Values): readonly FilterNode[] {
  if (none) return [exists(field)];
  return [
    ...branches.map((branch) => makeCondition(field, 'notMatches', [branchPattern(branch)])),
    ...(values.length === 0
      ? []
      : [makeCondition(field, values.length === 1 ? 'isNot' : 'notIn', values)]),
  ];
}

/** `organisation.user.*`: what lies below a node of a tree of dots. */
function branchPattern(branch: string): string {
  return `${branch.replaceAll(/[*?\\]/g, (sign) => `\\${sign}`)}.*`;
}

/** The node whose branch a pattern means; null for any other pattern. */
function branchOf(pattern: string): string | null {
  const found = /^((?:[^*?\\]|\\[*?\\])+)\.\*$/su.exec(pattern);
  return found ? (found[1] ?? '').replaceAll(/\\([*?\\])/g, '$1') : null;
}

function exists(field: string): FilterNode {
  return makeCondition(field, 'exists', []);
}

function isExists(node: FilterNode, field: string): boolean {
  return node.kind === 'condition' && node.op === 'exists' && node.field === field && !node.off;
}
