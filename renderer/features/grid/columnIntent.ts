import { assertNever } from '../../../shared/failure.ts';
import type { SortKey, View } from '../../../shared/view.ts';
import { movedBy, movedTo } from '../../ui/ordered.ts';
import { sortedBy } from './gridColumn.ts';
import type { GridColumn } from './gridColumn.ts';

/** What can be done with a column, from its menu, by a drag or by a key. */
export type ColumnIntent =
  | { readonly kind: 'sort'; readonly desc: boolean; readonly also: boolean }
  | { readonly kind: 'toggleSort'; readonly also: boolean }
  | { readonly kind: 'move'; readonly by: -1 | 1 }
  | { readonly kind: 'moveTo'; readonly place: number }
  | { readonly kind: 'width'; readonly by: number }
  | { readonly kind: 'freeze'; readonly count: number }
  | { readonly kind: 'hide' | 'group' | 'split' };

export type MenuEntry = {
  readonly id: string;
  readonly words: string;
  readonly key?: string;
  readonly intent: ColumnIntent;
};

/** The entries of a column's menu: only what would change something. */
export function columnMenu(
  column: GridColumn,
  now: {
    readonly place: number;
    readonly count: number;
    readonly sort: readonly SortKey[];
    readonly frozen: number;
  },
): readonly MenuEntry[] {
  const { place, count, sort, frozen } = now;
  const entries: (MenuEntry | false)[] = [
    ...sortEntries(column, sort),
    groupField(column.name) !== null && {
      id: 'group',
      words: 'Count by this column…',
      key: 'g',
      intent: { kind: 'group' },
    },
    splitField(column.name) !== null && {
      id: 'split',
      words: 'Split the histogram by it',
      intent: { kind: 'split' },
    },
    place > 0 && {
      id: 'left',
      words: 'Move left',
      key: 'Shift+←',
      intent: { kind: 'move', by: -1 },
    },
    place < count - 1 && {
      id: 'right',
      words: 'Move right',
      key: 'Shift+→',
      intent: { kind: 'move', by: 1 },
    },
    frozen !== place + 1 && {
      id: 'freeze',
      words: 'Freeze up to here',
      intent: { kind: 'freeze', count: place + 1 },
    },
    frozen > 0 && {
      id: 'thaw',
      words: 'Freeze no column',
      intent: { kind: 'freeze', count: 0 },
    },
    count > 1 && { id: 'hide', words: 'Hide', intent: { kind: 'hide' } },
  ];
  return entries.filter((entry) => entry !== false);
}

function sortEntries({ sortField }: GridColumn, sort: readonly SortKey[]): readonly MenuEntry[] {
  if (sortField === null) return [];
  const others = sort.some(({ field }) => field !== sortField);
  const entry = (words: string, desc: boolean, also: boolean): MenuEntry => ({
    id: `sort ${desc} ${also}`,
    words,
    ...(!also && !desc && { key: 's' }),
    intent: { kind: 'sort', desc, also },
  });
  return [
    entry('Sort up', false, false),
    entry('Sort down', true, false),
    ...(others ? [entry('Then sort up by this', false, true)] : []),
    ...(others ? [entry('Then sort down by this', true, true)] : []),
  ];
}

/** What a column is counted by; null where every event has a value of its own. */
export function groupField(column: string): string | null {
  if (column === 'scope') return 'project';
  if (column === 'change') return 'changed';
  const own = ['occurredAt', 'occurredAtRaw', 'event', 'offset', 'before', 'after'];
  return own.includes(column) ? null : column;
}

/** What the histogram is split by: fields with one value an event. */
export function splitField(column: string): string | null {
  const lists = [
    'changed',
    'targets',
    'target',
    'actorRoles',
    'flags',
    'id',
    'bytesSha256',
    'recordHash',
    'length',
  ];
  const field = groupField(column);
  return field === null || lists.includes(field) ? null : field;
}

/** What an intent changes in the view; null where it changes none. `columns` as they are shown. */
export function columnChange(
  view: Pick<View, 'sort' | 'frozen'>,
  columns: readonly string[],
  column: GridColumn,
  intent: ColumnIntent,
): Partial<View> | null {
  const { name, sortField } = column;
  switch (intent.kind) {
    case 'sort':
      if (sortField === null) return null;
      return { sort: withKey(view.sort, { field: sortField, desc: intent.desc }, intent.also) };
    case 'toggleSort':
      return sortField === null ? null : { sort: sortedBy(view.sort, sortField, intent.also) };
    case 'move':
      return movedColumns(columns, movedBy(columns, name, intent.by));
    case 'moveTo':
      return movedColumns(columns, movedTo(columns, name, intent.place));
    case 'freeze':
      return { frozen: Math.min(intent.count, columns.length) };
    case 'hide': {
      if (columns.length === 1) return null;
      const wasFrozen = columns.indexOf(name) < view.frozen;
      return {
        columns: columns.filter((other) => other !== name),
        frozen: wasFrozen ? view.frozen - 1 : view.frozen,
      };
    }
    case 'split':
      return { split: splitField(name) };
    case 'width':
    case 'group':
      return null;
    default:
      return assertNever(intent);
  }
}

const movedColumns = (
  before: readonly string[],
  columns: readonly string[],
): Partial<View> | null => (columns === before ? null : { columns });

function withKey(sort: readonly SortKey[], key: SortKey, also: boolean): readonly SortKey[] {
  if (!also) return [key];
  return [...sort.filter(({ field }) => field !== key.field), key].slice(-5);
}
