import type { ListedNote, NoteMerge } from '../../../shared/note.ts';
import { countWords } from '../../ui/words.ts';

/** What a merge brought. */
export function mergeWords({
  entries,
  events,
  conflicts,
  elsewhere,
  views,
  same,
}: NoteMerge): string {
  const added = [
    ...(views.length === 0
      ? []
      : [`New ${views.length === 1 ? 'view' : 'views'} under Views: ${views.join(', ')}.`]),
    ...(same === 0
      ? []
      : [`${countWords(same, 'pair')} of names now count as the same, by their word.`]),
  ];
  if (entries === 0)
    return ['No new notes: everything noted there is noted here already.', ...added].join(' ');
  const words = [
    `${countWords(entries, 'entry', 'entries')} about ${countWords(events, 'event')} taken over; both people’s notes are kept.`,
  ];
  if (conflicts > 0)
    words.push(
      conflicts === 1
        ? 'On one event they disagree.'
        : `On ${countWords(conflicts, 'event')} they disagree.`,
    );
  if (elsewhere > 0)
    words.push(
      elsewhere === 1
        ? '1 event is of a file that this case does not have; its notes are kept all the same.'
        : `${countWords(elsewhere, 'event')} are of files that this case does not have; their notes are kept all the same.`,
    );
  return [...words, ...added].join(' ');
}

/** Why a note needs a look; null when it does not. */
export function attentionWords(note: ListedNote): string | null {
  if (note.event === null)
    return note.file === null
      ? `is noted (${saidOf(note)}), but its evidence file is not in this case`
      : `is noted (${saidOf(note)}), but no event lies there as the file is read now`;
  const words = [
    ...note.conflicts.map(
      ({ what, values }) =>
        `${what === 'review' ? 'review state' : what === 'control' ? 'control reference' : 'comment'}: ${values
          .map(({ author, value }) => `${author} says “${value}”`)
          .join(', ')}`,
    ),
    ...(note.stale ? ['was noted on another record than lies there now'] : []),
  ];
  return words.length === 0 ? null : words.join('; ');
}

/** In a few words, so that a note without an event is told all the same. */
function saidOf({ flagged, review, tags, comments, control }: ListedNote): string {
  return [
    ...(flagged ? ['flagged'] : []),
    ...(review === 'unreviewed' ? [] : [review]),
    ...tags,
    ...(control === null ? [] : [control]),
    ...comments.map(({ text }) => `“${text}”`),
  ].join(', ');
}
