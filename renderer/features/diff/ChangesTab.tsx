import { ChevronLeft, ChevronRight } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';

import type { JsonValue } from '../../../shared/event.ts';
import type { EventDetail } from '../../../shared/eventPage.ts';
import type { FollowedBy } from '../../../shared/explore.ts';
import { toFailure } from '../../../shared/failure.ts';
import { stateText } from '../../../shared/stateText.ts';
import type { KeyOrder } from '../../../shared/stateText.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useAction } from '../../ui/useAction.ts';
import { changeState, isThere } from './changeState.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldsTable } from './FieldsTable.tsx';
import { hasSecret } from './hasSecret.ts';

import './diff.css';

const MonacoDiff = lazy(async () => ({ default: (await import('./MonacoDiff.tsx')).MonacoDiff }));

export const diffModes = ['Fields', 'Side by side', 'Unified'] as const;
export type DiffMode = (typeof diffModes)[number];

type Props = {
  readonly bridge: Bridge;
  readonly detail: EventDetail;
  readonly mode: DiffMode;
  readonly onMode: (mode: DiffMode) => void;
  /** Which change `n` and `p` have come to. */
  readonly cursor: number;
  readonly zone: string;
  readonly onShow: (event: string) => void;
  readonly onCopy: (text: string, what: string) => void;
  readonly onFilterPath: (path: string, isInclude: boolean) => void;
  readonly onFilterValue: (field: string, value: string, isInclude: boolean) => void;
};

/** What the event changed, and the changes of the same resource before and after it. */
export function ChangesTab(props: Props) {
  const { detail, mode } = props;
  const state = changeState(detail);
  const [path, setPath] = useState<string | null>(null);
  return (
    <>
      <div className="detail-modes">
        <span role="group" aria-label="Changes as" className="mode-group">
          {diffModes.map((other) => (
            <button
              key={other}
              type="button"
              className="mode"
              aria-pressed={mode === other}
              disabled={!state.hasStates && other !== 'Fields'}
              onClick={() => props.onMode(other)}
            >
              {other}
            </button>
          ))}
        </span>
        <Neighbours bridge={props.bridge} event={detail.event} onShow={props.onShow} />
      </div>
      {state.words !== null && <p className="change-words">{state.words}</p>}
      {!state.hasStates && (
        <p className="mute">
          {detail.source.sourceLabel} gave no state before or after for this event. What it does say
          is in Summary.
        </p>
      )}
      {state.notJson && <p className="notice is-warning">Invalid JSON: shown as text</p>}
      {state.hasStates &&
        (mode === 'Fields' ? (
          <FieldsTable
            detail={detail}
            state={state}
            cursor={props.cursor}
            onFilterPath={props.onFilterPath}
            onFilterValue={props.onFilterValue}
            onOverTime={setPath}
          />
        ) : (
          <EditorDiff key={detail.event} detail={detail} mode={mode} />
        ))}
      {path !== null && (
        <FieldHistory
          bridge={props.bridge}
          event={detail.event}
          path={path}
          zone={props.zone}
          onShow={props.onShow}
          onClose={() => setPath(null)}
        />
      )}
      <p className="change-foot">
        {(['before', 'after'] as const).map(
          (which) =>
            isThere(detail[which]) && (
              <StateButtons key={which} {...props} which={which} state={detail[which] ?? null} />
            ),
        )}
      </p>
    </>
  );
}

type EditorProps = { readonly detail: EventDetail; readonly mode: DiffMode };

