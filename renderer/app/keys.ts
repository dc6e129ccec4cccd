import { assertNever } from '../../shared/failure.ts';
import type { Screen } from '../state/session.ts';

/** What the keys of the whole window do; regions have keys of their own. */
export type Command =
  | 'commands'
  | 'import'
  | 'export'
  | 'new-case'
  | 'leave-case'
  | 'toggle-theme'
  | 'settings'
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
  { command: 'toggle-theme', words: 'Light or dark' },
  { command: 'settings', words: 'Settings' },
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
      return now.hasCase && !now.isReadOnly;
    case 'export':
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

/** The keys that a region has of its own, for the list that `?` shows. */
export const regionKeys: readonly {
  readonly region: string;
  readonly keys: readonly (readonly [key: string, words: string])[];
}[] = [
  {
    region: 'Events grid',
    keys: [
      ['↑ ↓ j k', 'Previous and next event'],
      ['PgUp PgDn Home End', 'A page, the first, the last'],
      ['← →', 'Previous and next column'],
      ['Ctrl+G', 'Go to a row or a time'],
      ['Enter', 'To the detail; Esc comes back'],
      ['= -', "Include or exclude the cell's value"],
      ['y Y', 'Copy the cell, copy the record'],
      ['Shift+↑ Shift+↓', 'Select several events, as Ctrl+click does'],
      ['D', 'Compare the selected events, two to five'],
      ['Ctrl+C', 'Copy the reference'],
      ['z', "Times in UTC, this computer's zone, the zones of the sources"],
      ['H', 'Histogram'],
      ['d', 'Changes of the event'],
      ['a r i', 'The page of its actor, resource or IP address; Alt+← comes back'],
      ['x', 'Context: what happened around the event'],
      ['n p', 'Next and previous changed field'],
      ['[ ]', 'Previous and next change of this resource'],
      ['1 to 6', 'Tab of the detail'],
      ['m', 'Flag the event, or all selected ones; once more takes it away'],
      ['u', 'Next flagged event'],
      ['t c v', 'Tag, comment, review state: of the event or of all selected ones'],
    ],
  },
  {
    region: 'Filters',
    keys: [
      ['/', 'Search'],
      ['f', 'Filter builder'],
      ['Ctrl+E', 'Clear the filters'],
      ['Ctrl+Z', 'Undo the last note or change of the view'],
      ['Ctrl+Shift+Z', 'Redo it'],
      ['Alt+← Alt+→', 'Back and forward: filters, sort, columns, time zone'],
      ['F', 'The filter as text'],
      ['o O', 'Switch the last filter, or all, off and on'],
    ],
  },
];
