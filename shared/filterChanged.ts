import { makeCondition, makeGroup } from './filter.ts';
import type { FilterNode, Group } from './filter.ts';
import { normalFilter } from './filterNormal.ts';

/** One-click filters on a changed path: includes become one chip by OR, excludes one chip of "none of"; a click takes back the contrary. */

export function includeChanged(filter: Group, path: string): Group {
  return withPath(without(filter, 'none', path), 'any', path);
}

export function excludeChanged(filter: Group, path: string): Group {
  const left = without(filter, 'any', path);
  // Taking one of several included paths back already leaves it out.
  return left.items.some((node) => pathsOf(node, 'any') !== null)
    ? left
    : withPath(left, 'none', path);
}

/** The paths of a chip that says nothing but `changed a OR changed b`, or `NOT (…)` of that; null for any other. */
function pathsOf(node: FilterNode, join: 'any' | 'none'): readonly string[] | null {
  if (node.off) return null;
  if (node.kind === 'condition')
    return join === 'any' && node.op === 'changed' ? node.values : null;
  if (node.join !== join) return null;
  const paths: string[] = [];
  for (const item of node.items) {
    if (item.kind !== 'condition' || item.op !== 'changed' || item.off) return null;
    paths.push(...item.values);
  }
  return paths;
}

const chipOf = (join: 'any' | 'none', paths: readonly string[]): Group =>
  makeGroup(
    join,
    paths.map((path) => makeCondition('', 'changed', [path])),
  );

function withPath(filter: Group, join: 'any' | 'none', path: string): Group {
  const { items } = normalFilter(filter);
  const place = items.findIndex((node) => pathsOf(node, join) !== null);
  const known = (items[place] && pathsOf(items[place], join)) ?? [];
  const chip = chipOf(join, known.includes(path) ? known : [...known, path]);
  return normalFilter(makeGroup('all', place < 0 ? [...items, chip] : items.with(place, chip)));
}

function without(filter: Group, join: 'any' | 'none', path: string): Group {
  const items = normalFilter(filter).items.map((node) => {
    const paths = pathsOf(node, join);
    return paths?.includes(path)
      ? chipOf(
          join,
          paths.filter((one) => one !== path),
        )
      : node;
  });
  return normalFilter(makeGroup('all', items));
}
