import { Plus, X } from 'lucide-react';

import { makeGroup } from '../../../shared/filter.ts';
import type { Condition, FilterNode, Group } from '../../../shared/filter.ts';
import { addAt, removeAt, replaceAt, toggleAt } from '../../../shared/filterTree.ts';
import type { FilterPath } from '../../../shared/filterTree.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { useAnswer } from '../../ui/useAnswer.ts';
import { ConditionEditor } from './ConditionEditor.tsx';
import { completeOnly, isComplete, newCondition } from './conditionWords.ts';

export type BuilderProps = {
  readonly bridge: Bridge;
  readonly zone: string;
  /** Changes with the case, so that counts are asked again. */
  readonly generation: number;
  /** The whole draft; edits are reported as a new one. */
  readonly draft: Group;
  readonly onDraft: (draft: Group) => void;
};

type Props = BuilderProps & { readonly group: Group; readonly path: FilterPath };

const joinWords = { all: 'All of', any: 'Any of', none: 'None of' } as const;

/** A group and what is in it, groups among that. */
export function GroupEditor(props: Props) {
  const { group, path, draft, onDraft } = props;
  const name = path.length === 0 ? 'the filter' : `group ${path.map((at) => at + 1).join('.')}`;
  return (
    <fieldset className={`filter-group${group.off ? ' is-off' : ''}`}>
      <legend>
        <select
          className="input"
          aria-label={`How the items of ${name} are joined`}
          value={group.join}
          onChange={(event) => {
            const join = (['all', 'any', 'none'] as const).find(
              (other) => other === event.target.value,
            );
            if (join) onDraft(replaceAt(draft, path, { ...group, join }));
          }}
        >
          {(['all', 'any', 'none'] as const).map((join) => (
            <option key={join} value={join}>
              {joinWords[join]}
            </option>
          ))}
        </select>
        {path.length > 0 && <NodeButtons {...props} node={group} name={name} />}
        <LiveCount {...props} node={group} />
      </legend>
      {group.items.length === 0 && (
        <p className="mute">Nothing in this group yet: it holds for every event.</p>
      )}
      {group.items.map((item, place) => {
        const at = [...path, place];
        return item.kind === 'group' ? (
          <GroupEditor key={place} {...props} group={item} path={at} />
        ) : (
          <ConditionLine key={place} {...props} condition={item} path={at} />
        );
      })}
      <div className="filter-group-foot">
        <button
          type="button"
          className="button small"
          onClick={() => onDraft(addAt(draft, path, newCondition()))}
        >
          <Plus size={12} /> Condition
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => onDraft(addAt(draft, path, makeGroup('any', [newCondition()])))}
        >
          <Plus size={12} /> Group
        </button>
      </div>
    </fieldset>
  );
}

type LineProps = BuilderProps & { readonly condition: Condition; readonly path: FilterPath };

function ConditionLine(props: LineProps) {
  const { condition, path, draft, onDraft, bridge, zone } = props;
  const name = `condition ${path.map((at) => at + 1).join('.')}`;
  return (
    <div className={`filter-line${condition.off ? ' is-off' : ''}`} role="group" aria-label={name}>
      <NodeButtons {...props} node={condition} name={name} />
      <ConditionEditor
        bridge={bridge}
        zone={zone}
        others={makeGroup('all', [])}
        condition={condition}
        onChange={(next) => onDraft(replaceAt(draft, path, next))}
      />
      <LiveCount {...props} node={condition} />
    </div>
  );
}

type NodeProps = BuilderProps & {
  readonly node: FilterNode;
  readonly path: FilterPath;
  readonly name: string;
};

function NodeButtons({ node, path, name, draft, onDraft }: NodeProps) {
  return (
    <span className="filter-node-buttons">
      <input
        type="checkbox"
        checked={!node.off}
        aria-label={`Switch ${name} ${node.off ? 'on' : 'off'}`}
        title={node.off ? 'Switched off' : 'Switch off, keep it'}
        onChange={() => onDraft(toggleAt(draft, path))}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={`Remove ${name}`}
        title="Remove"
        onClick={() => onDraft(removeAt(draft, path))}
      >
        <X size={12} />
      </button>
    </span>
  );
}

type CountProps = BuilderProps & { readonly node: FilterNode };

/** How many events hold for this alone, switched on or off. */
function LiveCount({ node, bridge, zone, generation }: CountProps) {
  const isAsked = node.kind === 'group' || isComplete(node);
  const filter = completeOnly(makeGroup('all', [{ ...node, off: false }]));
  const count = useAnswer(isAsked ? JSON.stringify([filter, zone, generation]) : null, (signal) =>
    bridge.call('event.count', { filter, zone }, signal),
  );
  if (count.failure !== null) return <span className="problem">{count.failure.message}</span>;
  if (count.value === null) return <span className="filter-count">…</span>;
  return (
    <span className="filter-count" title="Events that this alone holds for">
      {count.value.exact ? '' : '≥ '}
      {count.value.count.toLocaleString('en')}
    </span>
  );
}
