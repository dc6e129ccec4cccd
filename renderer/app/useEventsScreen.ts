import { useEffect, useState } from 'react';

import type { CaseInfo } from '../../shared/caseInfo.ts';
import { fewestCompared, mostCompared } from '../../shared/compareEvents.ts';
import type { EventRow } from '../../shared/eventPage.ts';
import type { ContextScope } from '../../shared/explore.ts';
import { everything } from '../../shared/filter.ts';
import { asksNotes } from '../../shared/note.ts';
import type { View } from '../../shared/view.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { DetailTab } from '../features/detail/DetailPane.tsx';
import { useEventDetail } from '../features/detail/useEventDetail.ts';
import type { DiffMode } from '../features/diff/ChangesTab.tsx';
import { gridSettingName } from '../features/events/gridSettings.ts';
import { useActiveRow } from '../features/events/useActiveRow.ts';
import { useEventActions } from '../features/events/useEventActions.ts';
import { useGeneration, useNoteChanges } from '../features/events/useGeneration.ts';
import { useGridSettings } from '../features/events/useGridSettings.ts';
import { useHiddenEvent } from '../features/events/useHiddenEvent.ts';
import { useIndexProgress } from '../features/events/useIndexProgress.ts';
import { useIsLate } from '../features/events/useIsLate.ts';
import { useIsWide } from '../features/events/useWindowWidth.ts';
import { fetchedColumns, shownColumns } from '../features/grid/gridColumn.ts';
import { useEventPages } from '../features/grid/useEventPages.ts';
import type { NoteFocus } from '../features/notes/NoteDialog.tsx';
import { useNotes } from '../features/notes/useNotes.ts';
import { useViewState } from '../state/view.ts';

export type EventsState = ReturnType<typeof useEventsScreen>;

/** From this width on the detail pane stands beside the grid; below it lies over it. */
const wideWindow = 1280;

/** All that the parts of the screen share. */
export function useEventsScreen(bridge: Bridge, info: CaseInfo) {
  const viewState = useViewState();
  const { view, activeRow, activeEvent, setActive, setResult } = viewState;
  const isReadOnly = info.readOnly !== null;
  const [settings, changeSettings] = useGridSettings(
    bridge,
    info.settings[gridSettingName],
    isReadOnly,
  );
  const columns = shownColumns(view.columns, info.sources.length);
  const { generation, caseGeneration, pages } = useShown(bridge, view, columns);
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
  const notes = useNotes({ bridge, view, readOnly: info.readOnly, say: actions.say });
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
    caseGeneration,
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
    goToRow: goTo,
    leaveHidden: () => setHidden(null),
    showWithoutFilter,
    actions,
    notes,
    setActive,
    activeRow,
    index: useIndexProgress(bridge, generation),
    isLate: useIsLate(pages.isStale && pages.failure === null && shownKey !== null),
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
  return {
    compared,
    compare,
    compareEvents: (events: readonly string[]) => setCompared(events),
    stopComparing: () => setCompared(null),
  };
}

/** The rows of a view, and a number that counts what changed: in the case, and in its notes. */
function useShown(bridge: Bridge, view: View, columns: readonly string[]) {
  const { filter, sort, zone } = view;
  const noteChanges = useNoteChanges(bridge);
  const caseGeneration = useGeneration(bridge);
  // Values, histogram and detail are asked again after every note; the rows only where the view itself asks for notes.
  const generation = caseGeneration + noteChanges;
  const isOnNotes = asksNotes(
    filter,
    sort.map(({ field }) => field),
  );
  const query = { filter, sort, zone, columns: fetchedColumns(columns) };
  const pages = useEventPages(bridge, query, isOnNotes ? generation : caseGeneration);
  const shown = pages.pages;
  useEffect(() => {
    if (!isOnNotes) shown?.refresh();
    // oxlint-disable-next-line react/exhaustive-deps -- when something was noted, not when other rows are shown
  }, [noteChanges]);
  return { generation, caseGeneration, pages };
}

/** What the note dialog is about: these events, or all of the view where there are none. */
export type Noting = { readonly events: readonly string[]; readonly focus: NoteFocus };

/** What is open on the screen. */
function usePanes() {
  const [tab, setTab] = useState<DetailTab>('Summary');
  const [mode, setMode] = useState<DiffMode>('Fields');
  const [contextScope, setContextScope] = useState<ContextScope>('everything');
  const [cursor, setCursor] = useState(-1);
  const [isTextOpen, setTextOpen] = useState(false);
  const [isBuilding, setBuilding] = useState(false);
  const [isGoingTo, setGoingTo] = useState(false);
  const [noting, setNoting] = useState<Noting | null>(null);
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
    noting,
    setNoting,
    isOverlayOpen,
    setOverlayOpen,
  };
}
