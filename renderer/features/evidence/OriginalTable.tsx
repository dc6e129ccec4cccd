import type { KeyboardEvent } from 'react';

import { SafeText } from '../../ui/SafeText.tsx';
import { numberWords } from '../../ui/words.ts';
import type { OriginalRow } from './originalRows.ts';
import { isEmptyFile, minuteWords, periodWords, timesWords } from './originalWords.ts';

type Props = {
  readonly rows: readonly OriginalRow[];
  readonly shown: number | null;
  readonly zone: string;
  readonly onShow: (original: number) => void;
};

/** One line an evidence file; what a container held is indented below it. */
export function OriginalTable({ rows, shown, zone, onShow }: Props) {
  return (
    <div className="evidence-table" role="region" aria-label="Evidence files" tabIndex={0}>
      <table className="table" onKeyDown={moveFocus}>
        <thead>
          <tr>
            <th scope="col">Evidence file</th>
            <th scope="col">Product</th>
            <th scope="col" className="number">
              New
            </th>
            <th scope="col" className="number">
              Duplicate
            </th>
            <th scope="col" className="number" title="Same id, different content">
              Same id, differs
            </th>
            <th scope="col" className="number">
              Rejected
            </th>
            <th scope="col">From – to ({zone})</th>
            <th scope="col">Zone and precision</th>
            <th scope="col">Came in ({zone})</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <OriginalLine
              key={row.info.original}
              row={row}
              isShown={row.info.original === shown}
              zone={zone}
              onShow={onShow}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = {
  readonly row: OriginalRow;
  readonly isShown: boolean;
  readonly zone: string;
  readonly onShow: (original: number) => void;
};

function OriginalLine({ row, isShown, zone, onShow }: LineProps) {
  const { info, depth } = row;
  const { records } = info;
  const hasRecords = info.reader !== null;
  const count = (value: number, warns = false) => (
    <td className={warns && value > 0 ? 'number is-warning' : 'number'}>
      {hasRecords ? numberWords(value) : ''}
    </td>
  );
  return (
    <tr
      className={[isShown ? 'is-shown' : '', info.aside === null ? '' : 'is-aside']
        .join(' ')
        .trim()}
      onClick={() => onShow(info.original)}
    >
      <td className="evidence-name" style={{ paddingInlineStart: 10 + depth * 18 }}>
        <button
          type="button"
          aria-current={isShown ? 'true' : undefined}
          onClick={() => onShow(info.original)}
        >
          <span className="mono mute">E{info.original}</span> <SafeText text={info.name} />
        </button>
        {info.aside !== null && <span className="chip is-warning">set aside</span>}
        {info.warnings.length > 0 && (
          <span className="chip is-warning" title={info.warnings.join('\n')}>
            {info.warnings.length === 1 ? '1 warning' : `${info.warnings.length} warnings`}
          </span>
        )}
      </td>
      <td>
        {hasRecords ? (
          <SafeText text={info.sourceLabel ?? 'unknown'} />
        ) : (
          <i>{isEmptyFile(info) ? 'empty file' : 'container'}</i>
        )}
      </td>
      {count(records.new)}
      {count(records.duplicate)}
      {count(records.conflicting, true)}
      {count(records.rejected, true)}
      <td className="evidence-time">{periodWords(info, zone) ?? ''}</td>
      <td title={info.zone}>{timesWords(info)}</td>
      <td className="evidence-time" title={`by ${info.importedBy}`}>
        {minuteWords(info.importedAt, zone)}
      </td>
      <td className="mono mute" title={info.sha256}>
        {info.sha256.slice(0, 12)}…
      </td>
    </tr>
  );
}

/** Up and down go from file to file, as in a list. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.evidence-name button')];
  const now = buttons.findIndex((button) => button === document.activeElement);
  const next = buttons[now + step];
  if (now < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}
