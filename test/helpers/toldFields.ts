import path from 'node:path';
import type { TestContext } from 'node:test';

import { fieldValue } from '../../electron/engine/eventFields.ts';
import type { CaseEvent, JsonValue } from '../../shared/event.ts';
import type { ImportResult } from '../../shared/importResult.ts';
import { sharedFolder } from './corpus.ts';
import { eventsOf, importFiles, newCase } from './importedCase.ts';

const compared = [
  'id',
  'source',
  'occurredAt',
  'zoneSource',
  'actorType',
  'actorId',
  'actorName',
  'actorEmail',
  'actorRoles',
  'authMethod',
  'action',
  'category',
  'verb',
  'outcome',
  'description',
  'resourceType',
  'resourceId',
  'resourceName',
  'targets',
  'orgId',
  'orgName',
  'projectId',
  'projectName',
  'ip',
  'userAgent',
  'before',
  'after',
  'changeKind',
  'changed',
  'absent',
  'flags',
] as const;

/** Everything that an event tells but its details and its place: fields without a value are left out. */
export function toldFields(event: CaseEvent | undefined): Readonly<Record<string, unknown>> {
  if (!event) return { missing: true };
  const told = compared.map((field) => [
    field,
    field === 'absent' ? event.absent : plain(fieldValue(event, field, 'UTC')),
  ]);
  return Object.fromEntries(
    told.filter(
      ([, value]) =>
        value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** What a test can write as a literal: without prototypes, and of targets only what there is. */
function plain(value: JsonValue | undefined): unknown {
  if (value === undefined) return undefined;
  return JSON.parse(JSON.stringify(value, (_key, inner: unknown) => inner));
}

export type ImportedSamples = {
  readonly result: ImportResult;
  readonly events: readonly CaseEvent[];
  /** The event of that id; of several, the first. */
  readonly byId: (id: string) => CaseEvent | undefined;
};

/** Samples imported into a case of their own; null where they are missing. */
export async function importSamples(
  t: TestContext,
  names: readonly string[],
): Promise<ImportedSamples | null> {
  const folder = sharedFolder('samples');
  if (folder === null) return null;
  const made = newCase(t);
  const result = await importFiles(
    made,
    names.map((name) => path.join(folder, name)),
  );
  const events = await eventsOf(made);
  return { result, events, byId: (id) => events.find((event) => event.id === id) };
}
