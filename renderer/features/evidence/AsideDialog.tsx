import { useState } from 'react';

import type { OriginalInfo } from '../../../shared/importResult.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';

type Props = {
  readonly info: OriginalInfo;
  readonly onAside: (aside: boolean, reason: string) => void;
  readonly onClose: () => void;
};

/** Leaves a file out of what is looked at, or takes it back in; never without a word in the custody log. */
export function AsideDialog({ info, onAside, onClose }: Props) {
  const [text, setText] = useState('');
  const reason = text.trim();
  const isBack = info.aside !== null;
  const isReady = isBack || reason !== '';
  return (
    <Dialog
      title={isBack ? `Bring back E${info.original}` : `Set aside E${info.original}`}
      width={480}
      onClose={onClose}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onAside(!isBack, reason);
        }}
      >
        <p>
          {isBack
            ? 'Its events come back into views, counts and exports.'
            : 'Its events are left out of views, counts and exports. The file and its events stay in the case, and it can be brought back.'}{' '}
          The custody log keeps your name and the reason.
        </p>
        <TextField
          label={isBack ? 'Reason, if there is one to keep' : 'Reason'}
          value={text}
          onChange={setText}
          maxLength={1000}
          autoFocus
        />
        <div className="dialog-buttons">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={!isReady}>
            {isBack ? 'Bring back' : 'Set aside'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
