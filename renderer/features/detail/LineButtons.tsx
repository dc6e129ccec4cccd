import { Copy, Equal, EqualNot } from 'lucide-react';

import type { DetailActions } from './detailActions.ts';

type Props = Pick<DetailActions, 'onInclude' | 'onExclude' | 'onCopy'> & {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  /** Null: copy alone. */
  readonly value: string | null;
};

/** Copy, include, exclude beside a value. */
export function LineButtons({ field, label, text, value, ...actions }: Props) {
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
    </span>
  );
}
