import type { EngineHandlers, Input, Output } from '../../../shared/contract.ts';
import { eventReference } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { checkFilter } from '../../../shared/filterCheck.ts';
import { mostNotedAtOnce } from '../../../shared/note.ts';
import type { NoteTarget } from '../../../shared/note.ts';
import type { Grants } from '../grants.ts';
import { listNotes, showNote } from '../notes/listNotes.ts';
import { readOtherNotes } from '../notes/mergeNotes.ts';
import { assertNotOtherCase } from '../notes/otherCase.ts';
import { takeViews, viewsOf } from '../notes/takeViews.ts';
import { rowOfReference } from '../openCase.ts';
import type { OpenCase } from '../openCase.ts';
import { Pace } from '../query/pace.ts';
import type { Session } from '../session.ts';

type NoteCalls = Pick<
  EngineHandlers,
  | 'note.show'
  | 'note.list'
  | 'note.next'
  | 'note.change'
  | 'note.undo'
  | 'note.merge'
  | 'note.export'
>;

export function noteHandlers(session: Session, grants: Grants): NoteCalls {
  const options = (job: string, what: string, signal: AbortSignal) => {
    const started = performance.now();
    return {
      signal,
      onProgress: (done: number, total: number): void => {
        session.progress(job, {
          phase: 'noting',
          what,
          bytesDone: done,
          bytesTotal: total,
          records: done,
          rejected: 0,
          seconds: (performance.now() - started) / 1000,
        });
      },
    };
  };
  const writable = (): OpenCase => {
    const open = session.current;
    open.assertWritable();
    return open;
  };
  const changed = (open: OpenCase): void => {
    session.push('notes.changed', { version: open.eventNotes.rows.version });
  };
  return {
    'note.show': ({ event }) => showNote(session.current, event),
    'note.list': (input) => listNotes(session.current, input),
    'note.next': (input, signal) => nextFlagged(session.current, input, signal),
    'note.change': async ({ job, target, change }, signal) => {
      const open = writable();
      const rows = await rowsOf(open, target, signal);
      const step = await open.eventNotes.change(rows, change, options(job, 'notes', signal));
      if (step.step !== null) changed(open);
      return step;
    },
    'note.undo': async ({ job, step }, signal) => {
      const open = writable();
      const undone = await open.eventNotes.undo(step, options(job, 'notes', signal));
      if (undone.step !== null) changed(open);
      return undone;
    },
    'note.merge': async ({ file }, signal) => {
      const open = writable();
      const { path, name } = grants.resolve(file, 'read');
      if (path === open.folder)
        throw new ExpectedError('bad-request', `${name} is this case; choose another copy of it`);
      const others = await readOtherNotes(path, name, signal);
      assertNotOtherCase(open.evidence, path, name, others);
      const merged = await open.eventNotes.merge(others, signal);
      const views = takeViews(open.notes.views, viewsOf(others), open.author);
      if (merged.entries > 0) changed(open);
      const same = open.notes.same.take(others, open.author);
      return { ...merged, views, same };
    },
    'note.export': async ({ target }, signal) => {
      const open = session.current;
      const { path, name } = grants.resolve(target, 'write');
      const written = await open.eventNotes.export(path, signal);
      const notes = open.notes.head();
      open.appendLedger('export', { file: name, format: 'notes', ...written, notes });
      return written;
    },
  };
}

/** Only a view's places are walked, and not at all when nothing is flagged. */
async function nextFlagged(
  open: OpenCase,
  { filter, sort, zone, after }: Input<'note.next'>,
  signal: AbortSignal,
): Promise<Output<'note.next'>> {
  await open.eventNotes.refresh();
  const flagged = new Set(
    open.eventNotes.notedRows().filter((row) => open.eventNotes.values(row).flagged),
  );
  const rows = await open.query.rows(filter, sort, zone, signal);
  const pace = new Pace(signal);
  for (let step = 1; flagged.size > 0 && step <= rows.count; step++) {
    const place = (after + step) % rows.count;
    const row = rows.at(place);
    if (flagged.has(row)) return { row: place, event: eventReference(open.index.place(row)) };
    if ((step & 0x3ff) === 0 && pace.due()) await pace.rest();
  }
  return { row: null, event: null };
}

async function rowsOf(
  open: OpenCase,
  target: NoteTarget,
  signal: AbortSignal,
): Promise<Uint32Array> {
  if ('events' in target)
    return Uint32Array.from(new Set(target.events.map((event) => rowOfReference(open, event))));
  checkFilter(target.filter);
  const rows = await open.query.rows(target.filter, [], target.zone, signal);
  if (rows.count > mostNotedAtOnce)
    throw new ExpectedError(
      'bad-request',
      `At most ${mostNotedAtOnce.toLocaleString('en')} events are noted at once, and this view has ${rows.count.toLocaleString('en')}: filter further.`,
    );
  const ids = new Uint32Array(rows.count);
  for (let place = 0; place < rows.count; place++) ids[place] = rows.at(place);
  return ids;
}
