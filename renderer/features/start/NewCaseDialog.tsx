import { useState } from 'react';

import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';

type Props = { readonly onName: (name: string) => void; readonly onClose: () => void };

export function NewCaseDialog({ onName, onClose }: Props) {
  const [text, setText] = useState('');
  const name = text.trim();
  return (
    <Dialog title="New case" width={440} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== '') onName(name);
        }}
      >
        <TextField
          label="Name of the case"
          placeholder="ACME Q2 access review"
          value={text}
          onChange={setText}
          maxLength={120}
          autoFocus
        />
        <div className="dialog-buttons">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={name === ''}>
            Create
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
