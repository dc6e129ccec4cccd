/** The fields that lie in columns: a dictionary code per event, 0 for none. */

/** Filled by the first pass, from `EventCore`. */
export const firstPassColumns = [
  'source',
  'action',
  'category',
  'verb',
  'outcome',
  'actorType',
  'actorId',
  'actorName',
  'actorEmail',
  'actorRoles',
  'authMethod',
  'resourceType',
  'resourceId',
  'resourceName',
  'orgId',
  'orgName',
  'projectId',
  'projectName',
  'ip',
  'userAgent',
  'precision',
  'zoneSource',
  'flags',
] as const;

/** Filled by the second, background pass, from `EventRest`. Until then conditions on them read the records. */
export const secondPassColumns = ['changed', 'targets'] as const;

export type ColumnField = (typeof firstPassColumns)[number] | (typeof secondPassColumns)[number];

/** Columns of lists: the dictionary entry is the whole list as JSON text; conditions and facets see its items. */
export const listColumns: ReadonlySet<string> = new Set([
  'actorRoles',
  'flags',
  'changed',
  'targets',
]);
