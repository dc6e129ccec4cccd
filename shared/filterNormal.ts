import type { FilterNode, Group } from './filter.ts';
import { everything } from './filter.ts';

/**
 * The normal form of a filter, which text, builder and chips share:
 * - the outermost group is an `all` group that is on, and its items are the chips;
 * - an empty group is dropped, whatever it joins, on or off;
 * - an `all` or `any` group of one item is that item; if the group was off, so is the item (an item that was off on
 *   its own account stays inside, so that switching on gives back what was);
 * - `none` of one `any` group is `none` of its items: `NOT (a OR b)`;
 * - all else, nested groups of the same kind among it, stays as it was built.
 */
export function normalFilter(group: Group): Group {
  const node = normalNode(group);
  if (node === null) return everything;
  return isPlainAll(node) ? node : { kind: 'group', join: 'all', items: [node], off: false };
}

/** Null: nothing is left of it. */
export function normalNode(node: FilterNode): FilterNode | null {
  if (node.kind === 'condition') return node;
  const items: FilterNode[] = [];
  for (const item of node.items) {
    const normal = normalNode(item);
    if (normal !== null) items.push(normal);
  }
  const [first] = items;
  if (first === undefined) return null;
  if (items.length > 1) return { ...node, items };
  if (node.join === 'none') {
    return first.kind === 'group' && first.join === 'any' && !first.off
      ? { ...node, items: first.items }
      : { ...node, items };
  }
  if (!node.off) return first;
  return first.off
    ? { kind: 'group', join: 'all', items: [first], off: true }
    : { ...first, off: true };
}

export function isPlainAll(node: FilterNode): node is Group {
  return node.kind === 'group' && node.join === 'all' && !node.off;
}

/**
 * What the filter asks for: without anything that is switched off, and without groups of which nothing is left. This
 * is what an evaluator reads; `NOT` of a group that is wholly off is then no condition, rather than "nothing".
 */
export function activeFilter(group: Group): Group {
  const node = withoutOff(group);
  if (node === null) return everything;
  return isPlainAll(node) ? node : { kind: 'group', join: 'all', items: [node], off: false };
}

function withoutOff(node: FilterNode): FilterNode | null {
  if (node.off) return null;
  if (node.kind === 'condition') return node;
  const items = node.items.flatMap((item) => withoutOff(item) ?? []);
  return items.length === 0 ? null : { ...node, items };
}
