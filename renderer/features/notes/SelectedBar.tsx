import { Check, Columns2, Download, Flag, MessageSquareText, Tag, X } from 'lucide-react';

import { IconButton } from '../../ui/IconButton.tsx';
import { countWords } from '../../ui/words.ts';

type Props = {
  readonly count: number;
  readonly onFlag: () => void;
  readonly onNote: (focus: 'tag' | 'comment' | 'review') => void;
  /** Null where so many cannot stand side by side. */
  readonly onCompare: (() => void) | null;
  readonly onExport: () => void;
  readonly onClear: () => void;
};

/** What can be done with the selected events at once. */
export function SelectedBar({ count, onFlag, onNote, onCompare, onExport, onClear }: Props) {
  return (
    <>
      <b>{countWords(count, 'event')} selected</b>
      <button type="button" className="button small" title="Flag (m)" onClick={onFlag}>
        <Flag size={13} /> Flag
      </button>
      <button
        type="button"
        className="button small"
        title="Review state (v)"
        onClick={() => onNote('review')}
      >
        <Check size={13} /> Review
      </button>
      <button type="button" className="button small" title="Tags (t)" onClick={() => onNote('tag')}>
        <Tag size={13} /> Tag
      </button>
      <button
        type="button"
        className="button small"
        title="Comment (c)"
        onClick={() => onNote('comment')}
      >
        <MessageSquareText size={13} /> Comment
      </button>
      {onCompare !== null && (
        <button
          type="button"
          className="button small"
          title="Compare (Shift+D)"
          onClick={onCompare}
        >
          <Columns2 size={13} /> Compare
        </button>
      )}
      <button
        type="button"
        className="button small"
        title="Export these events (Ctrl+Shift+E)"
        onClick={onExport}
      >
        <Download size={13} /> Export
      </button>
      <IconButton label="Select none (Esc)" icon={<X size={14} />} onClick={onClear} />
    </>
  );
}
