/** The fields that filters, columns, facets and exports name, and what is known of each. */

/** How a field is answered: from a column in memory, or from the record, parsed again. */
export type FieldHome = 'column' | 'record';
export type FieldKind = 'text' | 'list' | 'time' | 'number' | 'ip' | 'json';

export type Field = {
  readonly name: string;
  /** The word on screen. */
  readonly label: string;
  readonly kind: FieldKind;
  readonly home: FieldHome;
  /** A name that stands for several fields: the condition holds if it holds for any of them. */
  readonly anyOf?: readonly string[];
  readonly group: 'when' | 'who' | 'what' | 'whom' | 'where' | 'change' | 'source' | 'notes';
};

const column = (
  name: string,
  label: string,
  group: Field['group'],
  kind: FieldKind = 'text',
): Field => ({
  name,
  label,
  kind,
  home: 'column',
  group,
});
const record = (
  name: string,
  label: string,
  group: Field['group'],
  kind: FieldKind = 'text',
): Field => ({
  name,
  label,
  kind,
  home: 'record',
  group,
});

export const fields: readonly Field[] = [
  column('occurredAt', 'Time', 'when', 'time'),
  record('occurredAtRaw', 'Time as logged', 'when'),
  column('precision', 'Precision of the time', 'when'),
  column('zoneSource', 'Where the zone comes from', 'when'),
  column('hour', 'Hour', 'when', 'number'),
  column('weekday', 'Weekday', 'when'),
  {
    name: 'actor',
    label: 'Actor',
    kind: 'text',
    home: 'column',
    group: 'who',
    anyOf: ['actorId', 'actorName', 'actorEmail'],
  },
  column('actorType', 'Actor type', 'who'),
  column('actorId', 'Actor id', 'who'),
  column('actorName', 'Actor name', 'who'),
  column('actorEmail', 'Actor e-mail', 'who'),
  column('actorRoles', 'Roles at the time', 'who', 'list'),
  column('authMethod', 'Authentication method', 'who'),
  column('action', 'Action', 'what'),
  column('actionPath', 'Action path', 'what'),
  column('category', 'Category', 'what'),
  column('verb', 'Kind of action', 'what'),
  column('outcome', 'Outcome', 'what'),
  record('description', 'Description', 'what'),
  {
    name: 'resource',
    label: 'Resource',
    kind: 'text',
    home: 'column',
    group: 'what',
    anyOf: ['resourceId', 'resourceName'],
  },
  column('resourceType', 'Resource type', 'what'),
  column('resourceId', 'Resource id', 'what'),
  column('resourceName', 'Resource name', 'what'),
  column('targets', 'To whom', 'whom', 'list'),
  {
    name: 'target',
    label: 'Target',
    kind: 'list',
    home: 'column',
    group: 'whom',
    anyOf: ['targets'],
  },
  {
    name: 'organisation',
    label: 'Organisation',
    kind: 'text',
    home: 'column',
    group: 'where',
    anyOf: ['orgId', 'orgName'],
  },
  column('orgId', 'Organisation id', 'where'),
  column('orgName', 'Organisation name', 'where'),
  {
    name: 'project',
    label: 'Project',
    kind: 'text',
    home: 'column',
    group: 'where',
    anyOf: ['projectId', 'projectName'],
  },
  column('projectId', 'Project id', 'where'),
  column('projectName', 'Project name', 'where'),
  column('ip', 'IP address', 'where', 'ip'),
  column('userAgent', 'User agent', 'where'),
  record('before', 'Before', 'change', 'json'),
  record('after', 'After', 'change', 'json'),
  column('changed', 'Changed field', 'change', 'list'),
  column('source', 'Product', 'source'),
  column('original', 'Evidence file', 'source'),
  column('originalName', 'Name of the evidence file', 'source'),
  column('originalSha256', 'SHA-256 of the evidence file', 'source'),
  record('event', 'Reference', 'source'),
  record('id', 'Source id', 'source'),
  column('offset', 'Offset in bytes', 'source', 'number'),
  column('length', 'Length in bytes', 'source', 'number'),
  record('bytesSha256', 'SHA-256 of the bytes', 'source'),
  record('recordHash', 'Record hash', 'source'),
  column('flags', 'Flags on the record', 'source', 'list'),
  column('flagged', 'Flagged', 'notes'),
  column('review', 'Review state', 'notes'),
  column('tag', 'Tags', 'notes', 'list'),
  column('control', 'Control reference', 'notes'),
  column('comment', 'Comments', 'notes', 'list'),
  column('noteAuthor', 'Note by', 'notes', 'list'),
];

const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));

/** A path into the record: `raw./requestParameters/userName`, `before./role`, `after./role`, `details.NAME`. */
export type FieldPath = {
  readonly root: 'raw' | 'before' | 'after' | 'details';
  readonly path: string;
};

export function fieldPath(name: string): FieldPath | null {
  const found = /^(raw|before|after)\.(\/.*)$/su.exec(name);
  if (found)
    return {
      root: found[1] === 'raw' ? 'raw' : found[1] === 'before' ? 'before' : 'after',
      path: found[2] ?? '',
    };
  const detail = /^details\.(.+)$/su.exec(name);
  return detail ? { root: 'details', path: detail[1] ?? '' } : null;
}

/** The field of that name, in any case; a path is a text field answered from the record; null if there is none. */
export function findField(name: string): Field | null {
  const found = byName.get(name.toLowerCase());
  if (found) return found;
  return fieldPath(name)
    ? { name, label: name, kind: 'text', home: 'record', group: 'source' }
    : null;
}
