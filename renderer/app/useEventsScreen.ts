import { useEffect, useState } from 'react';

import type { CaseInfo } from '../../shared/caseInfo.ts';
import { fewestCompared, mostCompared } from '../../shared/compareEvents.ts';
import type { EventRow } from '../../shared/eventPage.ts';
import type { ContextScope } from '../../shared/explore.ts';
import { everything } from '../../shared/filter.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { DetailTab } from '../features/detail/DetailPane.tsx';
import { useEventDetail } from '../features/detail/useEventDetail.ts';
import type { DiffMode } from '../features/diff/ChangesTab.tsx';
import { gridSettingName } from '../features/events/gridSettings.ts';
import { useActiveRow } from '../features/events/useActiveRow.ts';
import { useEventActions } from '../features/events/useEventActions.ts';
import { useGeneration } from '../features/events/useGeneration.ts';
import { useGridSettings } from '../features/events/useGridSettings.ts';
import { useHiddenEvent } from '../features/events/useHiddenEvent.ts';
import { useIndexProgress } from '../features/events/useIndexProgress.ts';
import { useIsWide } from '../features/events/useWindowWidth.ts';
import { fetchedColumns, shownColumns } from '../features/grid/gridColumn.ts';
import { useEventPages } from '../features/grid/useEventPages.ts';
import { useViewState } from '../state/view.ts';

export type EventsState = ReturnType<typeof useEventsScreen>;

/** From this width on the detail pane stands beside the grid; below it lies over it. */
const wideWindow = 1280;

/** All that the parts of the screen share. */
export function useEventsScreen(bridge: Bridge, info: CaseInfo) {
  const viewState = useViewState();
  const { view, activeRow, activeEvent, setActive, setResult } = viewState;
  const generation = useGeneration(bridge);
  const isReadOnly = info.readOnly !== null;
  const [settings, changeSettings] = useGridSettings(
    bridge,
    info.settings[gridSettingName],
    isReadOnly,
  );
  const columns = shownColumns(view.columns, info.sources.length);
  const pages = useEventPages(
    bridge,
    {
      filter: view.filter,
      sort: view.sort,
      zone: view.zone,
      columns: fetchedColumns(columns),
    },
    generation,
  );
  const { total, isExact, tookMs, shownKey } = pages;
  useEffect(() => {
    setResult(shownKey === null ? null : { total, exact: isExact, tookMs });
  }, [setResult, shownKey, total, isExact, tookMs]);
  const [revealKey, goTo] = useActiveRow(bridge, view, {
    row: (row) => pages.pages?.row(row),
    shownKey,
    total,
  });
  const panes = usePanes();
  const isWide = useIsWide(wideWindow);
  const isDetailOpen = isWide ? settings.isDetailOpen : panes.isOverlayOpen;
  const { hidden, setHidden, shownEvent } = useHiddenEvent(activeEvent);
  const detail = useEventDetail(bridge, isDetailOpen ? shownEvent : null, generation);
  const actions = useEventActions({
    bridge,
    view,
    total,
    changeFilter: viewState.changeFilter,
    goTo: (row, event) => {
      setHidden(null);
      goTo(row, event);
    },
    onHidden: setHidden,
  });
  const showWithoutFilter = (event: string): void => {
    setActive(-1, event);
    setHidden(null);
    viewState.changeFilter(everything);
  };
  return {
    ...viewState,
    ...panes,
    bridge,
    info,
    generation,
    settings,
    changeSettings,
    isWide,
    isDetailOpen,
    openDetail: (isOpen: boolean) =>
      isWide ? changeSettings({ isDetailOpen: isOpen }) : panes.setOverlayOpen(isOpen),
    columns,
    pages,
    total,
    revealKey,
    detail,
    ...useCompared(actions.say),
    hidden,
    shownEvent,
    leaveHidden: () => setHidden(null),
    showWithoutFilter,
    actions,
    setActive,
    activeRow,
    index: useIndexProgress(bridge, generation),
  };
}

/** The events that stand side by side, two to five of those selected. */
function useCompared(say: (words: string) => void) {
  const [compared, setCompared] = useState<readonly string[] | null>(null);
  const compare = (rows: readonly (EventRow | null)[]): void => {
    const events = rows.flatMap((row) => row?.event ?? []);
    if (events.length < rows.length) say('Some of these events are still being read');
    else if (events.length >= fewestCompared && events.length <= mostCompared) setCompared(events);
    else
      say(
        `Select ${fewestCompared} to ${mostCompared} events, with Shift+↑ ↓ or Ctrl+click, to compare them`,
      );
  };
  return { compared, compare, stopComparing: () => setCompared(null) };
}

/** What is open on the screen. */
function usePanes() {
  const [tab, setTab] = useState<DetailTab>('Summary');
  const [mode, setMode] = useState<DiffMode>('Fields');
  const [contextScope, setContextScope] = useState<ContextScope>('everything');
  const [cursor, setCursor] = useState(-1);
  const [isTextOpen, setTextOpen] = useState(false);
  const [isBuilding, setBuilding] = useState(false);
  const [isGoingTo, setGoingTo] = useState(false);
  // Over the grid it is asked for each time; beside it, it stays as it was left.
  const [isOverlayOpen, setOverlayOpen] = useState(false);
  return {
    tab,
    setTab,
    mode,
    setMode,
    contextScope,
    setContextScope,
    cursor,
    setCursor,
    isTextOpen,
    setTextOpen,
    isBuilding,
    setBuilding,
    isGoingTo,
    setGoingTo,
    isOverlayOpen,
    setOverlayOpen,
  };
}
