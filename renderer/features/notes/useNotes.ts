import { toFailure } from '../../../shared/failure.ts';
import type { NoteChange, NoteStep, NoteTarget } from '../../../shared/note.ts';
import type { View } from '../../../shared/view.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { runJob } from '../../state/jobs.ts';
import {
  lastDone,
  lastUndone,
  noteDone,
  noteRedone,
  noteUndone,
  useNoteSteps,
} from '../../state/noteSteps.ts';
import { changeWords, stepWords } from './noteWords.ts';

export type NoteActions = {
  /** Resolves when it is said what came of it, well or not. */
  readonly change: (target: NoteTarget, change: NoteChange) => Promise<void>;
  /** False when a note was not the last thing done. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
};

type Screen = {
  readonly bridge: Bridge;
  readonly view: View;
  /** Null, or why nothing can be noted. */
  readonly readOnly: string | null;
  readonly say: (words: string) => void;
};

/** Writes notes, and takes back the last. Failures are said, not thrown. */
export function useNotes({ bridge, view, readOnly, say }: Screen): NoteActions {
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (readOnly !== null) return say('Nothing can be noted: the case is open for reading only');
    try {
      return await work();
    } catch (thrown) {
      const { code, message } = toFailure(thrown);
      return say(code === 'cancelled' ? 'Cancelled: nothing was noted' : message);
    }
  };
  const takeBack = async (step: string, words: string): Promise<NoteStep> =>
    runJob(words, (job, signal) => bridge.call('note.undo', { job, step }, signal));
  return {
    change: (target, change) =>
      attempt(async () => {
        const words = changeWords(change);
        const done =
          'events' in target
            ? await bridge.call('note.change', { job: 'note', target, change })
            : await runJob(`Noting: ${words}`, (job, signal) =>
                bridge.call('note.change', { job, target, change }, signal),
              );
        if (done.step !== null) noteDone({ step: done.step, words, view });
        say(stepWords(words, done));
      }),
    undo: () => {
      const last = lastDone(useNoteSteps.getState(), view);
      if (last === null) return false;
      void attempt(async () => {
        const undone = await takeBack(last.step, `Taking back: ${last.words}`);
        noteUndone(undone.step ?? last.step);
        const left = undone.unchanged;
        say(
          `Taken back: ${last.words}${left === 0 ? '' : ` (${left.toLocaleString('en')} were changed since and stay)`}`,
        );
      });
      return true;
    },
    redo: () => {
      const first = lastUndone(useNoteSteps.getState(), view);
      if (first === null) return false;
      void attempt(async () => {
        const again = await takeBack(first.step, `Putting back: ${first.words}`);
        noteRedone(again.step ?? first.step);
        say(`Again: ${first.words}`);
      });
      return true;
    },
  };
}
