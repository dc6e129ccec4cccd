import { makeCondition, makeGroup } from './filter.ts';
import type { FilterNode, Group } from './filter.ts';
import { isOnlyAbout } from './filterCheck.ts';
import { normalFilter } from './filterNormal.ts';

/**
 * One-click filters on a value of a field; null stands for "(none)". Includes on one field combine with OR (they
 * become one chip), excludes and different fields with AND. A click takes back what an earlier one said to the contrary.
 */

/** What a chip says of one field: these values, and whether events without one count among them. */
type Values = { readonly values: readonly string[]; readonly none: boolean };

export function include(filter: Group, field: string, value: string | null): Group {
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

export function exclude(filter: Group, field: string, value: string | null): Group {
  const before = normalFilter(filter).items;
  const items = takeBack(before, (node) => includedBy(node, field), value, includeChips, field);
  // Taking one of several included values back already leaves it out.
  if (items.some((node) => includedBy(node, field) !== null)) return makeGroup('all', items);
  if (value === null)
    return makeGroup('all', [...items.filter((node) => !isExists(node, field)), exists(field)]);
  const place = items.findIndex((node) => (excludedBy(node, field)?.values.length ?? 0) > 0);
  const known = place < 0 ? null : excludedBy(items[place], field);
  const [chip] = excludeChips(field, withValue(known, value));
  if (chip === undefined) return makeGroup('all', items);
  return makeGroup('all', place < 0 ? [...items, chip] : items.with(place, chip));
}

/** That value alone: other chips that speak of the field and nothing else go. */
export function only(filter: Group, field: string, value: string | null): Group {
  const rest = normalFilter(filter).items.filter((node) => !isOnlyAbout(node, field));
  return makeGroup('all', [...rest, includeChip(field, withValue(null, value))]);
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
  value: string | null,
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

function holds(found: Values | null, value: string | null): boolean {
  if (found === null) return false;
  return value === null ? found.none : found.values.includes(value);
}

function withValue(known: Values | null, value: string | null): Values {
  const { values, none } = known ?? { values: [], none: false };
  if (value === null) return { values, none: true };
  return { values: values.includes(value) ? values : [...values, value], none };
}

/** The chips without the value, wherever `read` finds it. */
function takeBack(
  items: readonly FilterNode[],
  read: (node: FilterNode) => Values | null,
  value: string | null,
  write: (field: string, values: Values) => readonly FilterNode[],
  field: string,
): readonly FilterNode[] {
  return items.flatMap((node) => {
    const found = read(node);
    if (found === null || !holds(found, value)) return [node];
    const values = found.values.filter((item) => item !== value);
    return write(field, { values, none: value === null ? false : found.none });
  });
}

/** `f = a`, `f in (a, b)`, `NOT exists f`, or these joined by OR; null for any other chip. */
function includedBy(node: FilterNode | undefined, field: string): Values | null {
  if (node === undefined || node.off) return null;
  if (node.kind === 'condition') {
    const fits = node.field === field && (node.op === 'is' || node.op === 'in');
    return fits ? { values: node.values, none: false } : null;
  }
  if (node.join === 'none') {
    const [item] = node.items;
    const fits = node.items.length === 1 && item !== undefined && isExists(item, field);
    return fits ? { values: [], none: true } : null;
  }
  if (node.join !== 'any') return null;
  let values: readonly string[] = [];
  let none = false;
  for (const item of node.items) {
    const found = item.kind === 'group' && item.join === 'any' ? null : includedBy(item, field);
    if (found === null) return null;
    values = [...values, ...found.values];
    none ||= found.none;
  }
  return { values, none };
}

/** `f != a`, `f !in (a, b)`, `exists f`; null for any other chip. */
function excludedBy(node: FilterNode | undefined, field: string): Values | null {
  if (node?.kind !== 'condition' || node.off || node.field !== field) return null;
  if (node.op === 'isNot' || node.op === 'notIn') return { values: node.values, none: false };
  return node.op === 'exists' ? { values: [], none: true } : null;
}

function includeChip(field: string, { values, none }: Values): FilterNode {
  const [first] = values;
  const missing = makeGroup('none', [exists(field)]);
  if (first === undefined) return missing;
  const present = makeCondition(field, values.length === 1 ? 'is' : 'in', values);
  return none ? makeGroup('any', [present, missing]) : present;
}

function includeChips(field: string, values: Values): readonly FilterNode[] {
  return values.values.length === 0 && !values.none ? [] : [includeChip(field, values)];
}

function excludeChips(field: string, { values, none }: Values): readonly FilterNode[] {
  if (none) return [exists(field)];
  return values.length === 0
    ? []
    : [makeCondition(field, values.length === 1 ? 'isNot' : 'notIn', values)];
}

function exists(field: string): FilterNode {
  return makeCondition(field, 'exists', []);
}

function isExists(node: FilterNode, field: string): boolean {
  return node.kind === 'condition' && node.op === 'exists' && node.field === field && !node.off;
}
