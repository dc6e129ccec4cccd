import type { EventCore, JsonValue, RecordFlag } from '../../../../shared/event.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { isObject, text } from './access.ts';
import type { RecordObject } from './access.ts';
import { shippedMapping } from './mappingFile.ts';
import type { SourceRules } from './source.ts';
import { readState } from './states.ts';

/** Langfuse's export, and ABV's, which is Langfuse's with more columns (FORMATS 1). */
export const langfuseColumns = [
  'id',
  'createdAt',
  'updatedAt',
  'type',
  'apiKeyId',
  'userId',
  'orgId',
  'userOrgRole',
  'projectId',
  'userProjectRole',
  'resourceType',
  'resourceId',
  'action',
  'before',
  'after',
] as const;

const coreKeys = ['resourceType', 'resourceId', 'action', 'before', 'after'];

/** CSV cells to the values of the JSON export. Dialect B writes every cell as JSON, C and D the dates alone. */
function prepare(record: RecordObject, spec: ReaderSpec): RecordObject {
  if (spec.name !== 'csv') return record;
  const everyCell = typeof record['type'] === 'string' && record['type'].startsWith('"');
  return Object.fromEntries(
    Object.entries(record).map(([key, value]): [string, JsonValue] => {
      if (typeof value !== 'string') return [key, value];
      if (value === '') return [key, null];
      const isDate = key === 'createdAt' || key === 'updatedAt';
      return [key, everyCell || isDate ? unquoted(value) : value];
    }),
  );
}

function unquoted(cell: string): JsonValue {
  const read = readState(cell);
  return read.value ?? null;
}

function refine(core: EventCore, record: RecordObject): EventCore {
  const before = readState(record['before']);
  const after = readState(record['after']);
  const flags: RecordFlag[] = [...core.flags];
  if (before.broken || after.broken) flags.push('exporter damaged');
  const derived = core.resourceName ?? nameIn(after.value) ?? nameIn(before.value);
  if (core.resourceName === null && derived !== null) flags.push('name derived');
  const isKey = core.actorType === 'API_KEY';
  return {
    ...core,
    actorId: isKey
      ? (text(record['apiKeyId']) ?? core.actorId)
      : (text(record['userId']) ?? core.actorId),
    actorName: isKey ? (core.actorName ?? keyName(record)) : core.actorName,
    actorRoles: rolesOf(record, core.actorRoles),
    category: core.category ?? categoryOf(core.resourceType),
    resourceName: derived,
    flags,
  };
}

function nameIn(state: JsonValue | undefined): string | null {
  if (!isObject(state)) return null;
  for (const key of ['name', 'email']) {
    const value = Object.hasOwn(state, key) ? state[key] : undefined;
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

function keyName(record: RecordObject): string | null {
  const key = record['apiKey'];
  return isObject(key) ? text(key['name'] ?? key['publicKey']) : null;
}

function rolesOf(record: RecordObject, mapped: readonly string[]): readonly string[] {
  const actor = record['actor'];
  const given = isObject(actor)
    ? [actor['orgRole'], actor['projectRole']]
    : [record['userOrgRole'], record['userProjectRole']];
  const found = given.flatMap((role) => text(role) ?? []);
  return found.length > 0 ? found : mapped;
}

const groups: readonly (readonly [category: string, types: string])[] = [
  [
    'observability',
    'trace session score scoreConfig dataset datasetItem datasetRun datasetRunItem comment observation',
  ],
  ['prompts', 'prompt promptProtectedLabel'],
  ['evaluation', 'evalTemplate job annotationQueue annotationQueueItem annotationQueueAssignment'],
  [
    'access',
    'organization project orgMembership projectMembership membershipInvitation apiKey llmApiKey membership ssoConfig verifiedDomain',
  ],
  [
    'integrations',
    'model batchExport batchAction blobStorageIntegration posthogIntegration mixpanelIntegration slackIntegration webCalloutEndpoint automation',
  ],
  ['billing', 'stripeCheckoutSession cloudSpendAlert'],
];
const categories = new Map(
  groups.flatMap(([category, types]) => types.split(' ').map((type) => [type, category] as const)),
);

function categoryOf(resourceType: string | null): string | null {
  return resourceType === null ? null : (categories.get(resourceType) ?? null);
}

function detect(record: JsonValue, spec: ReaderSpec, fileName: string): number {
  if (spec.name === 'langfuse-csv-a') return 1;
  if (!isObject(record)) return 0;
  const has = (key: string): boolean => Object.hasOwn(record, key);
  if (langfuseColumns.every(has)) return 1;
  if (!coreKeys.every(has)) return 0;
  if (has('userOrgRole') || has('apiKeyId')) return 0.95;
  if (/\d{13}-lf-audit_logs-export-/u.test(fileName)) return 0.95;
  return has('beforeState') || has('organisationId') ? 0 : 0.85;
}

export const langfuse: SourceRules = {
  name: 'langfuse',
  prepare,
  core: refine,
  detect,
  mapping: () => shippedMapping('langfuse'),
};
