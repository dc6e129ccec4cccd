import { Flag, Plus, X } from 'lucide-react';
import { useState } from 'react';

import { maxCommentLength, reviewStates, takenAway } from '../../../shared/note.ts';
import type { NoteChange, NoteConflict, NoteDetail, NoteTarget } from '../../../shared/note.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { keepDraft, useNoteSteps } from '../../state/noteSteps.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useCall } from '../../ui/useCall.ts';
import { Comments } from './Comments.tsx';
import { NoteHistory } from './NoteHistory.tsx';
import { reviewLabels, typedTags } from './noteWords.ts';
import { useKnownTags } from './useKnownTags.ts';

import './notes.css';

type Props = {
  readonly bridge: Bridge;
  readonly event: string;
  readonly zone: string;
  /** Counts what changed in the case and its notes. */
  readonly generation: number;
  readonly author: string;
  readonly isReadOnly: boolean;
  readonly onNote: (target: NoteTarget, change: NoteChange) => Promise<void>;
};

/** What is said about the event, by whom, and how it came to that. */
export function NotesTab(props: Props) {
  const { bridge, event, zone, generation, isReadOnly } = props;
  const { value, error } = useCall(bridge, 'note.show', { event }, generation);
  const say = (change: NoteChange): Promise<void> => props.onNote({ events: [event] }, change);
  if (value === null || value.event !== event) return <ErrorNotice error={error} />;
  return (
    <div className="notes">
      {value.stale && (
        <p className="notice is-warning">
          These notes were written on another record than the one that lies here now: the file is
          read otherwise than it was. Check that they still hold.
        </p>
      )}
      <Conflicts note={value} onSay={say} />
      <fieldset className="notes-fields" disabled={isReadOnly}>
        <legend className="visually-hidden">Notes on {event}</legend>
        <div className="notes-row">
          <button
            type="button"
            className="button small"
            aria-pressed={value.flagged}
            title="Flag (m)"
            onClick={() => void say({ flagged: !value.flagged })}
          >
            <Flag size={13} className={value.flagged ? 'notes-flag is-set' : 'notes-flag'} />
            {value.flagged ? 'Flagged' : 'Flag'}
          </button>
          <ReviewChoice note={value} onSay={say} />
        </div>
        <Tags bridge={bridge} zone={zone} note={value} onSay={say} />
        <Control key={`${event} ${value.control ?? ''}`} note={value} onSay={say} />
        <Comments note={value} author={props.author} zone={zone} onSay={say} />
        <NewComment event={event} onSay={say} />
      </fieldset>
      {isReadOnly && <p className="mute">The case is open for reading only.</p>}
      <NoteHistory note={value} zone={zone} />
    </div>
  );
}

type PartProps = {
  readonly note: NoteDetail;
  readonly onSay: (change: NoteChange) => Promise<void>;
};

function ReviewChoice({ note, onSay }: PartProps) {
  return (
    <label className="notes-review">
      <span className="field-label">Review state</span>
      <select
        className="input"
        value={note.review}
        title="Review state (v)"
        onChange={({ target }) => {
          const review = reviewStates.find((state) => state === target.value);
          if (review) void onSay({ review });
        }}
      >
        {reviewStates.map((state) => (
          <option key={state} value={state}>
            {reviewLabels[state]}
          </option>
        ))}
      </select>
    </label>
  );
}

type TagsProps = PartProps & { readonly bridge: Bridge; readonly zone: string };

function Tags({ bridge, zone, note, onSay }: TagsProps) {
  const [typed, setTyped] = useState('');
  const known = useKnownTags(bridge, zone).filter((tag) => !note.tags.includes(tag));
  const add = (): void => {
    const addTags = typedTags(typed);
    setTyped('');
    if (addTags.length > 0) void onSay({ addTags });
  };
  return (
    <div className="notes-part">
      <span className="field-label" id="notes-tags">
        Tags
      </span>
      <div className="notes-tags" role="group" aria-labelledby="notes-tags">
        {note.tags.map((tag) => (
          <span key={tag} className="notes-tag">
            <SafeText text={tag} />
            <button
              type="button"
              className="icon-button"
              aria-label={`Take the tag ${tag} away`}
              onClick={() => void onSay({ removeTags: [tag] })}
            >
              <X size={11} />
            </button>
          </span>
        ))}
        <input
          className="input notes-tag-input"
          aria-label="Add a tag"
          placeholder="Add a tag"
          list="notes-tab-tags"
          maxLength={500}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          onBlur={add}
        />
        <datalist id="notes-tab-tags">
          {known.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
      </div>
    </div>
  );
}

function Control({ note, onSay }: PartProps) {
  const [typed, setTyped] = useState(note.control ?? '');
  const keep = (): void => {
    const control = typed.trim() === '' ? null : typed.trim();
    if (control !== note.control) void onSay({ control });
  };
  return (
    <label className="notes-part">
      <span className="field-label">Control reference</span>
      <input
        className="input"
        maxLength={200}
        placeholder="AC-2, ISO 27001 A.5.18"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          keep();
        }}
      />
    </label>
  );
}

function NewComment({ event, onSay }: Pick<PartProps, 'onSay'> & { readonly event: string }) {
  const typed = useNoteSteps(({ drafts }) => drafts.get(event)) ?? '';
  const setTyped = (text: string): void => keepDraft(event, text);
  const add = (): void => {
    const addComment = typed.trim();
    if (addComment !== '') void onSay({ addComment }).then(() => setTyped(''));
  };
  return (
    <div className="notes-part">
      <textarea
        className="input"
        rows={3}
        maxLength={maxCommentLength}
        aria-label="New comment"
        placeholder="Comment, in Markdown if you like (Ctrl+Enter adds it)"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(pressed) => {
          if (pressed.key !== 'Enter' || !(pressed.ctrlKey || pressed.metaKey)) return;
          pressed.preventDefault();
          add();
        }}
      />
      <Button className="small notes-add" disabled={typed.trim() === ''} onClick={add}>
        <Plus size={13} /> Add comment
      </Button>
    </div>
  );
}

function Conflicts({ note, onSay }: PartProps) {
  const names = { review: 'Review state', control: 'Control reference', comment: 'A comment' };
  return note.conflicts.map(({ what, values }) => (
    <div key={`${what} ${values[0]?.at ?? ''}`} className="notice is-warning" role="note">
      <b>{names[what]}: two people say different things.</b>
      <ul className="notes-conflict">
        {values.map(({ value, author, at }) => {
          const change = settling(what, value);
          return (
            <li key={`${author} ${at}`}>
              <SafeText text={author} />: “<SafeText text={value} />”{' '}
              {change !== null && (
                <button
                  type="button"
                  className="button tiny"
                  aria-label={`Agree on ${value}`}
                  onClick={() => void onSay(change)}
                >
                  Agree
                </button>
              )}
            </li>
          );
        })}
      </ul>
      The newest holds until somebody agrees on one.
    </div>
  ));
}

/** What says it anew, so that it is agreed; a comment is its author's to change. */
function settling(what: NoteConflict['what'], value: string): NoteChange | null {
  if (what === 'control') return { control: value === takenAway ? null : value };
  const review = reviewStates.find((state) => state === value);
  return what === 'review' && review ? { review } : null;
}
