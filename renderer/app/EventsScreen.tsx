import { useEffect, useMemo } from 'react';
import { Group as Panels, Panel, Separator } from 'react-resizable-panels';

import type { CaseInfo } from '../../shared/caseInfo.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { CompareDialog } from '../features/compare/CompareDialog.tsx';
import { ContextTab } from '../features/context/ContextTab.tsx';
import { DetailPane, detailPaneId } from '../features/detail/DetailPane.tsx';
import { ChangesTab } from '../features/diff/ChangesTab.tsx';
import type { GridSettings } from '../features/events/gridSettings.ts';
import { PaneButtons } from '../features/events/PaneButtons.tsx';
import { resultWords } from '../features/events/resultWords.ts';
import { StatusLine } from '../features/events/StatusLine.tsx';
import { usualFacets, usuallyOpen } from '../features/facets/facetFields.ts';
import { FacetPanel } from '../features/facets/FacetPanel.tsx';
import { EmptyResult } from '../features/filter/EmptyResult.tsx';
import { FilterBar } from '../features/filter/FilterBar.tsx';
import { FilterDialog } from '../features/filter/FilterDialog.tsx';
import { TimeEdge } from '../features/filter/TimeEdge.tsx';
import { ZoneNotice } from '../features/filter/ZoneNotice.tsx';
import { cell, cellValue } from '../features/grid/cellFilter.ts';
import { ColumnMenu } from '../features/grid/ColumnMenu.tsx';
import { EventGrid } from '../features/grid/EventGrid.tsx';
import { GoToDialog } from '../features/grid/GoToDialog.tsx';
import { gridColumns } from '../features/grid/gridColumn.ts';
import { GroupingDialog } from '../features/grouping/GroupingDialog.tsx';
import { HistogramStrip } from '../features/histogram/HistogramStrip.tsx';
import { ViewsMenu } from '../features/views/ViewsMenu.tsx';
import { useGroupingQuestion } from '../state/groupingQuestion.ts';
import { useSavedViews } from '../state/savedViews.ts';
import { useSession } from '../state/session.ts';
import { askGrouping, changeColumn } from './changeColumn.ts';
import { EventNotes, NoteAllButton, NotesDialog, SelectedEvents } from './EventsNotes.tsx';
import { focusGrid, onScreenKey } from './eventsScreenKeys.ts';
import { goToNextMark, noteRows } from './eventsScreenNotes.ts';
import { KeptPanel } from './KeptPanel.tsx';
import { pivot } from './pivot.ts';
import { useEventsScreen } from './useEventsScreen.ts';
import type { EventsState } from './useEventsScreen.ts';

import '../features/events/events.css';

type Props = { readonly bridge: Bridge; readonly info: CaseInfo };

