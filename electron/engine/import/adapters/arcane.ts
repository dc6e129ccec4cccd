import type { EventCore, EventRest, JsonValue, Target } from '../../../../shared/event.ts';
import { isObject, text } from './access.ts';
import type { RecordObject } from './access.ts';
import { shippedMapping } from './mappingFile.ts';
import type { SourceRules } from './source.ts';
import { readState } from './states.ts';

/** Actions whose call sites never pass an actor on (FORMATS 2): who did it cannot be answered from this log. */
const actorNeverRecorded = new Set([
  'organisation.updated',
  'organisation.user.removed',
  'organisation.user.role.assigned',
  'annotation.updated',
  'annotation.deleted',
  'annotation_queue.updated',
  'annotation_queue.deleted',
]);

function metadataIn(record: RecordObject): RecordObject {
  const value = readState(record['metadata']).value;
  return isObject(value) ? value : {};
}

function refine(core: EventCore, record: RecordObject): EventCore {
  const metadata = metadataIn(record);
  const before = readState(record['beforeState'] ?? record['before_state']).value;
  const after = readState(record['afterState'] ?? record['after_state']).value;
  const name = nameIn(after) ?? nameIn(before) ?? nameIn(metadata);
  return {
    ...core,
    category: categoryOf(core.action),
    resourceName: core.resourceName ?? name,
    flags:
      core.resourceName === null && name !== null ? [...core.flags, 'name derived'] : core.flags,
  };
}

function nameIn(state: JsonValue | undefined): string | null {
  return isObject(state) && typeof state['name'] === 'string' && state['name'] !== ''
    ? state['name']
    : null;
}

/** `organisation.user.role` of `organisation.user.role.assigned`. */
function categoryOf(action: string | null): string | null {
  const dot = action?.lastIndexOf('.') ?? -1;
  return action !== null && dot > 0 ? action.slice(0, dot) : action;
}

function rest(plain: EventRest, record: RecordObject, core: EventCore): EventRest {
  const metadata = metadataIn(record);
  const { metadata: _, ...others } = plain.details;
  const told: Record<string, JsonValue> = Object.fromEntries([
    ...Object.entries(others),
    ...Object.entries(metadata),
  ]);
  const neverSaid =
    core.actorId === null && core.action !== null && actorNeverRecorded.has(core.action);
  return {
    ...plain,
    targets: targetsIn(metadata),
    details: told,
    absent: neverSaid ? [`actor: Arcane never records who did ${core.action}`] : plain.absent,
  };
}

/** An e-mail in the metadata is the one whom the action was done to. */
function targetsIn(metadata: RecordObject): readonly Target[] {
  const email = text(metadata['email']);
  const id = text(metadata['userId'] ?? metadata['targetUserId']);
  if (email === null && id === null) return [];
  return [{ type: 'user', id, name: text(metadata['userName']), email }];
}

function detect(record: JsonValue): number {
  if (!isObject(record)) return 0;
  const has = (...keys: string[]): boolean => keys.every((key) => Object.hasOwn(record, key));
  if (has('before_state', 'after_state', 'organisation_id', 'action')) return 1;
  if (!has('action', 'beforeState', 'afterState', 'organisationId', 'resourceType')) return 0;
  return /^[a-z_-]+(\.[a-z_-]+)+$/u.test(text(record['action']) ?? '') ? 1 : 0.85;
}

export const arcane: SourceRules = {
  name: 'arcane',
  core: refine,
  rest,
  detect,
  mapping: () => shippedMapping('arcane'),
};
