import { Equal, EqualNot } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import type { EventDetail } from '../../../shared/eventPage.ts';
import { looksSecret } from '../../../shared/secret.ts';
import { HeldSecret } from '../../ui/HeldSecret.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { bookkeeping, changeRow, filterValue, unchangedRows } from './changeRows.ts';
import type { ChangeRow } from './changeRows.ts';
import type { ChangeState } from './changeState.ts';

type Props = {
  readonly detail: EventDetail;
  readonly state: ChangeState;
  /** Which change `n` and `p` have come to; -1: none yet. */
  readonly cursor: number;
  /** Events that changed a path, or those that did not. */
  readonly onFilterPath: (path: string, isInclude: boolean) => void;
  /** Events with a value in a state, or those without it. */
  readonly onFilterValue: (field: string, value: string, isInclude: boolean) => void;
  readonly onOverTime: (path: string) => void;
};

/** Only what changed: field, before, after. What stayed the same is counted and can be opened. */
export function FieldsTable(props: Props) {
  const { detail, state, cursor } = props;
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
              {...props}
            />
          ))}
          {isOpen &&
            unchangedRows(before, after, changes, volatile).map((row) => (
              <Line key={`same ${row.path}`} row={row} isCurrent={false} {...props} />
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

type Filters = Pick<Props, 'onFilterPath' | 'onFilterValue' | 'onOverTime'>;
type LineProps = Filters & { readonly row: ChangeRow; readonly isCurrent: boolean };

function Line(props: LineProps) {
  const { row, isCurrent, onFilterPath, onOverTime } = props;
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
            onClick={() => onFilterPath(row.path, true)}
          >
            <SafeText text={name} />
          </button>
        )}
        {row.path !== '' && (
          <span className="change-buttons">
            <IconButton
              label={`Exclude events that changed ${name}`}
              icon={<EqualNot size={12} />}
              onClick={() => onFilterPath(row.path, false)}
            />
          </span>
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
      <Side {...props} root="before" texts={row.before} className="change-was" />
      <Side {...props} root="after" texts={row.after} className="change-now" />
    </tr>
  );
}

type SideProps = Filters & {
  readonly row: ChangeRow;
  readonly root: 'before' | 'after';
  readonly texts: readonly string[];
  readonly className: string;
};

function Side({ row, root, texts, className, onFilterValue }: SideProps) {
  return (
    <td className={texts.length > 0 ? className : undefined}>
      {texts.length === 0 && <span className="mute">{row.word === 'list' ? '' : '(absent)'}</span>}
      {texts.map((text, place) => {
        if (looksSecret(row.path, bare(text))) {
          return (
            <div key={place} className="mono">
              <HeldSecret text={text} />
            </div>
          );
        }
        const value = filterValue(text);
        const sign = row.word === 'list' ? (/^[+−] /u.exec(text)?.[0] ?? '') : '';
        return (
          <div key={place} className="mono change-value">
            {sign !== '' && <span className="change-sign">{sign}</span>}
            <span>
              <SafeText text={text.slice(sign.length)} />
            </span>
            {row.path !== '' && value !== null && (
              <span className="change-buttons">
                <IconButton
                  label={`Include ${root} ${row.path} = ${value}`}
                  icon={<Equal size={12} />}
                  onClick={() => onFilterValue(`${root}.${row.path}`, value, true)}
                />
                <IconButton
                  label={`Exclude ${root} ${row.path} = ${value}`}
                  icon={<EqualNot size={12} />}
                  onClick={() => onFilterValue(`${root}.${row.path}`, value, false)}
                />
              </span>
            )}
          </div>
        );
      })}
    </td>
  );
}

/** Without the quotes and signs that were put around a value, which would hide what it looks like. */
function bare(text: string): string {
  return text.replace(/^[+−] /u, '').replace(/^"(.*)"$/su, '$1');
}
