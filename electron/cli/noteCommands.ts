import { existsSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../../shared/failure.ts';
import { parseFilterText } from '../../shared/filterText.ts';
import { reviewStates } from '../../shared/note.ts';
import type { ListedNote, NoteChange, NoteTarget, ReviewState } from '../../shared/note.ts';
import { withCase } from './inProcess.ts';
import { zoneOption } from './optionValues.ts';
import { callerPath, textOption } from './paths.ts';
import { endProgress, printJson, printLine, printTable } from './print.ts';
import { usageError } from './run.ts';
import type { Command, Options } from './run.ts';

const listed = (text: string | undefined): readonly string[] | undefined =>
  text === undefined
    ? undefined
    : text
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');

function reviewOf(options: Options): ReviewState | undefined {
  const given = textOption(options, 'review')?.toLowerCase().replaceAll('-', ' ');
  if (given === undefined) return undefined;
  const found = reviewStates.find((state) => state === given);
  if (found) return found;
  throw new ExpectedError(
    'bad-request',
    `--review: "${given}" is none of ${reviewStates.join(', ')}`,
  );
}

function changeOf(options: Options): NoteChange {
  const control = textOption(options, 'control');
  if (options['flag'] === true && options['unflag'] === true)
    throw usageError(noteCommand, 'give either --flag or --unflag');
  return {
    flagged: options['flag'] === true ? true : options['unflag'] === true ? false : undefined,
    review: reviewOf(options),
    addTags: listed(textOption(options, 'tag')),
    removeTags: listed(textOption(options, 'untag')),
    control: control === '' ? null : control,
    addComment: textOption(options, 'comment'),
  };
}

export const noteCommand: Command = {
  name: 'note',
  usage:
    'note CASE EVENT… | --filter TEXT [--flag | --unflag] [--tag a,b] [--untag a,b] [--comment TEXT] [--review STATE] [--control REF] | note CASE --undo STEP',
  about: `says something of events: STATE is ${reviewStates.join(', ')}; an empty REF takes it away`,
  options: {
    filter: { type: 'string' },
    zone: { type: 'string' },
    flag: { type: 'boolean' },
    unflag: { type: 'boolean' },
    tag: { type: 'string' },
    untag: { type: 'string' },
    comment: { type: 'string' },
    review: { type: 'string' },
    control: { type: 'string' },
    undo: { type: 'string' },
  },
  async run([folder, ...events], options, signal) {
    const filter = textOption(options, 'filter');
    const undo = textOption(options, 'undo');
    const change = changeOf(options);
    const isChange = Object.values(change).some((each) => each !== undefined);
    if (
      (events.length > 0 ? 1 : 0) + Number(filter !== undefined) + Number(undo !== undefined) !==
      1
    )
      throw usageError(noteCommand, 'name the events, as E3-1048211, or give --filter');
    if (isChange === (undo !== undefined))
      throw usageError(
        noteCommand,
        'say what to note: --flag, --tag, --comment, --review, --control',
      );
    const target: NoteTarget =
      filter === undefined
        ? { events }
        : { filter: parseFilterText(filter), zone: zoneOption(options) };
    return withCase(folder, options, signal, async ({ call }) => {
      const step =
        undo === undefined
          ? await call('note.change', { job: 'note', target, change }, signal)
          : await call('note.undo', { job: 'note', step: undo }, signal);
      endProgress();
      if (options['json'] === true) printJson(step);
      else
        printLine(
          `${step.changed.toLocaleString('en')} ${step.changed === 1 ? 'event' : 'events'} noted, ${step.unchanged.toLocaleString('en')} unchanged${step.step === null ? '' : ` (--undo ${step.step} takes it back)`}`,
        );
      return 0;
    });
  },
};

export const notesCommand: Command = {
  name: 'notes',
  usage: 'notes CASE | notes merge CASE OTHER | notes export CASE FILE',
  about:
    'lists what was noted; takes over the notes of a copy of the case (its folder or an exported file); writes them to a file',
  options: {},
  async run(given, options, signal) {
    const [verb, folder, file, ...rest] = given;
    // A case may be called "merge": its folder is there then.
    const isVerb =
      (verb === 'merge' || verb === 'export') &&
      !(given.length === 1 && existsSync(callerPath(verb)));
    if (!isVerb) {
      if (given.length > 1) throw usageError(notesCommand, `"${folder}" is one argument too many`);
      return listAll(verb, options, signal);
    }
    if (file === undefined || rest.length > 0)
      throw usageError(notesCommand, 'name the case and the other one, or the file');
    return verb === 'merge'
      ? merge(folder, file, options, signal)
      : exportTo(folder, file, options, signal);
  },
};

async function merge(
  folder: string | undefined,
  other: string,
  options: Options,
  signal: AbortSignal,
): Promise<number> {
  return withCase(folder, options, signal, async ({ call, grants }) => {
    const file = grants.add(callerPath(other), 'read', path.basename(other));
    const merged = await call('note.merge', { file }, signal);
    if (options['json'] === true) printJson(merged);
    else {
      printLine(
        merged.entries === 0
          ? 'No new notes: everything noted there is noted here already'
          : `${merged.entries.toLocaleString('en')} entries about ${merged.events.toLocaleString('en')} events taken over; ${merged.conflicts.toLocaleString('en')} of them ${merged.conflicts === 1 ? 'disagrees' : 'disagree'}; ${merged.elsewhere.toLocaleString('en')} are not in this case`,
      );
      if (merged.views.length > 0) printLine(`New views: ${merged.views.join(', ')}`);
    }
    return merged.conflicts > 0 || merged.elsewhere > 0 ? 1 : 0;
  });
}

async function exportTo(
  folder: string | undefined,
  file: string,
  options: Options,
  signal: AbortSignal,
): Promise<number> {
  return withCase(folder, options, signal, async ({ call, grants }) => {
    const target = grants.add(callerPath(file), 'write');
    const written = await call('note.export', { target }, signal);
    if (options['json'] === true) printJson(written);
    else
      printLine(
        `${written.entries.toLocaleString('en')} entries, ${written.bytes.toLocaleString('en')} bytes, SHA-256 ${written.sha256}`,
      );
    return 0;
  });
}

async function listAll(
  folder: string | undefined,
  options: Options,
  signal: AbortSignal,
): Promise<number> {
  return withCase(folder, options, signal, async ({ call }) => {
    const notes: ListedNote[] = [];
    for (;;) {
      const page = await call('note.list', { offset: notes.length, limit: 1000 }, signal);
      notes.push(...page.rows);
      if (page.rows.length === 0) break;
    }
    if (options['json'] === true) printJson({ notes });
    else
      printTable(
        ['event', 'flag', 'review', 'tags', 'control', 'by', 'attention', 'comments'],
        notes.map((note) => [
          note.event ?? `${note.file ?? note.sha256.slice(0, 12)} at ${note.offset}`,
          note.flagged ? 'flagged' : '',
          note.review,
          note.tags.join(', '),
          note.control ?? '',
          note.authors.join(', '),
          attentionOf(note),
          note.comments.map(({ text }) => text).join(' / '),
        ]),
      );
    return notes.some((note) => attentionOf(note) !== '') ? 1 : 0;
  });
}

function attentionOf(note: ListedNote): string {
  const words = [
    ...(note.event === null
      ? [note.file === null ? 'evidence file is not in this case' : 'no event there any more']
      : []),
    ...(note.stale ? ['the record is another now'] : []),
    ...note.conflicts.map(({ what }) => `${what} disagrees`),
  ];
  return words.join(', ');
}
