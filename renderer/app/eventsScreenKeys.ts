import type { KeyboardEvent } from 'react';

import { toFailure } from '../../shared/failure.ts';
import { everything } from '../../shared/filter.ts';
import { countOff, resumeAll, suspendAll, toggleAt, topLevel } from '../../shared/filterTree.ts';
import { detailTabs } from '../features/detail/DetailPane.tsx';
import type { DetailTab } from '../features/detail/DetailPane.tsx';
import { screenIntent } from '../features/events/screenKey.ts';
import type { ScreenIntent } from '../features/events/screenKey.ts';
import { searchFieldId } from '../features/filter/FilterBar.tsx';
import { filterTextId } from '../features/filter/FilterText.tsx';
import { goBack } from '../state/wayBack.ts';
import { goToNextMark, noteAll, noteShown } from './eventsScreenNotes.ts';
import { pivot } from './pivot.ts';
import type { EventsState } from './useEventsScreen.ts';
import { localZone, nextZone } from './zones.ts';

/** What is written in, and lists that find an entry by its letters. */
const takesLetters =
  'input:not([type=checkbox]), textarea, select, [role=combobox], [aria-haspopup=listbox]';

/** What a key does on the Events screen, where the grid or a field has not taken it. */
export function onScreenKey(screen: EventsState, event: KeyboardEvent): void {
  const { key, shiftKey: shift, altKey: alt, target } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const isWriting = target instanceof HTMLElement && target.matches(takesLetters);
  const intent = screenIntent({ key, ctrl, shift, alt, isWriting });
  // A dialog or menu over the screen has keys of its own; React tells of them here all the same.
  const isElsewhere = !(target instanceof Node && event.currentTarget.contains(target));
  if (intent === null || isElsewhere || event.defaultPrevented) return;
  event.preventDefault();
  follow(screen, intent);
}

function follow(screen: EventsState, intent: ScreenIntent): void {
  const { view, changeFilter } = screen;
  const chips = topLevel(view.filter);
  switch (intent.kind) {
    case 'search':
      return document.querySelector<HTMLElement>(`#${searchFieldId}`)?.focus();
    case 'build':
      return screen.setBuilding(true);
    case 'text':
      // Where it is open already, the key leads into it.
      return screen.isTextOpen
        ? document.querySelector<HTMLElement>(`#${filterTextId}`)?.focus()
        : screen.setTextOpen(true);
    case 'toggleLast':
      return chips.length > 0 ? changeFilter(toggleAt(view.filter, [chips.length - 1])) : undefined;
    case 'toggleAll':
      return changeFilter(
        countOff(view.filter) > 0 ? resumeAll(view.filter) : suspendAll(view.filter),
      );
    case 'clear':
      return changeFilter(everything);
    case 'pivot':
      return void pivot(screen, intent.to).catch((thrown: unknown) =>
        screen.actions.say(toFailure(thrown).message),
      );
    case 'undo':
      return screen.notes.undo() ? undefined : viewBefore(screen);
    case 'redo':
      return screen.notes.redo() ? undefined : viewAfter(screen);
    case 'back':
      return goBack() ? undefined : viewBefore(screen);
    case 'forward':
      return viewAfter(screen);
    case 'note':
      return void noteShown(screen, intent.what);
    case 'nextMark':
      return void goToNextMark(screen);
    case 'noteAll':
      return noteAll(screen);
    case 'zone':
      return void switchZone(screen);
    case 'goTo':
      return screen.setGoingTo(true);
    case 'histogram':
      return screen.changeSettings({ isHistogramOpen: !screen.settings.isHistogramOpen });
    case 'tab':
    case 'context':
    case 'changes': {
      const tab = tabOf(intent);
      if (tab === undefined) return undefined;
      screen.setTab(tab);
      return screen.openDetail(true);
    }
    case 'change':
      return stepChange(screen, intent.by);
    case 'neighbour':
      return void showNeighbour(screen, intent.to);
    case 'leave':
      if (!screen.isWide) screen.openDetail(false);
      return focusGrid();
  }
}

function viewBefore({ past, undo, actions }: EventsState): void {
  if (past.length > 0) undo();
  else actions.say('No view before this one');
}

function viewAfter({ future, redo, actions }: EventsState): void {
  if (future.length > 0) redo();
  else actions.say('No view after this one');
}

function tabOf(intent: ScreenIntent): DetailTab | undefined {
  if (intent.kind === 'tab') return detailTabs[intent.tab];
  return intent.kind === 'context' ? 'Context' : 'Changes';
}

/** UTC, this computer's zone, those of the evidence files. */
async function switchZone({ bridge, view, changeView, actions }: EventsState): Promise<void> {
  const { sourceZones } = await bridge.call('case.info', {});
  const zone = nextZone(view.zone, localZone(), sourceZones);
  if (zone === view.zone)
    return actions.say("This computer's time zone is UTC too, and the evidence names no other");
  changeView({ zone });
  return actions.say(`Times in ${zone}`);
}

function stepChange(screen: EventsState, by: 1 | -1): void {
  const count = screen.detail.detail?.changes.length ?? 0;
  screen.setTab('Changes');
  screen.openDetail(true);
  screen.setCursor(Math.min(count - 1, Math.max(0, screen.cursor + by)));
}

async function showNeighbour(screen: EventsState, to: 'previous' | 'next'): Promise<void> {
  const { bridge, shownEvent, actions } = screen;
  if (shownEvent === null) return;
  const around = await bridge.call('event.changes', { event: shownEvent });
  const event = around[to];
  if (event !== null) actions.showEvent(event);
  else actions.say(`No ${to} change of this resource`);
}

export function focusGrid(): void {
  document.querySelector<HTMLElement>('[role=grid]')?.focus();
}
