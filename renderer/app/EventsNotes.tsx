import { NotebookPen } from 'lucide-react';
import { useEffect } from 'react';

import { fewestCompared, mostCompared } from '../../shared/compareEvents.ts';
import type { SelectedRows } from '../features/grid/EventGrid.tsx';
import { NoteDialog } from '../features/notes/NoteDialog.tsx';
import { NotesTab } from '../features/notes/NotesTab.tsx';
import { SelectedBar } from '../features/notes/SelectedBar.tsx';
import { useSelectedEvents } from '../state/selectedEvents.ts';
import { useSession } from '../state/session.ts';
import { focusGrid } from './eventsScreenKeys.ts';
import { noteAll, noteRows } from './eventsScreenNotes.ts';
import type { EventsState } from './useEventsScreen.ts';

type Props = { readonly screen: EventsState };

/** The dialog that notes events, while it is open. */
export function NotesDialog({ screen }: Props) {
  const { bridge, view, noting, total, notes } = screen;
  if (noting === null) return null;
  return (
    <NoteDialog
      bridge={bridge}
      view={view}
      events={noting.events}
      total={total}
      focus={noting.focus}
      onNote={(target, change) => void notes.change(target, change)}
      onClose={() => {
        screen.setNoting(null);
        requestAnimationFrame(focusGrid);
      }}
    />
  );
}

/** Opens the dialog for all events that the view shows. */
export function NoteAllButton({ screen }: Props) {
  const { info, total } = screen;
  return (
    <button
      type="button"
      className="button small"
      title="Flag, tag, review or comment all events of this view (N)"
      disabled={info.readOnly !== null || total === 0}
      onClick={() => noteAll(screen)}
    >
      <NotebookPen size={13} /> Note all
    </button>
  );
}

/** What can be done with several selected events. */
export function SelectedEvents({ screen, rows, clear }: Props & SelectedRows) {
  const count = rows.length;
  const known = rows.flatMap((row) => row?.event ?? []).join('\n');
  useEffect(() => {
    const events = known === '' ? [] : known.split('\n');
    useSelectedEvents.setState({ selected: { count, events } });
    return () => useSelectedEvents.setState({ selected: null });
  }, [count, known]);
  return (
    <SelectedBar
      count={count}
      onFlag={() => noteRows(screen, 'flag', rows)}
      onNote={(focus) => noteRows(screen, focus, rows)}
      onCompare={
        rows.length >= fewestCompared && rows.length <= mostCompared
          ? () => screen.compare(rows)
          : null
      }
      onExport={() => useSession.setState({ dialog: 'export' })}
      onClear={() => {
        clear();
        focusGrid();
      }}
    />
  );
}

export function EventNotes({ screen, event }: Props & { readonly event: string }) {
  return (
    <NotesTab
      key={event}
      bridge={screen.bridge}
      event={event}
      zone={screen.view.zone}
      generation={screen.generation}
      author={screen.info.author}
      isReadOnly={screen.info.readOnly !== null}
      onNote={screen.notes.change}
    />
  );
}
