import { useState } from 'react';

import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';

type Props = { readonly onAnswer: (author: string | null) => void };

/** Asks, once, whose name stands beside what is done. */
export function AuthorDialog({ onAnswer }: Props) {
  const [author, setAuthor] = useState('');
  const name = author.trim();
  return (
    <Dialog title="Your name" width={440} onClose={() => onAnswer(null)}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== '') onAnswer(name);
        }}
      >
        <p>
          The custody log names who imported, set aside, verified and exported. Your name stays on
          this computer and in the cases that you work in.
        </p>
        <TextField label="Name" value={author} onChange={setAuthor} maxLength={200} autoFocus />
        <div className="dialog-buttons">
          <Button onClick={() => onAnswer(null)}>Cancel</Button>
          <Button type="submit" look="primary" disabled={name === ''}>
            Continue
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
