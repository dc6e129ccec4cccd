import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';

import { Dialog } from '../ui/Dialog.tsx';
import { SafeText } from '../ui/SafeText.tsx';
import { movedTo } from './listKey.ts';
import { paletteEntries } from './palette.ts';
import type { PaletteDeed, PaletteEntry, PaletteState } from './palette.ts';

import './palette.css';

type Props = {
  readonly state: PaletteState;
  readonly onDeed: (deed: PaletteDeed) => void;
  readonly onClose: () => void;
};

/** Everything that can be done now, found by its words, with its key. */
export function CommandsDialog({ state, onDeed, onClose }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const entries = paletteEntries(state, text);
  const active = Math.min(at, entries.length - 1);
  const pick = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    onDeed(entry.deed);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = movedTo(event.key, active, entries.length);
    if (event.key === 'Enter') pick(entries[active]);
    else if (to !== null) {
      setAt(to);
      document.querySelector(`#${CSS.escape(`${id}-${to}`)}`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Commands" width={560} onClose={onClose}>
      <input
        className="input palette-input"
        role="combobox"
        aria-label="Find a command"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder="What do you want to do? A view, a field, a time zone, words to search for…"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on its first field
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Commands" className="palette" tabIndex={-1}>
        {entries.map((entry, place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's above
          <div
            key={entry.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            className="palette-entry"
            onMouseMove={() => setAt(place)}
            onClick={() => pick(entry)}
          >
            <span className="palette-words">
              <SafeText text={entry.words} />
            </span>
            <span className="palette-about">
              <SafeText text={entry.about} />
            </span>
            {entry.key !== '' && <kbd>{entry.key}</kbd>}
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className="mute">No command has these words.</p>}
    </Dialog>
  );
}
