import { ChevronDown, ChevronRight } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

import type { OriginalInfo } from '../../../shared/importResult.ts';
import type { OriginalGroup } from '../../../shared/originalPage.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { countWords, numberWords } from '../../ui/words.ts';
import { isEmptyFile, minuteWords, periodWords, timesWords } from './originalWords.ts';
import type { OriginalLines } from './useOriginalLines.ts';

type Props = {
  readonly lines: OriginalLines;
  readonly shown: number | null;
  readonly zone: string;
  readonly onShow: (info: OriginalInfo) => void;
  readonly onFold: (group: OriginalGroup) => void;
};

/** As `.evidence-table tbody tr` has it. */
const rowHeight = 31;
/** Lines beyond the upper and lower edge that are drawn, too. */
const overscan = 12;

/** One line an evidence file; what a container held is indented below it. Only the lines in sight are drawn. */
export function OriginalTable({ lines, shown, zone, onShow, onFold }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 600 });
  const total = lines.head?.total ?? 0;
  const from = Math.max(0, Math.floor(sight.top / rowHeight) - overscan);
  const to = Math.min(total, Math.ceil((sight.top + sight.height) / rowHeight) + overscan);
  const look = (): void => {
    const { current } = scroller;
    if (current) setSight({ top: current.scrollTop, height: current.clientHeight });
  };
  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current) return undefined;
    const watch = new ResizeObserver(look);
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => lines.want(from, to));
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  return (
    <div
      ref={scroller}
      className="evidence-table"
      role="region"
      aria-label="Evidence files"
      tabIndex={0}
      onScroll={look}
    >
      <table className="table" aria-rowcount={total + 1} onKeyDown={moveFocus}>
        <thead>
          <tr aria-rowindex={1}>
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
          {from > 0 && <Gap lines={from} />}
          {drawn.map((at) => {
            const line = lines.lineAt(at);
            if (line === undefined) return <Gap key={at} lines={1} />;
            if (line.kind === 'group')
              return (
                <GroupLine
                  key={`group ${line.key}`}
                  at={at}
                  group={line}
                  zone={zone}
                  onFold={() => onFold(line)}
                />
              );
            return (
              <OriginalLine
                key={line.info.original}
                at={at}
                info={line.info}
                depth={line.depth}
                isShown={line.info.original === shown}
                zone={zone}
                onShow={onShow}
              />
            );
          })}
          {to < total && <Gap lines={total - to} />}
        </tbody>
      </table>
    </div>
  );
}

/** The room of lines that are out of sight, or on their way. */
function Gap({ lines }: { readonly lines: number }) {
  return (
    <tr aria-hidden className="evidence-gap">
      <td colSpan={10} style={{ height: lines * rowHeight }} />
    </tr>
  );
}

type GroupProps = {
  readonly at: number;
  readonly group: OriginalGroup;
  readonly zone: string;
  readonly onFold: () => void;
};

function GroupLine({ at, group, zone, onFold }: GroupProps) {
  const { records } = group;
  const label = group.at === null ? group.label : `${minuteWords(group.at, zone)}, ${group.label}`;
  const count = (value: number, warns = false) => (
    <td className={warns && value > 0 ? 'number is-warning' : 'number'}>{numberWords(value)}</td>
  );
  return (
    <tr className="evidence-group" aria-rowindex={at + 2} onClick={onFold}>
      <td className="evidence-name" colSpan={2}>
        <button type="button" aria-expanded={!group.isFolded} onClick={swallow(onFold)}>
          {group.isFolded ? (
            <ChevronRight size={13} aria-hidden />
          ) : (
            <ChevronDown size={13} aria-hidden />
          )}{' '}
          <SafeText text={label} />
        </button>
        <span className="mute"> {countWords(group.files, 'file')}</span>
        {group.warnings > 0 && (
          <span className="chip is-warning">{countWords(group.warnings, 'warning')}</span>
        )}
      </td>
      {count(records.new)}
      {count(records.duplicate)}
      {count(records.conflicting, true)}
      {count(records.rejected, true)}
      <td colSpan={4} />
    </tr>
  );
}

/** For a button within a line that takes clicks itself. */
function swallow(act: () => void): (event: { stopPropagation: () => void }) => void {
  return (event) => {
    event.stopPropagation();
    act();
  };
}

type LineProps = {
  readonly at: number;
  readonly info: OriginalInfo;
  readonly depth: number;
  readonly isShown: boolean;
  readonly zone: string;
  readonly onShow: (info: OriginalInfo) => void;
};

function OriginalLine({ at, info, depth, isShown, zone, onShow }: LineProps) {
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
      aria-rowindex={at + 2}
      onClick={() => onShow(info)}
    >
      <td className="evidence-name" style={{ paddingInlineStart: 10 + depth * 18 }}>
        <button
          type="button"
          aria-current={isShown ? 'true' : undefined}
          title={info.name}
          onClick={() => onShow(info)}
        >
          <span className="mono mute">E{info.original}</span>{' '}
          {info.name.includes('/') && <span className="mute">…/</span>}
          <SafeText text={info.name.slice(info.name.lastIndexOf('/') + 1)} />
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
