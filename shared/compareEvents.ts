import { sameJson } from './canonicalJson.ts';
import type { JsonValue } from './event.ts';
import type { EventDetail } from './eventPage.ts';
import { findField } from './field.ts';
import { isList, pointerJoin } from './jsonPointer.ts';

/** How many events can stand side by side. */
export const fewestCompared = 2;
export const mostCompared = 5;

/** Where a difference lies: among the event's fields, its details, or in one of its states. */
export const comparedParts = ['fields', 'details', 'before', 'after'] as const;
export type ComparedPart = (typeof comparedParts)[number];

/** One field, or one path of a state, in which the events are not all the same. */
export type ComparedRow = {
  readonly part: ComparedPart;
  /** A field's name, a detail's name with a JSON Pointer into it, or a JSON Pointer (empty: the whole state). */
  readonly path: string;
  readonly label: string;
  /** In the order of the events; undefined where one has nothing there. */
  readonly values: readonly (JsonValue | undefined)[];
};

export type Comparison = {
  readonly differing: readonly ComparedRow[];
  readonly same: readonly ComparedRow[];
};

type Compared = Pick<EventDetail, 'fields' | 'before' | 'after'>;

/** Says where an event lies, which always differs and says nothing of what happened. */
const whereItLies = new Set([
  'event',
  'original',
  'originalName',
  'originalSha256',
  'offset',
  'length',
  'bytesSha256',
  'recordHash',
]);

/** What differs between events: field by field, and in their states leaf by leaf. The order is that of first sight. */
export function compareEvents(events: readonly Compared[]): Comparison {
  const rows = [
    ...rowsOf('fields', events, ({ fields }) =>
      Object.entries(fields).filter(([name]) => !whereItLies.has(name) && name !== 'details'),
    ),
    ...rowsOf('details', events, ({ fields }) =>
      entriesOf(fields['details'] ?? null).flatMap(([name, value]) =>
        value === null
          ? [[name, value] as const]
          : leavesOf(value).map(([path, leaf]) => [`${name}${path}`, leaf] as const),
      ),
    ),
    ...rowsOf('before', events, ({ before }) => leavesOf(before)),
    ...rowsOf('after', events, ({ after }) => leavesOf(after)),
  ];
  const isSame = ({ values }: ComparedRow): boolean =>
    values.every((value) => same(value, values[0]));
  return { differing: rows.filter((row) => !isSame(row)), same: rows.filter(isSame) };
}

type Entry = readonly [path: string, value: JsonValue];

function rowsOf(
  part: ComparedPart,
  events: readonly Compared[],
  entries: (event: Compared) => readonly Entry[],
): readonly ComparedRow[] {
  const known = events.map((event) => new Map(entries(event)));
  const paths = new Set(known.flatMap((each) => [...each.keys()]));
  return [...paths].flatMap((path) => {
    // A field that is null is not there; null in a state is what was logged.
    const values = known.map((each) =>
      part === 'fields' ? (each.get(path) ?? undefined) : each.get(path),
    );
    if (values.every((value) => value === undefined || value === '')) return [];
    const label = part === 'fields' ? (findField(path)?.label ?? path) : path;
    return [{ part, path, label, values }];
  });
}

function same(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return sameJson(one, other);
}

function entriesOf(value: JsonValue): readonly Entry[] {
  return typeof value === 'object' && value !== null && !isList(value) ? Object.entries(value) : [];
}

/** Objects are gone into; a list, like any other value, is one. An empty object is a value too. */
function leavesOf(state: JsonValue | undefined): readonly Entry[] {
  const leaves: Entry[] = [];
  const visit = (value: JsonValue, path: string): void => {
    const entries = entriesOf(value);
    if (entries.length === 0) leaves.push([path, value]);
    for (const [key, item] of entries) visit(item, pointerJoin(path, key));
  };
  if (state !== undefined && state !== null) visit(state, '');
  return leaves;
}
