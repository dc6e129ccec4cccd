import { X } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import type { Condition, FilterNode } from '../../../shared/filter.ts';
import { nodeSentence } from '../../../shared/filterSentence.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { ConditionEditor } from './ConditionEditor.tsx';
import type { EditorContext } from './ConditionEditor.tsx';
import { chipWords } from './conditionWords.ts';

type Props = EditorContext & {
  readonly node: FilterNode;
  readonly onToggle: () => void;
  readonly onRemove: () => void;
  /** A condition, edited in place. */
  readonly onChange: (condition: Condition) => void;
  /** A group is edited in the builder. */
  readonly onBuild: () => void;
};

/** One item of the filter: on or off, in words, and away. A click on the words edits it where it stands. */
export function FilterChip(props: Props) {
  const { node, zone } = props;
  const sentence = nodeSentence(node, { zone });
  return (
    <span className={`filter-chip${node.off ? ' is-off' : ''}`} role="group" aria-label={sentence}>
      <input
        type="checkbox"
        checked={!node.off}
        title={node.off ? 'Switched off (o)' : 'Switch off, keep it (o)'}
        aria-label={`${sentence}, switched on`}
        onChange={props.onToggle}
      />
      {node.kind === 'group' ? (
        <button type="button" className="filter-chip-words" onClick={props.onBuild}>
          <SafeText text={sentence} />
        </button>
      ) : (
        <DialogTrigger>
          <Button className="filter-chip-words">
            <ChipWords condition={node} />
          </Button>
          <Popover placement="bottom start" className="popover is-wide">
            <Dialog aria-label="Edit filter" className="filter-editor">
              {({ close }) => (
                <ConditionEditor
                  bridge={props.bridge}
                  zone={zone}
                  others={props.others}
                  condition={node}
                  autoFocus
                  onChange={props.onChange}
                  onEnter={close}
                />
              )}
            </Dialog>
          </Popover>
        </DialogTrigger>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={`Remove ${sentence}`}
        title="Remove"
        onClick={props.onRemove}
      >
        <X size={12} />
      </button>
    </span>
  );
}

function ChipWords({ condition }: { readonly condition: Condition }) {
  const { about, operator, values } = chipWords(condition);
  return (
    <>
      <SafeText text={about} /> <span className="mute">{operator}</span>{' '}
      {values !== '' && (
        <b>
          <SafeText text={values} />
        </b>
      )}
    </>
  );
}