/** The events of a case: filter, grid and detail, which know nothing of one another. */
export function EventsScreen({ bridge, info }: Props) {
  const screen = useEventsScreen(bridge, info);
  const { view, settings, pages, actions } = screen;
  const hasRows = pages.pages !== null;
  useEffect(() => {
    // Whoever came from another screen has the focus nowhere.
    if (hasRows && document.activeElement === document.body) focusGrid();
  }, [hasRows]);
  const saved = useSavedViews((state) => state.views);
  const grouping = useGroupingQuestion((state) => state.field);
  const isRoomy = useIsRoomy(settings);
  return (
    <div className="events" onKeyDown={(event) => onScreenKey(screen, event)}>
      <FilterBar
        bridge={bridge}
        filter={view.filter}
        zone={view.zone}
        newest={info.newest}
        active={screen.activeEvent}
        onAround={actions.around}
        isTextOpen={screen.isTextOpen}
        onTextOpen={screen.setTextOpen}
        onBuild={() => screen.setBuilding(true)}
        onChange={screen.changeFilter}
        onLeave={focusGrid}
      >
        <PaneButtons
          settings={settings}
          onChange={screen.changeSettings}
          isDetailOpen={screen.isDetailOpen}
          onDetail={screen.openDetail}
        />
        <NoteAllButton screen={screen} />
        <ViewsMenu
          view={view}
          saved={saved}
          products={info.sources}
          isReadOnly={info.readOnly !== null}
          onPick={screen.changeView}
          onSave={() => useSession.setState({ dialog: 'save-view' })}
          onManage={() => useSession.setState({ dialog: 'views' })}
        />
        <ColumnMenu
          columns={screen.columns}
          isRoomy={isRoomy}
          onChange={(columns) => screen.changeView({ columns })}
          onRoomy={(roomy) => screen.changeSettings({ isRoomy: roomy })}
        />
      </FilterBar>
      <ZoneNotice zone={view.zone} labels={screen.readOtherwise} onUndo={screen.undo} />
      <TimeEdge
        bridge={bridge}
        filter={view.filter}
        zone={view.zone}
        newest={info.newest}
        generation={screen.generation}
        onChange={screen.changeFilter}
      />
      {settings.isHistogramOpen && (
        <HistogramStrip
          bridge={bridge}
          filter={view.filter}
          zone={view.zone}
          generation={screen.generation}
          caseGeneration={screen.caseGeneration}
          newest={info.newest}
          products={info.sources.length}
          split={view.split}
          onSplit={(split) => screen.changeView({ split })}
          onChange={screen.changeFilter}
          onUndo={screen.undo}
        />
      )}
      <div className="events-body">
        <Panels orientation="horizontal" id="events">
          {settings.areFacetsOpen && <Facets screen={screen} />}
          <Panel id="grid" minSize="360px">
            <Events screen={screen} />
          </Panel>
          {screen.isWide && screen.isDetailOpen && (
            <>
              <Separator className="events-separator" />
              <KeptPanel
                id="detail"
                width={settings.detailWidth ?? 376}
                least={300}
                most="70%"
                onWidth={(detailWidth) => screen.changeSettings({ detailWidth })}
              >
                <Detail screen={screen} />
              </KeptPanel>
            </>
          )}
        </Panels>
        {!screen.isWide && screen.isDetailOpen && (
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
        isLate={screen.isLate}
        onStop={screen.past.length > 0 ? screen.undo : null}
      />
      <p className="visually-hidden" aria-live="polite">
        {pages.isStale ? '' : resultWords(screen.result, info.events)}
      </p>
      <p className="events-said" aria-live="polite">
        {actions.said}
      </p>
      {screen.compared !== null && (
        <CompareDialog
          bridge={bridge}
          events={screen.compared}
          zone={view.zone}
          onShow={(event) => {
            screen.stopComparing();
            actions.showEvent(event);
          }}
          onClose={screen.stopComparing}
        />
      )}
      <NotesDialog screen={screen} />
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
      {grouping !== null && (
        <GroupingDialog
          bridge={bridge}
          filter={view.filter}
          zone={view.zone}
          generation={screen.generation}
          field={grouping}
          onField={askGrouping}
          onChange={screen.changeFilter}
          onSay={actions.say}
          onClose={() => askGrouping(null)}
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

/** As chosen for this case, else as the user's settings have it. */
function useIsRoomy({ isRoomy }: GridSettings): boolean {
  const density = useSession((state) => state.host?.settings.density);
  return isRoomy ?? density === 'roomy';
}

function Facets({ screen }: { readonly screen: EventsState }) {
  return (
    <>
      <KeptPanel
        id="facets"
        width={screen.settings.facetsWidth ?? 190}
        least={150}
        most="40%"
        onWidth={(facetsWidth) => screen.changeSettings({ facetsWidth })}
      >
        <FacetPanel
          bridge={screen.bridge}
          filter={screen.view.filter}
          zone={screen.view.zone}
          generation={screen.generation}
          onChange={screen.changeFilter}
          shown={screen.settings.facets ?? usualFacets}
          open={screen.settings.openFacets ?? usuallyOpen}
          onShown={(facets) => screen.changeSettings({ facets })}
          onOpen={(openFacets) => screen.changeSettings({ openFacets })}
          onClose={() => screen.changeSettings({ areFacetsOpen: false })}
          onLeave={focusGrid}
        />
      </KeptPanel>
      <Separator className="events-separator" />
    </>
  );
}

function Events({ screen }: { readonly screen: EventsState }) {
  const { bridge, info, view, pages, columns, settings, actions } = screen;
  const isRoomy = useIsRoomy(settings);
  // The same array for as long as nothing in it changes: memoised rows are then spared by every key that moves.
  const named = columns.join('\n');
  const drawn = useMemo(
    () => gridColumns(named.split('\n'), settings.widths, view.zone, view.frozen),
    [named, settings.widths, view.zone, view.frozen],
  );
  if (pages.failure !== null) {
    return (
      <div className="events-none" role="alert">
        <p className="problem">{pages.failure.message}</p>
      </div>
    );
  }
  if (pages.pages === null) return <p className="events-none mute">Reading the events…</p>;
  const isEmpty = pages.total === 0 && !pages.isStale;
  if (isEmpty && info.events === 0) {
    return (
      <p className="events-none">
        The evidence of this case holds no events. Evidence files says of each file what came of it.
      </p>
    );
  }
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
          columns={drawn}
          sort={view.sort}
          rowHeight={isRoomy ? 36 : 28}
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
          onNote={(what, rows) => noteRows(screen, what, rows)}
          onNextMark={() => void goToNextMark(screen)}
          renderSelected={(selected) => <SelectedEvents screen={screen} {...selected} />}
          onCopyRows={actions.copyRows}
          onCompare={screen.compare}
          onSay={actions.say}
          onSort={(sort) => screen.changeView({ sort })}
          frozen={view.frozen}
          onColumn={(column, intent) => changeColumn(screen, column, intent)}
          onResize={(column, width) =>
            screen.changeSettings({ widths: new Map(settings.widths).set(column, width) })
          }
        />
      )}
    </div>
  );
}

function Detail({ screen }: { readonly screen: EventsState }) {
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
        screen.openDetail(false);
        focusGrid();
      }}
      onInclude={choose(true)}
      onExclude={choose(false)}
      onCopy={actions.copy}
      onMention={actions.mention}
      onPivot={(to) => void pivot(screen, to)}
      onShow={actions.showEvent}
      onCompare={screen.compareEvents}
      onAround={actions.around}
      renderChanges={(detail) => (
        <ChangesTab
          bridge={bridge}
          detail={detail}
          mode={screen.mode}
          onMode={screen.setMode}
          cursor={screen.cursor}
          zone={view.zone}
          onShow={actions.showEvent}
          onCopy={actions.copy}
          onFilterPath={actions.filterChanged}
          onFilterValue={(field, value, isInclude) => choose(isInclude)(field, value)}
        />
      )}
      renderContext={(detail) => (
        <ContextTab
          bridge={bridge}
          event={detail.event}
          zone={view.zone}
          generation={screen.generation}
          scope={screen.contextScope}
          onScope={screen.setContextScope}
          onShow={actions.showEvent}
        />
      )}
      renderNotes={(detail) => <EventNotes screen={screen} event={detail.event} />}
      notice={screen.hidden !== null && <HiddenNotice screen={screen} event={screen.hidden} />}
    />
  );
}

function HiddenNotice({ screen, event }: { readonly screen: EventsState; readonly event: string }) {
  return (
    <p className="notice">
      {event} is not among the events that the filter shows.{' '}
      <button type="button" className="button tiny" onClick={screen.leaveHidden}>
        Back to the active row
      </button>{' '}
      <button type="button" className="button tiny" onClick={() => screen.showWithoutFilter(event)}>
        Show it without the filter
      </button>
    </p>
  );
}

function openDetail(screen: EventsState): void {
  screen.openDetail(true);
  // Once the pane is there.
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`#${detailPaneId} [role=tabpanel]`)?.focus(),
  );
}
