import type { EventCore, JsonValue, Target } from '../../../../shared/event.ts';
import { isObject, own, text } from './access.ts';
import type { RecordObject } from './access.ts';
import type { EventChange, EventMore } from './adapter.ts';
import type { SourceCode } from './source.ts';
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

/** `metadata` as an object; a dump gives it as text. */
function metadataIn(record: RecordObject): RecordObject | null {
  const value = readState(own(record, 'metadata')).value;
  return isObject(value) ? value : null;
}

function refine(core: EventCore, record: RecordObject): EventCore {
  const before = readState(own(record, 'beforeState') ?? own(record, 'before_state'));
  const after = readState(own(record, 'afterState') ?? own(record, 'after_state'));
  const name = nameIn(after.value) ?? nameIn(before.value) ?? nameIn(metadataIn(record));
  const flags = new Set([...core.flags, ...before.flags, ...after.flags]);
  if (core.resourceName === null && name !== null) flags.add('name derived');
  return {
    ...core,
    category: categoryOf(core.action),
    resourceName: core.resourceName ?? name,
    flags: [...flags],
  };
}

function nameIn(state: JsonValue | undefined): string | null {
  if (!isObject(state)) return null;
  const name = own(state, 'name');
  return typeof name === 'string' && name !== '' ? name : null;
}

/** `organisation.user.role` of `organisation.user.role.assigned`. */
function categoryOf(action: string | null): string | null {
  const dot = action?.lastIndexOf('.') ?? -1;
  return action !== null && dot > 0 ? action.slice(0, dot) : action;
}

function change(plain: EventChange, record: RecordObject, core: EventCore): EventChange {
  return { ...plain, targets: targetsOf(metadataIn(record) ?? {}, core, plain) };
}

function more(plain: EventMore, record: RecordObject, core: EventCore): EventMore {
  const metadata = metadataIn(record);
  const details = new Map<string, JsonValue>(Object.entries(plain.details));
  if (metadata) {
    details.delete('metadata');
    for (const [key, value] of Object.entries(metadata)) {
      if (value !== null) details.set(details.has(key) ? `metadata.${key}` : key, value);
    }
  }
  const neverSaid =
    core.actorId === null && core.action !== null && actorNeverRecorded.has(core.action);
  return {
    details: Object.fromEntries(details),
    absent: neverSaid ? [`actor: Arcane never records the actor of ${core.action}`] : plain.absent,
  };
}

/** An e-mail in the metadata is the one whom the action was done to; so is a user in the states of a member or a role. */
function targetsOf(
  metadata: RecordObject,
  core: EventCore,
  { before, after }: EventChange,
): readonly Target[] {
  const aboutPeople = /user|member|role|owner/iu.test(core.action ?? '');
  const states = aboutPeople ? [metadata, after, before] : [metadata];
  const find = (...keys: string[]): string | null => {
    for (const state of states) {
      for (const key of keys) {
        const value = isObject(state) ? own(state, key) : undefined;
        if (typeof value === 'string' && value !== '') return value;
      }
    }
    return null;
  };
  const email = find('email', 'userEmail');
  const id = find('userId', 'targetUserId', 'user_id');
  if (email === null && id === null) return [];
  return [{ type: 'user', id, name: find('userName'), email }];
}

function detect(record: JsonValue): number {
  if (!isObject(record)) return 0;
  const has = (...keys: string[]): boolean => keys.every((key) => Object.hasOwn(record, key));
  if (has('before_state', 'after_state', 'organisation_id', 'action')) return 1;
  if (!has('action', 'beforeState', 'afterState', 'organisationId', 'resourceType')) return 0;
  return /^[a-z_-]+(?:\.[a-z_-]+)+$/u.test(text(record['action']) ?? '') ? 1 : 0.85;
}

export const arcane: SourceCode = {
  core: refine,
  change,
  more,
  detect,
};
