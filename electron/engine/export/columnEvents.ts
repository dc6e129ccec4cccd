import { actorTypes, outcomes, precisions, verbs, zoneSources } from '../../../shared/event.ts';
import type { CaseEvent } from '../../../shared/event.ts';
import { isNoteField } from '../../../shared/note.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import type { RecordReader } from '../recordReader.ts';

/** What the columns hold of an event as its record says it (not its flags: a column adds the conflict). */
const columnFields: ReadonlySet<string> = new Set([
  'event',
  'original',
  'originalName',
  'originalSha256',
  'offset',
  'length',
  'source',
  'occurredAt',
  'precision',
  'zoneSource',
  'hour',
  'weekday',
  'actor',
  'actorType',
  'actorId',
  'actorName',
  'actorEmail',
  'actorRoles',
  'authMethod',
  'action',
  'actionPath',
  'category',
  'verb',
  'outcome',
  'resource',
  'resourceType',
  'resourceId',
  'resourceName',
  'scope',
  'organisation',
  'project',
  'orgId',
  'orgName',
  'projectId',
  'projectName',
  'ip',
  'userAgent',
]);

/** Whether an export of these fields need not read a single record. */
export function areInColumns(fields: readonly string[]): boolean {
  return fields.every((field) => columnFields.has(field) || isNoteField(field));
}

/** An event of its columns alone, good for the fields that `areInColumns` knows; all others are empty. */
export function columnEvent(
  index: CaseIndex,
  row: number,
  fileOf: RecordReader['fileOf'],
): CaseEvent {
  const text = (field: string): string | null => index.text(row, field);
  const place = index.place(row);
  const file = fileOf(place.original);
  return {
    ...place,
    originalName: file?.name ?? '',
    originalSha256: file?.sha256 ?? '',
    source: text('source') ?? '',
    time: timeOf(index, row),
    occurredAtRaw: null,
    id: null,
    actorType: oneOf(actorTypes, text('actorType'), 'UNKNOWN'),
    actorId: text('actorId'),
    actorName: text('actorName'),
    actorEmail: text('actorEmail'),
    actorRoles: index.list(row, 'actorRoles'),
    authMethod: text('authMethod'),
    action: text('action'),
    category: text('category'),
    verb: oneOf(verbs, text('verb'), 'other'),
    outcome: oneOf(outcomes, text('outcome'), 'unknown'),
    resourceType: text('resourceType'),
    resourceId: text('resourceId'),
    resourceName: text('resourceName'),
    orgId: text('orgId'),
    orgName: text('orgName'),
    projectId: text('projectId'),
    projectName: text('projectName'),
    ip: text('ip'),
    userAgent: text('userAgent'),
    flags: [],
    description: null,
    before: undefined,
    after: undefined,
    changeKind: 'none',
    changed: [],
    targets: [],
    details: {},
    absent: [],
    recordHash: '',
    bytesSha256: '',
  };
}

/** When an event happened, by its columns. */
export function timeOf(index: CaseIndex, row: number): CaseEvent['time'] {
  const ms = index.time(row);
  if (Number.isNaN(ms)) return null;
  return {
    ms,
    ns: index.belowMs(row),
    precision: oneOf(precisions, index.text(row, 'precision'), 'millisecond'),
    zoneSource: oneOf(zoneSources, index.text(row, 'zoneSource'), 'assumed'),
  };
}

function oneOf<T extends string>(words: readonly T[], word: string | null, none: T): T {
  return words.find((each) => each === word) ?? none;
}
