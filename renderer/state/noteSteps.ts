import { create } from 'zustand';

import type { View } from '../../shared/view.ts';

/** A change of notes, and the view in which it was made: by that, undo tells whether it was the last thing done. */
export type DoneStep = {
  readonly step: string;
  readonly words: string;
  readonly view: View;
};
type NoteSteps = {
  readonly done: readonly DoneStep[];
  /** Taken back, the last one first. */
  readonly undone: readonly DoneStep[];
  /** Comments that were begun, by the event's reference: another event in between does not lose them. */
  readonly drafts: ReadonlyMap<string, string>;
};

/** What was noted in this window since the case was opened. */
export const useNoteSteps = create<NoteSteps>()(() => ({
  done: [],
  undone: [],
  drafts: new Map(),
}));

export function noteDone(step: DoneStep): void {
  useNoteSteps.setState(({ done }) => ({ done: [...done, step], undone: [] }));
}

/** The step that undo takes back now; null when the view was changed since, or nothing was noted. */
export function lastDone({ done }: NoteSteps, view: View): DoneStep | null {
  const last = done.at(-1);
  return last?.view === view ? last : null;
}

export function lastUndone({ undone }: NoteSteps, view: View): DoneStep | null {
  const [first] = undone;
  return first?.view === view ? first : null;
}

/** `by` takes the last step back, or puts it back: it is what the next undo or redo is about. */
export function noteUndone(by: string): void {
  useNoteSteps.setState(({ done, undone }) => {
    const last = done.at(-1);
    return last ? { done: done.slice(0, -1), undone: [{ ...last, step: by }, ...undone] } : {};
  });
}

export function noteRedone(by: string): void {
  useNoteSteps.setState(({ done, undone }) => {
    const [first, ...rest] = undone;
    return first ? { done: [...done, { ...first, step: by }], undone: rest } : {};
  });
}

export function startNoteSteps(): void {
  useNoteSteps.setState({ done: [], undone: [], drafts: new Map() });
}

export function keepDraft(event: string, text: string): void {
  useNoteSteps.setState(({ drafts }) => ({ drafts: new Map(drafts).set(event, text) }));
}
