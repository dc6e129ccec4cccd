import {
  Check,
  CircleAlert,
  CircleSlash,
  Flag,
  MessageSquareText,
  Redo2,
  Tag,
  TriangleAlert,
} from 'lucide-react';
import type { ReactNode } from 'react';

import type { EventRow } from '../../../shared/eventPage.ts';
import type { NoteMark, ReviewState } from '../../../shared/note.ts';
import type { RowEvents } from './GridRow.tsx';
import { markTitle, markWords } from './markWords.ts';

type Props = {
  readonly row: EventRow | undefined;
  readonly index: number;
  /** Stays in sight with the columns that do. */
  readonly isFrozen: boolean;
  readonly on: RowEvents;
};

const stateIcons: Readonly<Record<ReviewState, ReactNode>> = {
  unreviewed: null,
  'follow up': <Redo2 size={12} className="mark-follow" />,
  reviewed: <Check size={12} className="mark-reviewed" />,
  exception: <CircleAlert size={12} className="mark-exception" />,
  'not relevant': <CircleSlash size={12} className="mark-faint" />,
};

/** What was noted of an event, as marks; a click sets the flag, or takes it away (m). */
export function MarkCell({ row, index, isFrozen, on }: Props) {
  const words = markWords(row?.note);
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      aria-label={words}
      title={markTitle(row?.note)}
      className={`grid-cell grid-mark${isFrozen ? ' is-frozen' : ''}`}
      style={isFrozen ? { insetInlineStart: 0 } : undefined}
      onMouseDown={(event) => {
        if (event.button !== 0) return;
        // Neither the text around it is selected, nor the focus leaves the grid.
        event.preventDefault();
        if (event.shiftKey) on.pick(index, -1, 'range');
        else if (event.ctrlKey || event.metaKey) on.pick(index, -1, 'toggle');
        else on.flag(index);
      }}
    >
      <span aria-hidden className={row?.note?.flagged === true ? 'mark-flag is-set' : 'mark-flag'}>
        <Flag size={12} />
      </span>
      {row?.note !== undefined && <Marks note={row.note} />}
    </div>
  );
}

function Marks({ note }: { readonly note: NoteMark }) {
  return (
    <span aria-hidden className="mark-rest">
      {note.conflict || note.stale ? (
        <TriangleAlert size={12} className="mark-exception" />
      ) : (
        stateIcons[note.review]
      )}
      {note.tags.length > 0 && <Tag size={12} />}
      {note.comments > 0 && <MessageSquareText size={12} />}
    </span>
  );
}
