import { foldCase } from '../../../shared/pattern.ts';

/** A node of a tree of dots: `organisation` above `organisation.user`. */
export type TreeNode = {
  /** The whole way from the root: `organisation.user`. */
  readonly path: string;
  /** What it adds to the node above: `user`. */
  readonly label: string;
  /** Events at or below it. */
  readonly count: number;
  /** The values that end here, in every spelling; none for a node that is only a way to others. */
  readonly values: readonly string[];
  readonly children: readonly TreeNode[];
};

type Draft = {
  readonly path: string;
  readonly label: string;
  own: number;
  readonly values: string[];
  readonly children: Map<string, Draft>;
};

/**
 * Values of dots as a tree, the most frequent first; a node that leads to one other and no further is one with it. What
 * differs in case alone is one node, as it is one branch for a pattern; the first spelling names it.
 */
export function treeOf(
  values: readonly { readonly value: string; readonly count: number }[],
): readonly TreeNode[] {
  const root = draftOf('', '');
  for (const { value, count } of values) {
    let at = root;
    for (const label of value.split('.')) {
      const key = foldCase(label);
      let next = at.children.get(key);
      if (next === undefined) {
        next = draftOf(at === root ? label : `${at.path}.${label}`, label);
        at.children.set(key, next);
      }
      at = next;
    }
    at.own += count;
    at.values.push(value);
  }
  return finished(root);
}

function draftOf(path: string, label: string): Draft {
  return { path, label, own: 0, values: [], children: new Map() };
}

function finished(draft: Draft): readonly TreeNode[] {
  return [...draft.children.values()]
    .map(nodeOf)
    .toSorted((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1));
}

function nodeOf(draft: Draft): TreeNode {
  const children = finished(draft);
  const [only] = children;
  if (draft.values.length === 0 && children.length === 1 && only !== undefined) {
    return { ...only, label: `${draft.label}.${only.label}` };
  }
  const below = children.reduce((sum, { count }) => sum + count, 0);
  const { path, label, own, values } = draft;
  return { path, label, values, count: own + below, children };
}
