import { assertNever } from '../../shared/failure.ts';
import type { Screen } from '../state/session.ts';

/** What the keys of the whole window do; regions have keys of their own. */
export type Command =
  | 'commands'
  | 'import'
  | 'sync'
  | 'export'
  | 'new-case'
  | 'leave-case'
  | 'toggle-theme'
  | 'settings'
  | 'save-view'
  | 'views'
  | 'help'
  | 'next-region'
  | 'previous-region'
  | Screen;

type Key = {
  readonly command: Command;
  /** As it is shown. */
  readonly key: string;
  readonly words: string;
  readonly matches: (press: Press) => boolean;
};

/** What of a keyboard event matters here. */
export type Press = {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** The focus is where text is typed. */
  readonly isTyping: boolean;
};

const withCtrl =
  (key: string, shift = false) =>
  (press: Press): boolean =>
    press.ctrl && !press.alt && press.shift === shift && press.key.toLowerCase() === key;

const screenKey = (command: Screen, digit: string): Key => ({
  command,
  key: `Ctrl+${digit}`,
  words: command,
  matches: withCtrl(digit),
});

export const keys: readonly Key[] = [
  { command: 'commands', key: 'Ctrl+K', words: 'Every command', matches: withCtrl('k') },
  { command: 'import', key: 'Ctrl+I', words: 'Import evidence files', matches: withCtrl('i') },
  {
    command: 'export',
    key: 'Ctrl+Shift+E',
    words: 'Export the events of this view',
    matches: withCtrl('e', true),
  },
  { command: 'save-view', key: 'Ctrl+S', words: 'Save this view', matches: withCtrl('s') },
  screenKey('Events', '1'),
  screenKey('Evidence files', '2'),
  screenKey('Entities', '3'),
  screenKey('Overview', '4'),
  screenKey('Event reference', '5'),
  screenKey('Integrity', '6'),
  {
    command: 'next-region',
    key: 'F6',
    words: 'Next region of the window',
    matches: (press) => press.key === 'F6' && !press.shift && !press.ctrl,
  },
  {
    command: 'previous-region',
    key: 'Shift+F6',
    words: 'Previous region of the window',
    matches: (press) => press.key === 'F6' && press.shift && !press.ctrl,
  },
  {
    command: 'help',
    key: '?',
    words: 'Keys',
    matches: (press) => press.key === '?' && !press.ctrl && !press.alt && !press.isTyping,
  },
];

/** Commands that have no key, for the list of all. */
export const keyless: readonly { readonly command: Command; readonly words: string }[] = [
  { command: 'new-case', words: 'New case' },
  { command: 'sync', words: 'Sync all sources of this case now' },
  { command: 'toggle-theme', words: 'Light or dark' },
  { command: 'settings', words: 'Settings' },
  { command: 'views', words: 'Saved views: rename, delete, to and from a file' },
  { command: 'leave-case', words: 'Leave this case' },
];

export function commandOf(press: Press): Command | null {
  return keys.find((one) => one.matches(press))?.command ?? null;
}

/** Whether a command makes sense now: most need an open case, some one that can be written. */
export function isUsable(
  command: Command,
  now: { readonly hasCase: boolean; readonly isReadOnly: boolean },
): boolean {
  switch (command) {
    case 'toggle-theme':
    case 'settings':
    case 'help':
    case 'commands':
    case 'next-region':
    case 'previous-region':
    case 'new-case':
      return true;
    case 'import':
    case 'save-view':
    case 'sync':
      return now.hasCase && !now.isReadOnly;
    case 'export':
    case 'views':
    case 'leave-case':
    case 'Events':
    case 'Evidence files':
    case 'Entities':
    case 'Overview':
    case 'Event reference':
    case 'Integrity':
      return now.hasCase;
    default:
      return assertNever(command);
  }
}

