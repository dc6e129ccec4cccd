import { useRef, useState } from 'react';

import { ExpectedError } from '../../../shared/failure.ts';
import type { FileGrant } from '../../../shared/host.ts';
import type { ListedNote, NoteMerge, ReviewState } from '../../../shared/note.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { chosenFiles } from '../../bridge/files.ts';
import { readSavedViews } from '../../state/savedViews.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAction } from '../../ui/useAction.ts';
import { useCall } from '../../ui/useCall.ts';
import { countWords } from '../../ui/words.ts';
import { attentionWords, mergeWords } from './mergeWords.ts';
import { ReviewProgress } from './ReviewProgress.tsx';

import './notes.css';

type Props = {
  readonly bridge: Bridge;
  readonly caseName: string;
  readonly isReadOnly: boolean;
  /** Counts what changed in the case and its notes. */
  readonly generation: number;
  readonly onShowNoted: () => void;
  readonly onShowEvent: (event: string) => void;
  readonly onShowReview: (review: ReviewState) => void;
};

/** As many notes are looked through for what needs a look. */
const mostListed = 1000;

/** What was noted in the case, as a whole: brought together with a colleague's, or handed on. */
export function NotesPanel(props: Props) {
  const { bridge, caseName, isReadOnly, generation } = props;
  const action = useAction();
  const fileInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const [merged, setMerged] = useState<NoteMerge | null>(null);
  const [written, setWritten] = useState<string | null>(null);
  const notes = useCall(bridge, 'note.list', { offset: 0, limit: mostListed }, generation);
  const merge = async ([first]: readonly FileGrant[]): Promise<void> => {
    if (first === undefined) return;
    setWritten(null);
    setMerged(null);
    setMerged(await bridge.call('note.merge', { file: first.file }));
    await readSavedViews(bridge);
  };
  const choose = (folders: boolean): void => {
    if (bridge.kind === 'loopback') (folders ? folderInput : fileInput).current?.click();
    else
      action.run(async () => {
        const picked = await bridge.call('host.pickFiles', { folders });
        await merge(folders ? grantedNotes(picked) : picked);
      });
  };
  const write = async (): Promise<void> => {
    const suggestedName = `${caseName.replaceAll(/[^\p{L}\p{N}_-]+/gu, ' ').trim()} notes.jsonl`;
    const target = await bridge.call('host.saveTarget', { suggestedName });
    if (target === null) return;
    setMerged(null);
    const { entries, sha256 } = await bridge.call('note.export', { target: target.file });
    const { download } = await bridge.call('host.exported', { target: target.file });
    if (download !== null) bridge.download(download);
    setWritten(`${countWords(entries, 'entry', 'entries')} written. SHA-256 ${sha256}`);
  };
  const total = notes.value?.total ?? 0;
  return (
    <section className="notes-panel" aria-label="Notes">
      <h2>Notes</h2>
      <p className="mute">
        {total === 0
          ? 'Nothing was noted in this case yet. Notes lie beside the evidence and never change a byte of it.'
          : `${countWords(total, 'event')} noted. Notes lie beside the evidence and never change a byte of it; each has its author, its time and its history.`}
      </p>
      <ReviewProgress bridge={bridge} generation={generation} onShowReview={props.onShowReview} />
      <div className="notes-row">
        <Button
          disabled={action.isRunning || isReadOnly}
          title="Take over the notes of a colleague who worked on a copy of this case: both are kept"
          onClick={() => choose(false)}
        >
          Merge notes…
        </Button>
        <Button
          disabled={action.isRunning || isReadOnly}
          title="The folder of a colleague’s copy of this case: Name.casebook"
          onClick={() => choose(true)}
        >
          Merge from a case folder…
        </Button>
        <Button disabled={action.isRunning || total === 0} onClick={() => action.run(write)}>
          Export notes…
        </Button>
        {total > 0 && (
          <Button look="quiet" onClick={props.onShowNoted}>
            Show the noted events
          </Button>
        )}
      </div>
      <p className="mute">
        A colleague’s notes are the file that Export notes writes, or a copy of this case: its
        folder, or the notes.db in it. Their saved views come along.
      </p>
      <input
        ref={fileInput}
        type="file"
        accept=".jsonl,.db"
        hidden
        aria-label="File of notes"
        onChange={({ target }) => {
          const chosen = chosenFiles(target.files ?? []);
          target.value = '';
          if (chosen.length > 0) action.run(async () => merge(await bridge.grant(chosen)));
        }}
      />
      <input
        ref={folderInput}
        type="file"
        {...{ webkitdirectory: '' }}
        hidden
        aria-label="Folder of a case"
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])];
          target.value = '';
          action.run(async () => merge(await bridge.grant(chosenFiles(notesOfFolder(chosen)))));
        }}
      />
      <ErrorNotice error={action.error ?? notes.error} />
      {merged !== null && (
        <p className={merged.conflicts > 0 ? 'notice is-warning' : 'notice'} role="status">
          {mergeWords(merged)}
        </p>
      )}
      {written !== null && (
        <p className="notice" role="status">
          {written}
        </p>
      )}
      <Attention notes={notes.value?.rows ?? []} onShowEvent={props.onShowEvent} />
    </section>
  );
}

/** Of a case's folder as the desktop grants it the notes alone; a folder of many files is one grant, and is read as it is. */
function grantedNotes(granted: readonly FileGrant[]): readonly FileGrant[] {
  const notes = granted.filter(
    ({ name, files }) => files !== undefined || name.split('/').slice(1).join('/') === 'notes.db',
  );
  if (granted.length > 0 && notes.length === 0) throw noNotes();
  return notes;
}

function noNotes(): ExpectedError {
  return new ExpectedError('not-found', 'There is no notes.db in this folder: it is no case.');
}

/** Of a case's folder the notes alone, so that no evidence is sent anywhere. Throws in words where they are not whole. */
function notesOfFolder(files: readonly File[]): readonly File[] {
  const named = (name: string): File | undefined =>
    files.find(
      ({ webkitRelativePath }) => webkitRelativePath.split('/').slice(1).join('/') === name,
    );
  const notes = named('notes.db');
  if (notes === undefined) throw noNotes();
  if ((named('notes.db-wal')?.size ?? 0) > 0)
    throw new ExpectedError(
      'bad-request',
      'This copy of the case is open in another Casebook: close it there first.',
    );
  return [notes];
}

type AttentionProps = Pick<Props, 'onShowEvent'> & { readonly notes: readonly ListedNote[] };

/** Notes that need a look: two people disagree, the record is another now, or there is no such event. */
function Attention({ notes, onShowEvent }: AttentionProps) {
  const found = notes.flatMap((note) => {
    const words = attentionWords(note);
    return words === null ? [] : [{ note, words }];
  });
  if (found.length === 0) return null;
  return (
    <>
      <h3>These need a look</h3>
      <ul className="notes-attention">
        {found.map(({ note, words }) => (
          <li key={`${note.sha256} ${note.offset} ${note.part}`}>
            {note.event === null ? (
              <span className="mono">
                <SafeText text={note.file ?? `${note.sha256.slice(0, 12)}…`} /> at {note.offset}
              </span>
            ) : (
              <button
                type="button"
                className="link-button mono"
                onClick={() => note.event !== null && onShowEvent(note.event)}
              >
                {note.event}
              </button>
            )}{' '}
            {words}
          </li>
        ))}
      </ul>
    </>
  );
}
