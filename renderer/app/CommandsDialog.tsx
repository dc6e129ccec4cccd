import { useState } from 'react';

import { Dialog } from '../ui/Dialog.tsx';
import { FoundList } from '../ui/FoundList.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import { paletteEntries } from './palette.ts';
import type { PaletteDeed, PaletteState } from './palette.ts';

import './palette.css';

type Props = {
  readonly state: PaletteState;
  readonly onDeed: (deed: PaletteDeed) => void;
  readonly onClose: () => void;
};

/** Everything that can be done now, found by its words, with its key. */
export function CommandsDialog({ state, onDeed, onClose }: Props) {
  const [text, setText] = useState('');
  return (
    <Dialog title="Commands" width={560} onClose={onClose}>
      <FoundList
        label="Find a command"
        listLabel="Commands"
        placeholder="What do you want to do? A view, a field, a time zone, words to search for…"
        typed={text}
        onTyped={setText}
        found={paletteEntries(state, text)}
        keyOf={({ id }) => id}
        onPick={({ deed }) => {
          onClose();
          onDeed(deed);
        }}
        nothing="No command has these words."
        fieldClass="input palette-input"
        listClass="palette"
        itemClass={() => 'palette-entry'}
      >
        {({ words, about, key }) => (
          <>
            <span className="palette-words">
              <SafeText text={words} />
            </span>
            <span className="palette-about">
              <SafeText text={about} />
            </span>
            {key !== '' && <kbd>{key}</kbd>}
          </>
        )}
      </FoundList>
    </Dialog>
  );
}
