import { useState } from 'react';

import type { Facet } from '../../../shared/eventPage.ts';
import type { Group } from '../../../shared/filter.ts';
import type { Clicked } from '../../../shared/filterClick.ts';
import { FacetValue } from './FacetValue.tsx';
import { treeOf } from './treeOf.ts';
import type { TreeNode } from './treeOf.ts';

type Props = {
  readonly filter: Group;
  readonly field: string;
  readonly label: string;
  readonly facet: Facet;
  /** Values were looked for by name: then every branch that has one is open. */
  readonly isSearched: boolean;
  readonly onChange: (filter: Group) => void;
};

const fewNodes = 10;

/** Actions as a tree of dots, with counts at every node; a branch is chosen as the pattern `branch.*`. */
export function ActionTree(props: Props) {
  const { label, facet } = props;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setAll] = useState(false);
  const nodes = treeOf(
    facet.values.flatMap(({ value, count }) => (value === null ? [] : [{ value, count }])),
  );
  const without = facet.values.find(({ value }) => value === null)?.count ?? 0;
  const most = Math.max(1, without, ...nodes.map(({ count }) => count));
  const shown = isAll || props.isSearched ? nodes : nodes.slice(0, fewNodes);
  const more = isAll ? 'Fewer' : `${nodes.length - fewNodes} more`;
  const toggle = (path: string): void => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  return (
    <>
      <ul aria-label={label}>
        {shown.map((node) => (
          <Node key={node.path} {...props} {...{ node, most, open }} onToggle={toggle} />
        ))}
        {without > 0 && (
          <FacetValue
            {...props}
            about={label}
            chosen={[null]}
            words="(none)"
            whole="(none)"
            count={without}
            most={most}
          />
        )}
      </ul>
      {nodes.length > fewNodes && !props.isSearched && (
        <p className="facet-more">
          <button
            type="button"
            className="link-button"
            data-facet-item
            aria-label={`${more}: ${label}`}
            onClick={() => setAll(!isAll)}
          >
            {more}
          </button>
        </p>
      )}
    </>
  );
}

type NodeProps = Props & {
  readonly node: TreeNode;
  readonly most: number;
  readonly open: ReadonlySet<string>;
  readonly onToggle: (path: string) => void;
};

function Node(props: NodeProps) {
  const { node, label, open, onToggle, filter, field, most, onChange } = props;
  const isBranch = node.children.length > 0;
  const isOpen = isBranch && (props.isSearched || open.has(node.path));
  return (
    <FacetValue
      {...{ filter, field, most, onChange }}
      about={label}
      chosen={chosenBy(node)}
      words={node.label}
      whole={isBranch ? `${node.path}.*` : node.path}
      count={node.count}
      {...(isBranch && { isOpen, onToggle: () => onToggle(node.path) })}
    >
      {isOpen && (
        <ul aria-label={`${label}: ${node.path}`}>
          {node.children.map((child) => (
            <Node key={child.path} {...props} node={child} />
          ))}
        </ul>
      )}
    </FacetValue>
  );
}

/** A leaf is a value; a branch all that lies below it, and itself where events stop there. */
function chosenBy({ path, values, children }: TreeNode): readonly [Clicked, ...Clicked[]] {
  if (children.length > 0) return [{ branch: path }, ...values];
  const [first = path, ...spellings] = values;
  return [first, ...spellings];
}
