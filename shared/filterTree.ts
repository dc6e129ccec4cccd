import { makeCondition, makeGroup } from './filter.ts';
import type { Condition, FilterNode, Group } from './filter.ts';
import { eachCondition, isOnlyAbout } from './filterCheck.ts';
import { isPlainAll, normalFilter } from './filterNormal.ts';

/** Edits of a filter, as pure functions of the tree. All take and give the normal form, whose items are the chips. */

export { choiceOf, exclude, include, includeTogether, only, release } from './filterClick.ts';

/** The way from the outermost group to a node: the place among the items, level by level. Empty: the group itself. */
export type FilterPath = readonly number[];

/** The normal form: see `normalFilter`. */
export function simplify(filter: Group): Group {
  return normalFilter(filter);
}

/** The chips. The place of a chip is its path: the first has `[0]`. */
export function topLevel(filter: Group): readonly FilterNode[] {
  return normalFilter(filter).items;
}

export function nodeAt(filter: Group, path: FilterPath): FilterNode | null {
  let node: FilterNode = filter;
  for (const index of path) {
    if (node.kind !== 'group') return null;
    const next: FilterNode | undefined = node.items[index];
    if (next === undefined) return null;
    node = next;
  }
  return node;
}

/** Another node in the place of one; the filter as it was if there is none there. Not simplified: paths stay good. */
export function replaceAt(filter: Group, path: FilterPath, node: FilterNode): Group {
  return nodeAt(filter, path) === null ? filter : editAt(filter, path, () => [node]);
}

/** Without that node. Paths of its later siblings move up by one. */
export function removeAt(filter: Group, path: FilterPath): Group {
  return nodeAt(filter, path) === null ? filter : editAt(filter, path, () => []);
}

/** A node more at the end of the group there. */
export function addAt(filter: Group, path: FilterPath, node: FilterNode): Group {
  return editAt(filter, path, (group) =>
    group.kind === 'group' ? [{ ...group, items: [...group.items, node] }] : [group],
  );
}

/** Switches a node off, or on again. */
export function toggleAt(filter: Group, path: FilterPath): Group {
  return editAt(filter, path, (node) => [{ ...node, off: !node.off }]);
}

function editAt(
  filter: Group,
  path: FilterPath,
  edit: (node: FilterNode) => readonly FilterNode[],
): Group {
  const [index, ...rest] = path;
  if (index === undefined) {
    const [node] = edit(filter);
    if (node === undefined) return makeGroup('all', []);
    return node.kind === 'group' ? node : makeGroup('all', [node]);
  }
  const items = filter.items.flatMap((item, place) => {
    if (place !== index) return [item];
    if (rest.length === 0) return edit(item);
    return item.kind === 'group' ? [editAt(item, rest, edit)] : [item];
  });
  return { ...filter, items };
}

/** Every chip off: what each held, on or off inside, is kept. */
export function suspendAll(filter: Group): Group {
  const normal = normalFilter(filter);
  return { ...normal, items: normal.items.map((item) => ({ ...item, off: true })) };
}

/** Everything on, at every depth. */
export function resumeAll(filter: Group): Group {
  const on = (node: FilterNode): FilterNode =>
    node.kind === 'condition'
      ? { ...node, off: false }
      : { ...node, off: false, items: node.items.map(on) };
  return normalFilter(makeGroup('all', [on(filter)]));
}

/** How many conditions there are. */
export function countConditions(filter: Group): number {
  let count = 0;
  eachCondition(filter, () => count++);
  return count;
}

/** How many conditions and groups are switched off; what lies inside one that is off is not counted again. */
export function countOff(filter: Group): number {
  const count = (node: FilterNode): number => {
    if (node.off) return 1;
    return node.kind === 'condition' ? 0 : node.items.reduce((sum, item) => sum + count(item), 0);
  };
  return count(filter);
}

// --- search ---

