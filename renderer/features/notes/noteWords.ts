import type { NoteChange, NoteStep, ReviewState } from '../../../shared/note.ts';
import { countWords } from '../../ui/words.ts';

/** The states as they are read on screen. */
export const reviewLabels: Readonly<Record<ReviewState, string>> = {
  unreviewed: 'Unreviewed',
  'follow up': 'Follow up',
  reviewed: 'Reviewed',
  exception: 'Exception',
  'not relevant': 'Not relevant',
};

/** What a change does, in a word or two: "Flag", "Tag fraud, Q2". */
export function changeWords(change: NoteChange): string {
  const words = [
    ...(change.flagged === undefined ? [] : [change.flagged ? 'Flag' : 'Flag taken away']),
    ...(change.review === undefined ? [] : [reviewLabels[change.review]]),
    ...(change.addTags ? [`Tag ${change.addTags.join(', ')}`] : []),
    ...(change.removeTags ? [`Tag ${change.removeTags.join(', ')} taken away`] : []),
    ...(change.control === undefined
      ? []
      : [change.control === null ? 'Control reference taken away' : `Control ${change.control}`]),
    ...(change.addComment === undefined ? [] : ['Comment']),
    ...(change.editComment
      ? [change.editComment.text === null ? 'Comment taken away' : 'Comment changed']
      : []),
  ];
  return words.join(', ');
}

/** What came of it: "Tag Q2: 1,204 events, 3 said so already · Ctrl+Z takes it back". */
export function stepWords(words: string, { step, changed, unchanged }: NoteStep): string {
  if (step === null)
    return unchanged === 1 ? `${words}: said so already` : `${words}: all say so already`;
  const already = unchanged === 0 ? '' : `, ${countWords(unchanged, 'other')} said so already`;
  return `${words}: ${countWords(changed, 'event')}${already} · Ctrl+Z takes it back`;
}

/** Tags as they are typed, with commas between. */
export function typedTags(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ];
}

/** Whether it changes anything at all. */
export function saysSomething(change: NoteChange): boolean {
  return Object.values(change).some(
    (each) => each !== undefined && !(Array.isArray(each) && each.length === 0),
  );
}
