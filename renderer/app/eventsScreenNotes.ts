import type { EventRow } from '../../shared/eventPage.ts';
import type { EventsState } from './useEventsScreen.ts';

type What = 'flag' | 'tag' | 'comment' | 'review';

/** Of the event that the detail shows: sets its flag or takes it away; anything else is asked in a dialog. */
export async function noteShown(screen: EventsState, what: What): Promise<void> {
  const { bridge, shownEvent: event } = screen;
  if (event === null || !canNote(screen)) return;
  if (what !== 'flag') return screen.setNoting({ events: [event], focus: what });
  const { flagged } = await bridge.call('note.show', { event });
  await screen.notes.change({ events: [event] }, { flagged: !flagged });
}

/** The same of rows of the grid; the flag is taken away where all of them have it. */
export function noteRows(
  screen: EventsState,
  what: What,
  rows: readonly (EventRow | null)[],
): void {
  const known = rows.flatMap((row) => row ?? []);
  if (known.length === 0 || !canNote(screen)) return;
  if (known.length < rows.length)
    return screen.actions.say('Some of these events are still being read; nothing noted');
  const events = known.map(({ event }) => event);
  if (what !== 'flag') return screen.setNoting({ events, focus: what });
  const flagged = !known.every(({ note }) => note?.flagged === true);
  return void screen.notes.change({ events }, { flagged });
}

/** All that the view shows, as one step. */
export function noteAll(screen: EventsState): void {
  if (!canNote(screen)) return undefined;
  if (screen.total === 0) return screen.actions.say('This view shows no event');
  return screen.setNoting({ events: [], focus: 'tag' });
}

function canNote({ info, actions }: EventsState): boolean {
  if (info.readOnly !== null)
    actions.say('Nothing can be noted: the case is open for reading only');
  return info.readOnly === null;
}

export async function goToNextMark(screen: EventsState): Promise<void> {
  const { bridge, view, activeRow, actions } = screen;
  const { filter, sort, zone } = view;
  const next = await bridge.call('note.next', { filter, sort, zone, after: activeRow });
  if (next.row === null) return actions.say('No flagged event in this view · m flags one');
  screen.goToRow(next.row, next.event);
  return undefined;
}
