import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Group as Panels, Panel, Separator } from 'react-resizable-panels';

import type { CaseInfo } from '../../shared/caseInfo.ts';
import { everything } from '../../shared/filter.ts';
import { countOff, resumeAll, suspendAll, toggleAt, topLevel } from '../../shared/filterTree.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { DetailPane, detailPaneId, detailTabs } from '../features/detail/DetailPane.tsx';
import type { DetailTab } from '../features/detail/DetailPane.tsx';
import { useEventDetail } from '../features/detail/useEventDetail.ts';
import { ChangesTab } from '../features/diff/ChangesTab.tsx';
import type { DiffMode } from '../features/diff/ChangesTab.tsx';
import { gridSettingName } from '../features/events/gridSettings.ts';
import { resultWords } from '../features/events/resultWords.ts';
import { screenIntent } from '../features/events/screenKey.ts';
import type { ScreenIntent } from '../features/events/screenKey.ts';
import { StatusLine } from '../features/events/StatusLine.tsx';
import { useActiveRow } from '../features/events/useActiveRow.ts';
import { useEventActions } from '../features/events/useEventActions.ts';
import { useGeneration } from '../features/events/useGeneration.ts';
import { useGridSettings } from '../features/events/useGridSettings.ts';
import { useIndexProgress } from '../features/events/useIndexProgress.ts';
import { useIsWide } from '../features/events/useWindowWidth.ts';
import { EmptyResult } from '../features/filter/EmptyResult.tsx';
import { FilterBar, searchFieldId } from '../features/filter/FilterBar.tsx';
import { FilterDialog } from '../features/filter/FilterDialog.tsx';
import { ViewsMenu } from '../features/filter/ViewsMenu.tsx';
import { cell, cellValue } from '../features/grid/cellFilter.ts';
import { ColumnMenu } from '../features/grid/ColumnMenu.tsx';
import { EventGrid } from '../features/grid/EventGrid.tsx';
import { GoToDialog } from '../features/grid/GoToDialog.tsx';
import { fetchedColumns, gridColumns, shownColumns } from '../features/grid/gridColumn.ts';
import { useEventPages } from '../features/grid/useEventPages.ts';
import { useViewState } from '../state/view.ts';

import '../features/events/events.css';

type Props = { readonly bridge: Bridge; readonly info: CaseInfo };

/** From this width on the detail pane stands beside the grid; below it lies over it. */
const wideWindow = 1280;

/** The events of a case: filter, grid and detail, which know nothing of one another. */
export function EventsScreen({ bridge, info }: Props) {
  const screen = useScreen(bridge, info);
  const { view, settings, pages, actions } = screen;
  const isBeside = useIsWide(wideWindow);
  return (
    <div className="events" onKeyDown={screen.onKeyDown}>
      <FilterBar
        bridge={bridge}
        filter={view.filter}
        zone={view.zone}
        newest={info.newest}
        isTextOpen={screen.isTextOpen}
        onTextOpen={screen.setTextOpen}
        onBuild={() => screen.setBuilding(true)}
        onChange={screen.changeFilter}
        onLeave={focusGrid}
      >
        <ViewsMenu onPick={screen.changeView} />
        <ColumnMenu
          columns={screen.columns}
          isRoomy={settings.isRoomy}
          onChange={(columns) => screen.changeView({ columns })}
          onRoomy={(isRoomy) => screen.changeSettings({ isRoomy })}
        />
      </FilterBar>
      <div className="events-body">
        <Panels orientation="horizontal" id="events">
          <Panel id="grid" minSize="360px">
            <Events screen={screen} />
          </Panel>
          {isBeside && settings.isDetailOpen && (
            <>
              <Separator className="events-separator" />
              <Panel
                id="detail"
                defaultSize="420px"
                minSize="300px"
                maxSize="70%"
                groupResizeBehavior="preserve-pixel-size"
              >
                <Detail screen={screen} />
              </Panel>
            </>
          )}
        </Panels>
        {!isBeside && settings.isDetailOpen && (
          <div className="events-overlay">
            <Detail screen={screen} />
          </div>
        )}
      </div>
      <StatusLine
        view={view}
        result={screen.result}
        info={info}
        activeRow={screen.activeRow}
        index={screen.index}
      />
      <p className="visually-hidden" aria-live="polite">
        {pages.isStale ? '' : resultWords(screen.result, info.events)}
      </p>
      <p className="events-said" aria-live="polite">
        {actions.said}
      </p>
      {screen.isBuilding && (
        <FilterDialog
          bridge={bridge}
          zone={view.zone}
          generation={screen.generation}
          filter={view.filter}
          onChange={screen.changeFilter}
          onClose={() => screen.setBuilding(false)}
        />
      )}
      {screen.isGoingTo && (
        <GoToDialog
          zone={view.zone}
          onGo={actions.goToTarget}
          onClose={() => screen.setGoingTo(false)}
        />
      )}
    </div>
  );
}

