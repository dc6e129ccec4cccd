import type { Preview } from '../../../shared/importResult.ts';
import { pointerKeys } from '../../../shared/jsonPointer.ts';
import type { MappedField, Mapping } from '../../../shared/mapping.ts';
import { mappedFields } from '../../../shared/mapping.ts';

/** What a mapped field is called on screen. */
const labels: Readonly<Record<MappedField, string>> = {
  id: 'Id of the event',
  occurredAt: 'Time',
  actorType: 'Kind of actor',
  actorId: 'Actor id',
  actorName: 'Actor name',
  actorEmail: 'Actor email',
  actorRoles: "Actor's roles",
  authMethod: 'Signed in by',
  action: 'Action',
  category: 'Category',
  outcome: 'Outcome',
  description: 'Description',
  resourceType: 'Resource type',
  resourceId: 'Resource id',
  resourceName: 'Resource name',
  orgId: 'Organisation id',
  orgName: 'Organisation',
  projectId: 'Project id',
  projectName: 'Project',
  ip: 'IP address',
  userAgent: 'User agent',
  before: 'State before',
  after: 'State after',
};

export function mappedLabel(field: MappedField): string {
  return labels[field];
}

/** The fields in the order of the editor: what makes an event first. */
export const editorFields: readonly MappedField[] = [
  'occurredAt',
  'actorName',
  'actorEmail',
  'actorId',
  'action',
  'resourceType',
  'resourceName',
  'resourceId',
  'before',
  'after',
  ...mappedFields.filter(
    (field) =>
      ![
        'occurredAt',
        'actorName',
        'actorEmail',
        'actorId',
        'action',
        'resourceType',
        'resourceName',
        'resourceId',
        'before',
        'after',
      ].includes(field),
  ),
];

/** The first path stands in the field; further ones are kept behind it. An empty text takes the field off. */
export function withPath(mapping: Mapping, field: MappedField, path: string): Mapping {
  const { [field]: before, ...others } = mapping.fields;
  if (path === '') return { ...mapping, fields: others };
  const rest = (before ?? []).slice(1).filter((other) => other !== path);
  return { ...mapping, fields: { ...others, [field]: [path, ...rest] } };
}

export function pathOf(mapping: Mapping, field: MappedField): string {
  return mapping.fields[field]?.[0] ?? '';
}

export const timeFormats: readonly {
  readonly id: Mapping['time']['format'];
  readonly label: string;
}[] = [
  { id: 'auto', label: 'Found out from the times' },
  { id: 'iso', label: '2026-06-18T22:40:59Z (ISO 8601)' },
  { id: 'epoch', label: 'Seconds or milliseconds since 1970' },
  { id: 'dmy', label: 'Day first: 18/06/2026 22:40' },
  { id: 'mdy', label: 'Month first: 06/18/2026 10:40 PM' },
  { id: 'words', label: 'In words: 18 Jun 2026 22:40' },
];

/** What can be chosen for a field: JSON Pointers, but the header's own text where the records are lines of a table. */
export function choosablePaths({
  reader,
  paths,
}: Pick<Preview, 'reader' | 'paths'>): Preview['paths'] {
  if (reader !== 'csv') return paths;
  return paths.map(({ path, example }) => {
    const [header, ...deeper] = pointerKeys(path) ?? [];
    return { path: header === undefined || deeper.length > 0 ? path : header, example };
  });
}