function EditorDiff({ detail, mode }: EditorProps) {
  const [order, setOrder] = useState<KeyOrder>('sorted');
  const [isShown, setShown] = useState(() => !hasSecret(detail.before) && !hasSecret(detail.after));
  if (!isShown) {
    return (
      <p className="notice is-warning">
        A value here looks like a secret.{' '}
        <button type="button" className="button small" onClick={() => setShown(true)}>
          Show it
        </button>
      </p>
    );
  }
  return (
    <>
      <p className="change-order">
        Keys {order}
        <button
          type="button"
          className="button small is-quiet"
          onClick={() => setOrder(order === 'sorted' ? 'as logged' : 'sorted')}
        >
          {order === 'sorted' ? 'Show as logged' : 'Sort them'}
        </button>
      </p>
      <Suspense fallback={<p className="mute">Opening the editor…</p>}>
        <MonacoDiff
          before={stateText(detail.before, order)}
          after={stateText(detail.after, order)}
          isSideBySide={mode === 'Side by side'}
        />
      </Suspense>
    </>
  );
}

type StateProps = Pick<Props, 'bridge' | 'detail' | 'onCopy'> & {
  readonly which: 'before' | 'after';
  readonly state: JsonValue;
};

/** Copy and save one state, with its keys as they were logged. */
function StateButtons({ bridge, detail, which, state, onCopy }: StateProps) {
  const action = useAction();
  const save = async (): Promise<void> => {
    const suggestedName = `${detail.event}-${which}.${typeof state === 'string' ? 'txt' : 'json'}`;
    const target = await bridge.call('host.saveTarget', { suggestedName });
    if (target === null) return;
    const { event } = detail;
    await bridge.call('event.saveState', { target: target.file, event, state: which });
    const { download } = await bridge.call('host.exported', { target: target.file });
    if (download !== null) bridge.download(download);
  };
  return (
    <>
      <button
        type="button"
        className="button small"
        onClick={() => onCopy(stateText(state, 'as logged'), `State ${which}`)}
      >
        Copy {which}
      </button>
      <button
        type="button"
        className="button small"
        disabled={action.isRunning}
        onClick={() => action.run(save)}
      >
        Save {which}…
      </button>
      <ErrorNotice error={action.error} />
    </>
  );
}

type Around = {
  readonly previous: string | null;
  readonly next: string | null;
  readonly index: number;
  readonly count: number;
  readonly by: FollowedBy;
};
function neighbourWords({ index, count, by }: Around): string {
  const of = by === 'versions' && count > 1 ? ' of its versions' : '';
  // An event that only looks at the resource stands between its changes.
  if (index < 0) return count === 0 ? 'No changes' : `${count} changes${of}`;
  return count > 1 ? `${index + 1} of ${count} changes${of}` : 'Only change';
}

type NeighbourProps = {
  readonly bridge: Bridge;
  readonly event: string;
  readonly onShow: (event: string) => void;
};

function Neighbours({ bridge, event, onShow }: NeighbourProps) {
  const [around, setAround] = useState<Around | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const found = await bridge.call('event.changes', { event }, abort.signal);
        if (!abort.signal.aborted) setAround(found);
      } catch (thrown) {
        if (!abort.signal.aborted && !isCancelled(thrown)) setProblem(toFailure(thrown).message);
      }
    };
    setAround(null);
    setProblem(null);
    void load();
    return () => abort.abort();
  }, [bridge, event]);
  if (problem !== null) return <span className="problem">{problem}</span>;
  if (around === null) return null;
  const step = (to: string | null, words: string, icon: React.ReactNode) => (
    <button
      type="button"
      className="icon-button"
      title={words}
      aria-label={words.replace(/ \(.\)$/, '')}
      disabled={to === null}
      onClick={() => {
        if (to !== null) onShow(to);
      }}
    >
      {icon}
    </button>
  );
  return (
    <span className="neighbours">
      {step(around.previous, 'Previous change of this resource ([)', <ChevronLeft size={14} />)}
      <span
        title={
          around.by === 'versions'
            ? 'Each version has an id of its own here: followed by type, project and name'
            : undefined
        }
      >
        {neighbourWords(around)}
      </span>
      {step(around.next, 'Next change of this resource (])', <ChevronRight size={14} />)}
    </span>
  );
}
