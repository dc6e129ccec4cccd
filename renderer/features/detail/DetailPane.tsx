import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

import type { EventDetail } from '../../../shared/eventPage.ts';
import { assertNever } from '../../../shared/failure.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import type { DetailActions } from './detailActions.ts';
import { RawTab } from './RawTab.tsx';
import { SourceTab } from './SourceTab.tsx';
import { SummaryTab } from './SummaryTab.tsx';
import type { ShownDetail } from './useEventDetail.ts';

import './detail.css';

export const detailTabs = ['Summary', 'Changes', 'Raw', 'Context', 'Source', 'Notes'] as const;
export type DetailTab = (typeof detailTabs)[number];

type Props = DetailActions & {
  readonly bridge: Bridge;
  readonly zone: string;
  readonly shown: ShownDetail;
  readonly tab: DetailTab;
  readonly onTab: (tab: DetailTab) => void;
  readonly onClose: () => void;
  /** Changes, Context and Notes are features of their own. */
  readonly renderChanges: (detail: EventDetail) => ReactNode;
  readonly renderContext: (detail: EventDetail) => ReactNode;
  readonly renderNotes: (detail: EventDetail) => ReactNode;
  /** Said above the tabs' content, as of an event that the filter hides. */
  readonly notice: ReactNode;
};

export const detailPaneId = 'detail-pane';

/** Everything about the active row. Keeps its tab while the row moves. */
export function DetailPane(props: Props) {
  const { shown, tab, onTab } = props;
  const tabs = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Each tab begins at its top; Context goes to its event by itself.
    if (tab !== 'Context') panel.current?.scrollTo({ top: 0 });
  }, [tab]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    event.preventDefault();
    const step = event.key === 'ArrowRight' ? 1 : -1;
    const place = (detailTabs.indexOf(tab) + step + detailTabs.length) % detailTabs.length;
    onTab(detailTabs[place] ?? 'Summary');
    tabs.current?.querySelectorAll<HTMLElement>('[role=tab]')[place]?.focus();
  };
  return (
    <aside className="detail" aria-label="Detail" id={detailPaneId}>
      <div className="detail-top">
        <div
          role="tablist"
          aria-label="Detail"
          className="detail-tabs"
          ref={tabs}
          onKeyDown={onKeyDown}
        >
          {detailTabs.map((name, place) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`detail-tab-${name}`}
              aria-selected={name === tab}
              aria-controls="detail-panel"
              tabIndex={name === tab ? 0 : -1}
              title={`${name} (${place + 1})`}
              onClick={() => onTab(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="icon-button"
          title="Close (Esc)"
          aria-label="Close the detail pane"
          onClick={props.onClose}
        >
          <X size={14} />
        </button>
      </div>
      <div
        ref={panel}
        role="tabpanel"
        id="detail-panel"
        aria-labelledby={`detail-tab-${tab}`}
        className="detail-panel"
        tabIndex={0}
      >
        {props.notice}
        <TabContent {...props} />
        {shown.failure !== null && <p className="problem">{shown.failure.message}</p>}
        {shown.failure === null && shown.detail === null && (
          <p className="mute">Choose an event to see all of it here.</p>
        )}
      </div>
    </aside>
  );
}

function TabContent({
  bridge,
  zone,
  shown,
  tab,
  renderChanges,
  renderContext,
  renderNotes,
  ...actions
}: Props) {
  const { detail } = shown;
  if (detail === null) return null;
  switch (tab) {
    case 'Summary':
      return <SummaryTab detail={detail} zone={zone} {...actions} />;
    case 'Changes':
      return renderChanges(detail);
    case 'Raw':
      return <RawTab detail={detail} {...actions} />;
    case 'Context':
      return renderContext(detail);
    case 'Source':
      return <SourceTab detail={detail} bridge={bridge} {...actions} />;
    case 'Notes':
      return renderNotes(detail);
    default:
      return assertNever(tab);
  }
}
