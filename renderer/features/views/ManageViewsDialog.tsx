import { Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';

import { filterSentence } from '../../../shared/filterSentence.ts';
import type { FileGrant } from '../../../shared/host.ts';
import { maxViewNameLength } from '../../../shared/savedView.ts';
import type { SavedView } from '../../../shared/savedView.ts';
import type { View } from '../../../shared/view.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { chosenFiles } from '../../bridge/files.ts';
import { saveToFile } from '../../bridge/saveToFile.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAction } from '../../ui/useAction.ts';
import { countWords, zonedTimeWords } from '../../ui/words.ts';

import './views.css';

type Props = {
  readonly bridge: Bridge;
  readonly caseName: string;
  readonly isReadOnly: boolean;
  readonly zone: string;
  readonly saved: readonly SavedView[];
  readonly onViews: (views: readonly SavedView[]) => void;
  readonly onPick: (view: View) => void;
  readonly onClose: () => void;
};

/** The saved views of the case: opened, renamed, deleted, written to a file and taken from one. */
export function ManageViewsDialog(props: Props) {
  const { saved, onClose } = props;
  const action = useAction();
  return (
    <Dialog
      title="Saved views"
      width={760}
      onClose={onClose}
      buttons={<Files {...props} run={action.run} isRunning={action.isRunning} />}
    >
      {saved.length === 0 ? (
        <p className="mute">
          No view is saved in this case yet. Ctrl+S saves what you look at: filter, order, columns,
          time zone and histogram.
        </p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Events</th>
              <th scope="col">Saved</th>
              <th scope="col">
                <span className="visually-hidden">Open or delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {saved.map((one) => (
              <SavedRow key={one.name} {...props} one={one} run={action.run} />
            ))}
          </tbody>
        </table>
      )}
      <ErrorNotice error={action.error} />
    </Dialog>
  );
}

type RowProps = Props & {
  readonly one: SavedView;
  readonly run: (work: () => Promise<unknown>) => void;
};

function SavedRow({ bridge, one, zone, isReadOnly, onViews, onPick, onClose, run }: RowProps) {
  const [name, setName] = useState(one.name);
  const rename = (): void => {
    const to = name.trim();
    if (to === '' || to === one.name) return setName(one.name);
    return run(async () => onViews(await bridge.call('view.rename', { name: one.name, to })));
  };
  const { view } = one;
  return (
    <tr>
      <td>
        <input
          className="input"
          aria-label={`Name of ${one.name}`}
          title="Enter renames"
          maxLength={maxViewNameLength}
          disabled={isReadOnly}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
          }}
        />
      </td>
      <td>
        {view === null ? (
          'Saved by a newer Casebook'
        ) : (
          <SafeText text={filterSentence(view.filter, { zone: view.zone })} />
        )}
      </td>
      <td className="mute">
        {one.author}, {zonedTimeWords(one.at, zone)}
      </td>
      <td className="views-buttons">
        <Button
          disabled={view === null}
          onClick={() => {
            if (view !== null) onPick(view);
            onClose();
          }}
        >
          Open
        </Button>
        <IconButton
          label={`Delete ${one.name}`}
          icon={<Trash2 size={14} />}
          disabled={isReadOnly}
          onClick={() =>
            run(async () => onViews(await bridge.call('view.delete', { name: one.name })))
          }
        />
      </td>
    </tr>
  );
}

type FilesProps = Props & {
  readonly run: (work: () => Promise<unknown>) => void;
  readonly isRunning: boolean;
};

function Files({
  bridge,
  caseName,
  saved,
  isReadOnly,
  onViews,
  onClose,
  run,
  isRunning,
}: FilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const [said, say] = useState('');
  const load = async ([first]: readonly FileGrant[]): Promise<void> => {
    if (first === undefined) return;
    const { added } = await bridge.call('view.import', { file: first.file });
    onViews(await bridge.call('view.list', {}));
    say(`${countWords(added.length, 'view')} added`);
  };
  return (
    <>
      <span className="mute views-said" aria-live="polite">
        {said}
      </span>
      <Button
        disabled={isRunning || isReadOnly}
        onClick={() => {
          if (bridge.kind === 'loopback') input.current?.click();
          else run(async () => load(await bridge.call('host.pickFiles', { folders: false })));
        }}
      >
        Take from a file…
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        aria-label="File of views"
        onChange={({ target }) => {
          const chosen = chosenFiles(target.files ?? []);
          target.value = '';
          if (chosen.length > 0) run(async () => load(await bridge.grant(chosen)));
        }}
      />
      <Button
        disabled={isRunning || saved.length === 0}
        onClick={() =>
          run(() =>
            saveToFile(bridge, `${caseName} views.json`, (target) =>
              bridge.call('view.export', { target }),
            ),
          )
        }
      >
        Write to a file…
      </Button>
      <Button look="primary" onClick={onClose}>
        Close
      </Button>
    </>
  );
}
