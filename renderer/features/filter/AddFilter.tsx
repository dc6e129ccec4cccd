import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import type { Condition, Group } from '../../../shared/filter.ts';
import { makeGroup } from '../../../shared/filter.ts';
import { replaceAt, topLevel } from '../../../shared/filterTree.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { ConditionEditor } from './ConditionEditor.tsx';
import { isComplete, newCondition } from './conditionWords.ts';

type Props = {
  readonly bridge: Bridge;
  readonly zone: string;
  readonly filter: Group;
  readonly onChange: (filter: Group, step?: string) => void;
  readonly onBuild: () => void;
};

/** One condition more: it holds as soon as it can be asked, and follows what is typed. */
export function AddFilter({ bridge, zone, filter, onChange, onBuild }: Props) {
  return (
    <DialogTrigger>
      <Button className="button small">
        <Plus size={13} /> Add filter
      </Button>
      <Popover placement="bottom start" className="popover is-wide">
        <Dialog aria-label="Add filter" className="filter-editor">
          {({ close }) => (
            <>
              <NewCondition
                bridge={bridge}
                zone={zone}
                filter={filter}
                onChange={onChange}
                onEnter={close}
              />
              <div className="filter-editor-foot">
                <span className="mute">The events follow. Enter closes.</span>
                <button
                  type="button"
                  className="button small"
                  onClick={() => {
                    close();
                    onBuild();
                  }}
                >
                  Groups and more (f)
                </button>
              </div>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

type NewProps = Omit<Props, 'onBuild'> & { readonly onEnter: () => void };

function NewCondition({ bridge, zone, filter, onChange, onEnter }: NewProps) {
  const [draft, setDraft] = useState<Condition>(newCondition);
  // Its place among the chips once it holds; the chips before it are those that were there.
  const [place, setPlace] = useState<number | null>(null);
  const [before] = useState(filter);
  const change = (next: Condition): void => {
    setDraft(next);
    if (!isComplete(next)) return;
    if (place === null) {
      const items = topLevel(filter);
      setPlace(items.length);
      onChange(makeGroup('all', [...items, next]), 'add filter');
    } else onChange(replaceAt(filter, [place], next), 'add filter');
  };
  return (
    <ConditionEditor
      bridge={bridge}
      zone={zone}
      others={before}
      condition={draft}
      autoFocus
      onChange={change}
      onEnter={onEnter}
    />
  );
}
