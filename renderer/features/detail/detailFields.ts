import type { JsonValue } from '../../../shared/event.ts';
import type { EventDetail } from '../../../shared/eventPage.ts';
import { findField } from '../../../shared/field.ts';

/** One line of the Summary. */
export type DetailField = {
  /** The field's name in a filter. */
  readonly name: string;
  readonly label: string;
  readonly text: string;
  /** What include and exclude filter by; null where the line is no one value. */
  readonly value: string | null;
  /** What "everything mentioning this" looks for; null where the value names nothing of its own. */
  readonly mention: string | null;
};

export type DetailGroup = { readonly title: string; readonly fields: readonly DetailField[] };

const groups: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  {
    title: 'Who',
    names: ['actorName', 'actorEmail', 'actorId', 'actorType', 'actorRoles', 'authMethod'],
  },
  {
    title: 'What',
    names: [
      'action',
      'category',
      'verb',
      'outcome',
      'description',
      'resourceType',
      'resourceName',
      'resourceId',
    ],
  },
  { title: 'To whom', names: ['targets'] },
  { title: 'Where', names: ['orgName', 'orgId', 'projectName', 'projectId', 'ip', 'userAgent'] },
];

/** The fields of an event that have a value, in the groups of the Summary; empty groups are left out. */
export function detailGroups(fields: EventDetail['fields']): readonly DetailGroup[] {
  const known = groups.map(({ title, names }) => ({
    title,
    fields: names.flatMap((name) => fieldLines(name, valueOf(fields, name))),
  }));
  return [
    ...known,
    {
      title: 'Source',
      fields: fieldLines('source', valueOf(fields, 'source')).concat(
        fieldLines('id', valueOf(fields, 'id')),
      ),
    },
    { title: 'Details', fields: detailLines(valueOf(fields, 'details')) },
  ].filter((group) => group.fields.length > 0);
}

export function valueOf(fields: EventDetail['fields'], name: string): JsonValue {
  return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
}

/** A field's text, or null where it has none or is not a text. */
export function textOf(fields: EventDetail['fields'], name: string): string | null {
  const value = valueOf(fields, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

function fieldLines(name: string, value: JsonValue): readonly DetailField[] {
  const label = findField(name)?.label ?? name;
  if (value === null || value === '') return [];
  if (Array.isArray(value)) {
    return value.map((item: JsonValue) =>
      name === 'targets' ? targetLine(label, item) : line(name, label, item),
    );
  }
  return [line(name, label, value)];
}

/** Words that half of all records hold: to look for them finds nothing. */
const sayNothing: ReadonlySet<string> = new Set([
  'actorType',
  'actorRoles',
  'authMethod',
  'action',
  'category',
  'verb',
  'outcome',
  'description',
  'resourceType',
  'source',
  'userAgent',
]);

const longestMention = 300;

/** The text, if a search for it can find something: a letter or digit, and no essay. */
export function mentionOf(text: string): string | null {
  return text.length <= longestMention && /[\p{L}\p{N}]/u.test(text) ? text : null;
}

function line(name: string, label: string, value: JsonValue): DetailField {
  const isPlain = typeof value !== 'object' || value === null;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, isPlain ? 0 : 2);
  const names = typeof value === 'string' && !sayNothing.has(name);
  return {
    name,
    label,
    text,
    value: isPlain ? text : null,
    mention: names ? mentionOf(text) : null,
  };
}

function targetLine(label: string, target: JsonValue): DetailField {
  const parts = ['type', 'name', 'email', 'id'].map((key) => partOf(target, key));
  const [type, ...names] = parts;
  const [, email, id] = names;
  const mention = email ?? id ?? null;
  const name = names.find((part) => part !== null) ?? null;
  const text = [type, ...names].filter((part) => part !== null && part !== undefined).join(' · ');
  return { name: 'target', label, text, value: name, mention: mention ?? name };
}

function partOf(target: JsonValue, key: string): string | null {
  if (typeof target !== 'object' || target === null || Array.isArray(target)) return null;
  const object: { readonly [key: string]: JsonValue } = Object.fromEntries(Object.entries(target));
  const value = object[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

function detailLines(details: JsonValue): readonly DetailField[] {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return [];
  return Object.entries(details).flatMap(([key, value]: [string, JsonValue]) =>
    value === null || value === '' ? [] : [line(`details.${key}`, key, value)],
  );
}
