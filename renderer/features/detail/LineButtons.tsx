import { Copy, Equal, EqualNot, ScanSearch } from 'lucide-react';

import type { DetailActions } from './detailActions.ts';

type Props = Pick<DetailActions, 'onInclude' | 'onExclude' | 'onCopy' | 'onMention'> & {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  /** Null: copy alone. */
  readonly value: string | null;
  /** What "everything mentioning this" looks for; null where that would say nothing. */
  readonly mention: string | null;
};

/** Copy, include, exclude and everything mentioning it, beside a value. */
export function LineButtons({ field, label, text, value, mention, ...actions }: Props) {
  return (
    <span className="line-buttons">
      <button
        type="button"
        className="icon-button"
        title="Copy"
        aria-label={`Copy ${label}`}
        onClick={() => actions.onCopy(text, label)}
      >
        <Copy size={12} />
      </button>
      {value !== null && (
        <>
          <button
            type="button"
            className="icon-button"
            title="Only events with this value"
            aria-label={`Include this ${label}`}
            onClick={() => actions.onInclude(field, value)}
          >
            <Equal size={12} />
          </button>
          <button
            type="button"
            className="icon-button"
            title="Only events without this value"
            aria-label={`Exclude this ${label}`}
            onClick={() => actions.onExclude(field, value)}
          >
            <EqualNot size={12} />
          </button>
        </>
      )}
      {mention !== null && (
        <button
          type="button"
          className="icon-button"
          title="Everything mentioning this"
          aria-label={`Everything mentioning this ${label}`}
          onClick={() => actions.onMention(mention)}
        >
          <ScanSearch size={12} />
        </button>
      )}
    </span>
  );
}
