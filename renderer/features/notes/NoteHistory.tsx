import type { NoteDetail } from '../../../shared/note.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { countWords, zonedTimeWords } from '../../ui/words.ts';

type Props = { readonly note: NoteDetail; readonly zone: string };

/** Every change of the notes on the event: nothing that was said is overwritten. */
export function NoteHistory({ note, zone }: Props) {
  if (note.history.length === 0)
    return <p className="mute">Nothing was noted on this event yet.</p>;
  return (
    <details className="notes-history">
      <summary>History ({countWords(note.history.length, 'change')})</summary>
      <ol>
        {note.history.map(({ at, author, words, merged }, place) => (
          <li key={`${at} ${place}`}>
            <span className="mute">
              {zonedTimeWords(at, zone)} <SafeText text={author} />
              {merged !== null && (
                <>
                  {' '}
                  (brought in by <SafeText text={merged.by} />, {zonedTimeWords(merged.at, zone)})
                </>
              )}
            </span>
            <br />
            <SafeText text={words} />
          </li>
        ))}
      </ol>
    </details>
  );
}
