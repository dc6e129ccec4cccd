import { useEffect, useRef, useState } from 'react';

import type { EventDetail } from '../../../shared/eventPage.ts';
import { looksSecret } from '../../../shared/secret.ts';
import { HeldSecret } from '../../ui/HeldSecret.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { bookkeeping, changeRow, unchangedRows } from './changeRows.ts';
import type { ChangeRow } from './changeRows.ts';
import type { ChangeState } from './changeState.ts';

type Props = {
  readonly detail: EventDetail;
  readonly state: ChangeState;
  /** Which change `n` and `p` have come to; -1: none yet. */
  readonly cursor: number;
  readonly onFilterPath: (path: string) => void;
  readonly onOverTime: (path: string) => void;
};

/** Only what changed: field, before, after. What stayed the same is counted and can be opened. */
export function FieldsTable({ detail, state, cursor, onFilterPath, onOverTime }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { before, after, changes, unchanged } = detail;
  const volatile = detail.source.mapping.volatile ?? [];
  const kept = bookkeeping(before, after, volatile);
  return (
    <>
      <table className="change-table">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">{state.beforeLabel}</th>
            <th scope="col">{state.afterLabel}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change, place) => (
            <Line
              key={`${change.kind} ${change.path}`}
              row={changeRow(change)}
              isCurrent={place === cursor}
              onFilterPath={onFilterPath}
              onOverTime={onOverTime}
            />
          ))}
          {isOpen &&
            unchangedRows(before, after, changes, volatile).map((row) => (
              <Line
                key={`same ${row.path}`}
                row={row}
                isCurrent={false}
                onFilterPath={onFilterPath}
                onOverTime={onOverTime}
              />
            ))}
        </tbody>
      </table>
      <p className="change-foot">
        {unchanged > 0 && (
          <button
            type="button"
            className="button small is-quiet"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {unchanged} unchanged {isOpen ? 'shown' : 'hidden'}
          </button>
        )}
        {kept.length > 0 && (
          <span className="mute">
            Also written with every change, and not told as one: {kept.join(', ')}
          </span>
        )}
      </p>
    </>
  );
}

type LineProps = {
  readonly row: ChangeRow;
  readonly isCurrent: boolean;
  readonly onFilterPath: (path: string) => void;
  readonly onOverTime: (path: string) => void;
};

function Line({ row, isCurrent, onFilterPath, onOverTime }: LineProps) {
  const line = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const name = row.path === '' ? 'the whole state' : row.path;
  return (
    <tr
      ref={line}
      className={`change-${row.word}${isCurrent ? ' is-current' : ''}`}
      aria-current={isCurrent}
    >
      <th scope="row">
        <span className="change-kind" title={row.word}>
          <span aria-hidden>{row.glyph}</span> {row.word}
        </span>
        {row.path === '' ? (
          <span className="mono">{name}</span>
        ) : (
          <button
            type="button"
            className="change-path mono"
            title={`Only events that changed ${name}`}
            onClick={() => onFilterPath(row.path)}
          >
            <SafeText text={name} />
          </button>
        )}
        {row.path !== '' && (
          <button
            type="button"
            className="change-over-time"
            aria-label={`Values of ${name} over time`}
            onClick={() => onOverTime(row.path)}
          >
            over time
          </button>
        )}
      </th>
      <Side row={row} texts={row.before} className="change-was" />
      <Side row={row} texts={row.after} className="change-now" />
    </tr>
  );
}

type SideProps = {
  readonly row: ChangeRow;
  readonly texts: readonly string[];
  readonly className: string;
};

function Side({ row, texts, className }: SideProps) {
  return (
    <td className={texts.length > 0 ? className : undefined}>
      {texts.length === 0 && <span className="mute">{row.word === 'list' ? '' : '(absent)'}</span>}
      {texts.map((text, place) => (
        <div key={place} className="mono">
          {looksSecret(row.path, bare(text)) ? (
            <HeldSecret text={text} />
          ) : (
            <SafeText text={text} />
          )}
        </div>
      ))}
    </td>
  );
}

/** Without the quotes and signs that were put around a value, which would hide what it looks like. */
function bare(text: string): string {
  return text.replace(/^[+−] /u, '').replace(/^"(.*)"$/su, '$1');
}