/** The text in the search box: the first search among the chips that is on; empty if there is none. */
export function searchOf(filter: Group): string {
  return topLevel(filter).find(isSearch)?.values[0] ?? '';
}

/** With that text in the search box; an empty one takes it away. */
export function setSearch(filter: Group, text: string): Group {
  const items = topLevel(filter);
  const place = items.findIndex(isSearch);
  const search = text.trim() === '' ? [] : [makeCondition('', 'search', [text])];
  const rest = items.filter((_, index) => index !== place);
  // A search box of its own comes first, so that typing in it does not move the chips.
  const at = Math.max(place, 0);
  return makeGroup('all', [...rest.slice(0, at), ...search, ...rest.slice(at)]);
}

function isSearch(node: FilterNode): node is Condition {
  return node.kind === 'condition' && node.op === 'search' && !node.off;
}

// --- time ---

/** The time chip: `from` inclusive, `to` exclusive, as filter texts. */
export type TimeChip = {
  readonly from: string | null;
  readonly to: string | null;
  /** One node, or the two bounds side by side, as a filter of nothing but a period has them. */
  readonly paths: readonly FilterPath[];
  readonly off: boolean;
};

/** The time chip that `withTime` made, or one of the same form; null if there is none. */
export function timeOf(filter: Group): TimeChip | null {
  const items = topLevel(filter);
  for (const [index, node] of items.entries()) {
    if (node.kind === 'group') {
      const chip = isAll(node) ? boundsOf(node.items) : null;
      if (chip !== null) return { ...chip, paths: [[index]], off: node.off };
      continue;
    }
    const first = boundsOf([node]);
    if (first === null) continue;
    const other = items.findIndex(
      (item, place) => place > index && boundsOf([node, item]) !== null,
    );
    const pair = items[other];
    const both = pair === undefined ? null : boundsOf([node, pair]);
    return both !== null && pair?.off === node.off
      ? { ...both, paths: [[index], [other]], off: node.off }
      : { ...first, paths: [[index]], off: node.off };
  }
  return null;
}

/** The period that bounds of the time name: at most one of each kind; null for anything else. */
function boundsOf(nodes: readonly FilterNode[]): { from: string | null; to: string | null } | null {
  let from: string | null = null;
  let to: string | null = null;
  for (const node of nodes) {
    if (node.kind !== 'condition' || node.field !== 'occurredAt') return null;
    if (node.op === 'gte' && from === null) from = node.values[0] ?? null;
    else if (node.op === 'lt' && to === null) to = node.values[0] ?? null;
    else return null;
  }
  return nodes.length === 0 ? null : { from, to };
}

/** From the start of what `from` names to before the start of what `to` names, instead of any time chip there was. */
export function withTime(filter: Group, from: string | null, to: string | null): Group {
  const bounds = [
    ...(from === null ? [] : [makeCondition('occurredAt', 'gte', [from])]),
    ...(to === null ? [] : [makeCondition('occurredAt', 'lt', [to])]),
  ];
  const [only] = bounds;
  const items = topLevel(filter);
  if (only === undefined) return withoutTime(filter);
  const chip = bounds.length === 1 ? only : makeGroup('all', bounds);
  const place = items.findIndex(isTimeOnly);
  const rest = items.filter((item) => !isTimeOnly(item));
  const before =
    place < 0 ? rest.length : items.slice(0, place).filter((item) => !isTimeOnly(item)).length;
  return makeGroup('all', [...rest.slice(0, before), chip, ...rest.slice(before)]);
}

/** Without the chips that speak of the time alone, on or off. */
export function withoutTime(filter: Group): Group {
  return makeGroup(
    'all',
    topLevel(filter).filter((item) => !isTimeOnly(item)),
  );
}

function isAll(node: Group): boolean {
  return isPlainAll({ ...node, off: false });
}

function isTimeOnly(node: FilterNode): boolean {
  return isOnlyAbout(node, 'occurredAt');
}