type Screen = ReturnType<typeof useScreen>;

/** All that the parts of the screen share. */
function useScreen(bridge: Bridge, info: CaseInfo) {
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
  const detail = useEventDetail(bridge, settings.isDetailOpen ? activeEvent : null, generation);
  const actions = useEventActions({
    bridge,
    view,
    total,
    changeFilter: viewState.changeFilter,
    goTo,
  });
  const panes = usePanes();
  const state = {
    ...viewState,
    ...panes,
    bridge,
    info,
    generation,
    settings,
    changeSettings,
    columns,
    pages,
    total,
    revealKey,
    detail,
    actions,
    setActive,
    activeRow,
    index: useIndexProgress(bridge, generation),
  };
  return { ...state, onKeyDown: (event: KeyboardEvent) => onKeyDown(state, event) };
}

/** What is open on the screen. */
function usePanes() {
  const [tab, setTab] = useState<DetailTab>('Summary');
  const [mode, setMode] = useState<DiffMode>('Fields');
  const [cursor, setCursor] = useState(-1);
  const [isTextOpen, setTextOpen] = useState(false);
  const [isBuilding, setBuilding] = useState(false);
  const [isGoingTo, setGoingTo] = useState(false);
  return {
    tab,
    setTab,
    mode,
    setMode,
    cursor,
    setCursor,
    isTextOpen,
    setTextOpen,
    isBuilding,
    setBuilding,
    isGoingTo,
    setGoingTo,
  };
}

function Events({ screen }: { readonly screen: Screen }) {
  const { bridge, info, view, pages, columns, settings, actions } = screen;
  if (pages.failure !== null) {
    return (
      <div className="events-none" role="alert">
        <p className="problem">{pages.failure.message}</p>
      </div>
    );
  }
  if (pages.pages === null) return <p className="events-none mute">Reading the events…</p>;
  const isEmpty = pages.total === 0 && !pages.isStale && info.events > 0;
  return (
    <div className="events-grid">
      {isEmpty && (
        <EmptyResult
          bridge={bridge}
          filter={view.filter}
          zone={view.zone}
          events={info.events}
          onChange={screen.changeFilter}
        />
      )}
      {!isEmpty && (
        <EventGrid
          pages={pages.pages}
          total={pages.total}
          isStale={pages.isStale}
          columns={gridColumns(columns, settings.widths, view.zone)}
          sort={view.sort}
          rowHeight={settings.isRoomy ? 36 : 28}
          activeRow={screen.activeRow}
          revealKey={screen.revealKey}
          onActive={(row) => screen.setActive(row, pages.pages?.row(row)?.event ?? null)}
          onOpen={() => openDetail(screen)}
          onGoTo={() => screen.setGoingTo(true)}
          onAction={(row, column, action) => {
            if (action === 'copy') return actions.copy(cell(row, column) ?? '', 'Value');
            if (action === 'copyRow') return actions.copyRecord(row);
            if (action === 'copyReference') return actions.copy(row.event, 'Reference');
            const found = cellValue(row, column);
            if (found === null) return actions.say('This column has no value to filter by');
            const category = cell(row, 'category');
            return actions.choose({ ...found, category }, action === 'include');
          }}
          onSort={(sort) => screen.changeView({ sort })}
          onResize={(column, width) =>
            screen.changeSettings({ widths: new Map(settings.widths).set(column, width) })
          }
        />
      )}
    </div>
  );
}

