import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

import type { Group } from '../../../shared/filter.ts';
import { filterSentence } from '../../../shared/filterSentence.ts';
import { simplify } from '../../../shared/filterTree.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { completeOnly } from './conditionWords.ts';
import { GroupEditor } from './GroupEditor.tsx';

type Props = {
  readonly bridge: Bridge;
  readonly zone: string;
  readonly generation: number;
  readonly filter: Group;
  readonly onChange: (filter: Group, step?: string) => void;
  readonly onClose: () => void;
};

/**
 * The whole filter as groups within groups. What can be asked holds at once, so that closing, by whichever key, loses
 * nothing; the way back is Ctrl+Z.
 */
export function FilterDialog({ bridge, zone, generation, filter, onChange, onClose }: Props) {
  const [draft, setDraft] = useState(() => rootOf(filter));
  const applied = simplify(completeOnly(draft));
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className="modal-overlay"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="modal filter-dialog">
        <Dialog className="dialog">
          <Heading slot="title">Filter</Heading>
          <div className="filter-tree">
            <GroupEditor
              bridge={bridge}
              zone={zone}
              generation={generation}
              draft={draft}
              group={draft}
              path={[]}
              onDraft={(next) => {
                setDraft(next);
                onChange(simplify(completeOnly(next)), 'builder');
              }}
            />
          </div>
          <p className="filter-sentence">
            Shown: <SafeText text={filterSentence(applied, { zone })} />
          </p>
          <div className="dialog-buttons">
            <span className="mute">The events follow as you edit; Ctrl+Z takes it back.</span>
            <button type="button" className="button is-primary" onClick={onClose}>
              Done
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A filter that is one group and nothing else is edited as that group, or "Any of" could not be the outermost. */
function rootOf(filter: Group): Group {
  const normal = simplify(filter);
  const [only] = normal.items;
  return normal.items.length === 1 && only?.kind === 'group' && !only.off ? only : normal;
}