export type RegionKeys = {
  readonly region: string;
  /** Its accessible name, where the focus in it makes these the keys at hand. */
  readonly landmark: string | null;
  /** They act on the item that has the focus there, so that no list of commands can give them. */
  readonly ownFocus?: boolean;
  readonly keys: readonly (readonly [key: string, words: string])[];
};

/** The keys that a region has of its own, for the list that `?` shows and the list of commands. */
export const regionKeys: readonly RegionKeys[] = [
  {
    region: 'Events grid',
    landmark: 'Events',
    keys: [
      ['↑ ↓ j k', 'Previous and next event'],
      ['PgUp PgDn Home End', 'A page, the first, the last'],
      ['← →', 'Previous and next column'],
      ['Ctrl+G', 'Go to a row, a reference or a time'],
      ['Enter', 'To the detail; Esc comes back'],
      ['=', "Include the cell's value"],
      ['-', "Exclude the cell's value"],
      ['y', 'Copy the cell'],
      ['Y', 'Copy the record, or those selected'],
      ['Shift+↑ Shift+↓', 'Select several events, as Ctrl+click does'],
      ['D', 'Compare the selected events, two to five'],
      ['Ctrl+C', 'Copy the reference'],
      ['s', 'Sort by the column of the cell'],
      ['S', 'Sort by it as well'],
      ['g', 'Count the events by the column of the cell'],
      ['Shift+←', 'Move the column to the left'],
      ['Shift+→', 'Move the column to the right'],
      ['<', 'Make the column narrower'],
      ['>', 'Make the column wider'],
      ['Shift+F10', 'Menu of the column'],
      ['z', "Times in UTC, this computer's zone, the zones of the sources"],
      ['H', 'Show or hide the histogram'],
      ['d', 'Changes of the event'],
      ['a', 'The page of its actor; Alt+← comes back'],
      ['r', 'The page of its resource'],
      ['i', 'The page of its IP address'],
      ['x', 'Context: what happened around the event'],
      ['n', 'Next changed field'],
      ['p', 'Previous changed field'],
      ['[', 'Previous change of this resource'],
      [']', 'Next change of this resource'],
      ['1 to 6', 'Tab of the detail'],
      ['m', 'Flag the event, or all selected ones; once more takes it away'],
      ['u', 'Next flagged event'],
      ['t', 'Tag the event, or all selected ones'],
      ['c', 'Comment on the event, or all selected ones'],
      ['N', 'Note all events of this view: flag, tag, review, comment'],
      ['v', 'Review state of the event, or of all selected ones'],
    ],
  },
  {
    region: 'Filters',
    landmark: 'Filters',
    keys: [
      ['/', 'Search'],
      ['f', 'Filter builder'],
      ['F', 'The filter as text'],
      ['o', 'Switch the last filter off or on'],
      ['O', 'Switch all filters off or on'],
      ['Ctrl+E', 'Clear the filters'],
      ['Ctrl+Z', 'Undo the last note or change of the view'],
      ['Ctrl+Shift+Z', 'Redo it'],
      ['Alt+←', 'Back: filters, sort, columns, time zone'],
      ['Alt+→', 'Forward'],
    ],
  },
  {
    region: 'Values',
    landmark: 'Facets',
    ownFocus: true,
    keys: [
      ['↑ ↓ j k', 'Previous and next value'],
      ['→ ←', 'Open and close a field or a branch'],
      ['=', 'Include the value; once more takes it back'],
      ['-', 'Exclude the value'],
      ['Shift+Enter', 'This value and no other'],
      ['↓ Enter', 'From the field to find in, to the values'],
      ['Esc', 'Back to the events'],
    ],
  },
  {
    region: 'Histogram',
    landmark: 'Histogram',
    ownFocus: true,
    keys: [
      ['← → Home End', 'Walk over the bars'],
      ['Shift+← Shift+→', 'Take several bars'],
      ['Enter', 'Filter by what is taken'],
      ['+ -', 'Show the chosen period alone, or the whole time'],
      ['Esc', 'Take the filter back'],
    ],
  },
];
