import { useState } from 'react';

import { maxViewNameLength } from '../../../shared/savedView.ts';
import type { SavedView } from '../../../shared/savedView.ts';
import type { View } from '../../../shared/view.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAction } from '../../ui/useAction.ts';
import { zonedTimeWords } from '../../ui/words.ts';
import { shownView, viewWords } from './viewWords.ts';

import './views.css';

type Props = {
  readonly bridge: Bridge;
  readonly view: View;
  readonly saved: readonly SavedView[];
  readonly onSaved: (views: readonly SavedView[], name: string) => void;
  readonly onClose: () => void;
};

/** What is looked at now, under a name, in this case. */
export function SaveViewDialog({ bridge, view, saved, onSaved, onClose }: Props) {
  const [name, setName] = useState(shownView(view, saved)?.name ?? '');
  const action = useAction();
  const wanted = name.trim();
  const same = saved.find((one) => one.name === wanted);
  return (
    <Dialog title="Save view" width={520} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted === '') return;
          action.run(async () => {
            onSaved(await bridge.call('view.save', { name: wanted, view }), wanted);
            onClose();
          });
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          maxLength={maxViewNameLength}
          autoFocus
        />
        <dl className="view-words">
          {viewWords(view).map(([about, words]) => (
            <div key={about}>
              <dt>{about}</dt>
              <dd>
                <SafeText text={words} />
              </dd>
            </div>
          ))}
        </dl>
        {same && (
          <p className="notice">
            A view of this name was saved by {same.author} at {zonedTimeWords(same.at, view.zone)}.
            It will be replaced, and stays in the history of the case.
          </p>
        )}
        <ErrorNotice error={action.error} />
        <div className="dialog-buttons">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={wanted === '' || action.isRunning}>
            {same ? 'Replace' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