function Detail({ screen }: { readonly screen: Screen }) {
  const { bridge, view, actions } = screen;
  const choose = (isInclude: boolean) => (field: string, value: string) => {
    const category = screen.detail.detail?.fields['category'];
    actions.choose(
      { field, value, category: typeof category === 'string' ? category : null },
      isInclude,
    );
  };
  return (
    <DetailPane
      bridge={bridge}
      zone={view.zone}
      shown={screen.detail}
      tab={screen.tab}
      onTab={screen.setTab}
      onClose={() => {
        screen.changeSettings({ isDetailOpen: false });
        focusGrid();
      }}
      onInclude={choose(true)}
      onExclude={choose(false)}
      onCopy={actions.copy}
      onShow={actions.showEvent}
      renderChanges={(detail) => (
        <ChangesTab
          bridge={bridge}
          detail={detail}
          mode={screen.mode}
          onMode={screen.setMode}
          cursor={screen.cursor}
          onShow={actions.showEvent}
          onCopy={actions.copy}
          onFilterPath={actions.filterChanged}
        />
      )}
    />
  );
}

type KeyState = Omit<Screen, 'onKeyDown'>;

function onKeyDown(screen: KeyState, event: KeyboardEvent): void {
  const { key, shiftKey: shift, altKey: alt, target } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const isWriting =
    target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
  const intent = screenIntent({ key, ctrl, shift, alt, isWriting });
  // A dialog or menu over the screen has keys of its own; React tells of them here all the same.
  const isElsewhere = !(target instanceof Node && event.currentTarget.contains(target));
  if (intent === null || isElsewhere || event.defaultPrevented) return;
  event.preventDefault();
  follow(screen, intent);
}

function follow(screen: KeyState, intent: ScreenIntent): void {
  const { view, changeFilter } = screen;
  const chips = topLevel(view.filter);
  switch (intent.kind) {
    case 'search':
      return document.querySelector<HTMLElement>(`#${searchFieldId}`)?.focus();
    case 'build':
      return screen.setBuilding(true);
    case 'text':
      return screen.setTextOpen(!screen.isTextOpen);
    case 'toggleLast':
      return chips.length > 0 ? changeFilter(toggleAt(view.filter, [chips.length - 1])) : undefined;
    case 'toggleAll':
      return changeFilter(
        countOff(view.filter) > 0 ? resumeAll(view.filter) : suspendAll(view.filter),
      );
    case 'clear':
      return changeFilter(everything);
    case 'undo':
      return screen.undo();
    case 'redo':
      return screen.redo();
    case 'goTo':
      return screen.setGoingTo(true);
    case 'tab':
    case 'changes': {
      const tab = intent.kind === 'tab' ? detailTabs[intent.tab] : 'Changes';
      if (tab === undefined) return undefined;
      screen.setTab(tab);
      return screen.changeSettings({ isDetailOpen: true });
    }
    case 'change':
      return stepChange(screen, intent.by);
    case 'neighbour':
      return void showNeighbour(screen, intent.to);
    case 'leave':
      return focusGrid();
  }
}

function stepChange(screen: KeyState, by: 1 | -1): void {
  const count = screen.detail.detail?.changes.length ?? 0;
  screen.setTab('Changes');
  screen.setCursor(Math.min(count - 1, Math.max(0, screen.cursor + by)));
}

async function showNeighbour(screen: KeyState, to: 'previous' | 'next'): Promise<void> {
  const { bridge, activeEvent, actions } = screen;
  if (activeEvent === null) return;
  const around = await bridge.call('event.changes', { event: activeEvent });
  const event = around[to];
  if (event !== null) actions.showEvent(event);
  else actions.say(`No ${to} change of this resource`);
}

function openDetail(screen: Screen): void {
  screen.changeSettings({ isDetailOpen: true });
  // Once the pane is there.
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`#${detailPaneId} [role=tabpanel]`)?.focus(),
  );
}

function focusGrid(): void {
  document.querySelector<HTMLElement>('[role=grid]')?.focus();
}
