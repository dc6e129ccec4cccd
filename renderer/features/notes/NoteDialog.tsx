import { useEffect, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';

import { maxCommentLength, reviewStates } from '../../../shared/note.ts';
import type { NoteChange, NoteTarget, ReviewState } from '../../../shared/note.ts';
import type { View } from '../../../shared/view.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { countWords } from '../../ui/words.ts';
import { reviewLabels, saysSomething, typedTags } from './noteWords.ts';
import { useKnownTags } from './useKnownTags.ts';

import './notes.css';

export type NoteFocus = 'tag' | 'comment' | 'review';

type Props = {
  readonly bridge: Bridge;
  readonly view: View;
  /** References of the events that are meant; empty: all of the view. */
  readonly events: readonly string[];
  /** How many events the view shows. */
  readonly total: number;
  readonly focus: NoteFocus;
  readonly onNote: (target: NoteTarget, change: NoteChange) => void;
  readonly onClose: () => void;
};

/** Says the same of one event, of several, or of all that the view shows. */
export function NoteDialog(props: Props) {
  const { bridge, view, events, total, focus } = props;
  const [isAll, setAll] = useState(events.length === 0);
  const [review, setReview] = useState<ReviewState | ''>('');
  const [flag, setFlag] = useState<'' | 'yes' | 'no'>('');
  const [tags, setTags] = useState('');
  const [untags, setUntags] = useState('');
  const [control, setControl] = useState('');
  const [comment, setComment] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const knownTags = useKnownTags(bridge, view.zone);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(`[name=${focus}]`)?.focus();
  }, [focus]);
  const change: NoteChange = {
    flagged: flag === '' ? undefined : flag === 'yes',
    review: review === '' ? undefined : review,
    addTags: orNothing(typedTags(tags)),
    removeTags: orNothing(typedTags(untags)),
    control: control.trim() === '' ? undefined : control.trim(),
    addComment: comment.trim() === '' ? undefined : comment.trim(),
  };
  const canNote = saysSomething(change);
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!canNote) return;
    props.onNote(isAll ? { filter: view.filter, zone: view.zone } : { events }, change);
    props.onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };
  const one = events.length === 1 ? events[0] : null;
  return (
    <Dialog
      title={isAll ? `Note all ${countWords(total, 'event')} of this view` : titleOf(events)}
      width={520}
      onClose={props.onClose}
      buttons={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button look="primary" disabled={!canNote} onClick={() => submit()}>
            Note
          </Button>
        </>
      }
    >
      <form ref={form} className="note-form" onSubmit={submit} onKeyDown={onKeyDown}>
        {events.length > 0 && (
          <fieldset className="note-scope">
            <legend className="visually-hidden">Which events</legend>
            <label className="check">
              <input type="radio" name="scope" checked={!isAll} onChange={() => setAll(false)} />
              <span>{one ?? `The ${countWords(events.length, 'selected event')}`}</span>
            </label>
            <label className="check">
              <input type="radio" name="scope" checked={isAll} onChange={() => setAll(true)} />
              <span>All {countWords(total, 'event')} of this view</span>
            </label>
          </fieldset>
        )}
        <div className="note-pair">
          <label className="field">
            <span className="field-label">Review state</span>
            <select
              className="input"
              name="review"
              value={review}
              onChange={({ target }) =>
                setReview(reviewStates.find((state) => state === target.value) ?? '')
              }
            >
              <option value="">Leave as it is</option>
              {reviewStates.map((state) => (
                <option key={state} value={state}>
                  {reviewLabels[state]}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="field-label">Flag</span>
            <select
              className="input"
              value={flag}
              onChange={({ target }) =>
                setFlag(target.value === 'yes' || target.value === 'no' ? target.value : '')
              }
            >
              <option value="">Leave as it is</option>
              <option value="yes">Set</option>
              <option value="no">Take away</option>
            </select>
          </label>
        </div>
        <div className="note-pair">
          <TextField
            label="Add tags"
            name="tag"
            list="note-known-tags"
            value={tags}
            autoComplete="off"
            maxLength={500}
            placeholder="fraud, Q2"
            onChange={setTags}
          />
          <TextField
            label="Take tags away"
            list="note-known-tags"
            value={untags}
            autoComplete="off"
            maxLength={500}
            onChange={setUntags}
          />
        </div>
        <datalist id="note-known-tags">
          {knownTags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <TextField
          label="Control reference"
          value={control}
          autoComplete="off"
          maxLength={200}
          placeholder="AC-2, ISO 27001 A.5.18"
          onChange={setControl}
        />
        <label className="field">
          <span className="field-label">Comment (Markdown)</span>
          <textarea
            className="input"
            name="comment"
            rows={4}
            maxLength={maxCommentLength}
            value={comment}
            onChange={({ target }) => setComment(target.value)}
          />
        </label>
        <p className="mute">
          Kept with your name and the time, beside the evidence. Enter notes it (Ctrl+Enter from the
          comment); Ctrl+Z takes it back.
        </p>
        {/* Enter in a field needs a button of the form's own. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}

const orNothing = (tags: readonly string[]): readonly string[] | undefined =>
  tags.length === 0 ? undefined : tags;

function titleOf(events: readonly string[]): string {
  return events.length === 1
    ? `Note ${events[0] ?? ''}`
    : `Note ${countWords(events.length, 'event')}`;
}
