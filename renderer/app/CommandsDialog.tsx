import { useState } from 'react';

import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { Command } from './keys.ts';
import { isUsable, keyless, keys } from './keys.ts';

type Props = {
  readonly hasCase: boolean;
  readonly isReadOnly: boolean;
  readonly onCommand: (command: Command) => void;
  readonly onClose: () => void;
};

/** Every command that can be given now, found by its words, with its key. */
export function CommandsDialog({ hasCase, isReadOnly, onCommand, onClose }: Props) {
  const [text, setText] = useState('');
  const offered = [...keys, ...keyless.map((one) => ({ ...one, key: '' }))].filter(
    ({ command, words }) =>
      command !== 'commands' &&
      isUsable(command, { hasCase, isReadOnly }) &&
      words.toLowerCase().includes(text.trim().toLowerCase()),
  );
  const pick = (command: Command): void => {
    onClose();
    onCommand(command);
  };
  return (
    <Dialog title="Commands" width={460} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const first = offered[0];
          if (first) pick(first.command);
        }}
      >
        <TextField label="Find a command" value={text} onChange={setText} autoFocus />
      </form>
      <div className="commands">
        {offered.map(({ command, words, key }) => (
          <button key={command} type="button" className="command" onClick={() => pick(command)}>
            <span>{words}</span>
            {key !== '' && <kbd>{key}</kbd>}
          </button>
        ))}
        {offered.length === 0 && <p className="mute">No command has these words.</p>}
      </div>
    </Dialog>
  );
}
