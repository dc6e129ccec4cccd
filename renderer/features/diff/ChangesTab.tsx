import { lazy, Suspense, useState } from 'react';

import type { JsonValue } from '../../../shared/event.ts';
import type { EventDetail } from '../../../shared/eventPage.ts';
import { stateText } from '../../../shared/stateText.ts';
import type { KeyOrder } from '../../../shared/stateText.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useAction } from '../../ui/useAction.ts';
import { changeState, isThere } from './changeState.ts';
import { FieldHistory } from './FieldHistory.tsx';
import { FieldsTable } from './FieldsTable.tsx';
import { GapsBeside } from './GapWords.tsx';
import { hasSecret } from './hasSecret.ts';
import { Neighbours, useAround } from './Neighbours.tsx';

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
  const around = useAround(props.bridge, detail.event);
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
        <Neighbours around={around} onShow={props.onShow} />
      </div>
      {around !== null && 'gaps' in around && (
        <GapsBeside gaps={around.gaps} event={detail.event} onShow={props.onShow} />
      )}
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
      <span className="change-state">
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
      </span>
      <ErrorNotice error={action.error} />
    </>
  );
}
