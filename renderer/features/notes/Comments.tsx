import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { maxCommentLength } from '../../../shared/note.ts';
import type { NoteChange, NoteComment, NoteDetail } from '../../../shared/note.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Markdown } from '../../ui/Markdown.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { zonedTimeWords } from '../../ui/words.ts';

type Props = {
  readonly note: NoteDetail;
  readonly author: string;
  readonly zone: string;
  readonly onSay: (change: NoteChange) => Promise<void>;
};

/** Each with who wrote it and when; one's own can be changed or taken away. */
export function Comments({ note, author, zone, onSay }: Props) {
  if (note.comments.length === 0) return null;
  return (
    <ul className="notes-comments" aria-label="Comments">
      {note.comments.map((comment) => (
        <Comment
          key={comment.id}
          comment={comment}
          isOwn={comment.author === author}
          zone={zone}
          onSay={onSay}
        />
      ))}
    </ul>
  );
}

type CommentProps = Pick<Props, 'zone' | 'onSay'> & {
  readonly comment: NoteComment;
  readonly isOwn: boolean;
};

function Comment({ comment, isOwn, zone, onSay }: CommentProps) {
  const { id, author, at, text, edited } = comment;
  const [draft, setDraft] = useState<string | null>(null);
  const keep = (): void => {
    const next = (draft ?? '').trim();
    setDraft(null);
    if (next !== '' && next !== text) void onSay({ editComment: { id, text: next } });
  };
  return (
    <li className="notes-comment">
      <p className="mute notes-by">
        <b>
          <SafeText text={author} />
        </b>{' '}
        {zonedTimeWords(at, zone)}
        {edited && ' · changed'}
        {isOwn && draft === null && (
          <span className="notes-own">
            <IconButton
              label="Change this comment"
              icon={<Pencil size={12} />}
              onClick={() => setDraft(text)}
            />
            <IconButton
              label="Take this comment away"
              icon={<Trash2 size={12} />}
              onClick={() => void onSay({ editComment: { id, text: null } })}
            />
          </span>
        )}
      </p>
      {draft === null ? (
        <Markdown text={text} />
      ) : (
        <>
          <textarea
            className="input"
            rows={4}
            maxLength={maxCommentLength}
            aria-label="Comment"
            autoFocus
            value={draft}
            onChange={({ target }) => setDraft(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                event.stopPropagation();
                setDraft(null);
              }
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
            }}
          />
          <div className="notes-row">
            <Button className="small" onClick={keep}>
              Keep
            </Button>
            <Button className="small" onClick={() => setDraft(null)}>
              Cancel
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
