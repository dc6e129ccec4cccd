import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';

import type { EventRow } from '../../../shared/eventPage.ts';
import { contextScopes } from '../../../shared/explore.ts';
import type { ContextScope } from '../../../shared/explore.ts';
import { timeDoubt } from '../../../shared/timeDoubt.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { TimeDoubtMark } from '../../ui/TimeDoubtMark.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { edgeWords, nothingWords, scopeLabels } from './contextWords.ts';

import './context.css';

/** Events on each side. */
const reach = 25;

type Props = {
  readonly bridge: Bridge;
  readonly event: string;
  readonly zone: string;
  /** Counts what changed in the case. */
  readonly generation: number;
  readonly scope: ContextScope;
  readonly onScope: (scope: ContextScope) => void;
  readonly onShow: (event: string) => void;
};

/** What happened before and after the event, whatever the filter hides. */
export function ContextTab(props: Props) {
  const { bridge, event, zone, generation, scope } = props;
  const asked = JSON.stringify([event, scope, zone, generation]);
  const { value, failure } = useAnswer(asked, (signal) =>
    bridge.call('event.context', { event, scope, zone, reach }, signal),
  );
  return (
    <>
      <div className="detail-modes">
        <span role="group" aria-label="Events around it" className="mode-group">
          {contextScopes.map((other) => (
            <button
              key={other}
              type="button"
              className="mode"
              aria-pressed={other === scope}
              onClick={() => props.onScope(other)}
            >
              {scopeLabels[other]}
            </button>
          ))}
        </span>
      </div>
      {failure !== null && <p className="problem">{failure.message}</p>}
      {value === null && failure === null && <p className="mute">Reading the events around it…</p>}
      {value !== null && value.at < 0 && <p className="notice">{nothingWords(value.scope)}</p>}
      {value !== null && value.at >= 0 && (
        <>
          <p className="mute context-foot">
            In order of time, times in {zone}. The filter does not count here.
            {value.of !== null && (
              <>
                {' '}
                {scopeLabels[value.scope]}: <SafeText text={value.of} />
              </>
            )}
          </p>
          <p className="context-edge">{edgeWords('before', value.at, value.before, value.scope)}</p>
          <Neighbours rows={value.rows} at={value.at} onShow={props.onShow} />
          <p className="context-edge">
            {edgeWords('after', value.rows.length - value.at - 1, value.after, value.scope)}
          </p>
        </>
      )}
    </>
  );
}

type ListProps = {
  readonly rows: readonly EventRow[];
  readonly at: number;
  readonly onShow: (event: string) => void;
};

/** One press a step: arrows move along, Enter makes the event the one that is shown. */
function Neighbours({ rows, at, onShow }: ListProps) {
  const list = useRef<HTMLOListElement>(null);
  const event = rows[at]?.event;
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current=true]');
    const panel = list.current?.closest<HTMLElement>('[role=tabpanel]');
    if (!current || !panel) return;
    panel.scrollTop += centre(current) - centre(panel);
  }, [event]);
  const onKeyDown = (pressed: KeyboardEvent): void => {
    const step = pressed.key === 'ArrowDown' ? 1 : pressed.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const now = buttons.findIndex((button) => button === document.activeElement);
    pressed.preventDefault();
    buttons[now + step]?.focus();
  };
  return (
    <ol className="context-list" ref={list} aria-label="Events around it" onKeyDown={onKeyDown}>
      {rows.map((row, place) => (
        <li key={row.event}>
          <button
            type="button"
            aria-current={place === at}
            tabIndex={place === at ? 0 : -1}
            title={place === at ? 'The event shown' : `Show ${row.event}`}
            onClick={() => onShow(row.event)}
          >
            <Line row={row} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function Line({ row }: { readonly row: EventRow }) {
  const cell = (name: string): string | null =>
    Object.hasOwn(row.cells, name) ? (row.cells[name] ?? null) : null;
  const outcome = cell('outcome');
  return (
    <>
      <span className="context-first">
        <span className={`verb-bar verb-${row.verb}`} title={`Kind of action: ${row.verb}`} />
        <span className="mono">{cell('occurredAt') ?? 'no time'}</span>
        <TimeDoubtMark doubt={timeDoubt(cell('precision'), cell('zoneSource'), row.flags)} />
        <b>
          <SafeText text={cell('action') ?? '(no action)'} />
        </b>
        {(outcome === 'failure' || outcome === 'denied') && (
          <span className="context-failed">{outcome}</span>
        )}
      </span>
      <span className="context-second">
        <SafeText text={cell('actor') ?? '(nobody named)'} />
        {cell('resource') !== null && (
          <>
            {' → '}
            <SafeText text={cell('resource') ?? ''} />
          </>
        )}
      </span>
    </>
  );
}

function centre(element: HTMLElement): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}
