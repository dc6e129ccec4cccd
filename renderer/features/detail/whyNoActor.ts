import type { EventDetail } from '../../../shared/eventPage.ts';
import { textOf } from './detailFields.ts';

/**
 * Actions for which Arcane's code writes an event and leaves the actor out, so that its own screen shows "N/A"
 * (read from its source: the call sites of these seven pass no actor).
 */
const arcaneWithoutActor: ReadonlySet<string> = new Set([
  'organisation.updated',
  'organisation.user.removed',
  'organisation.user.role.assigned',
  'annotation.updated',
  'annotation.deleted',
  'annotation_queue.updated',
  'annotation_queue.deleted',
]);

/** Why an event names nobody; null when it names someone. */
export function whyNoActor({ fields, source }: EventDetail): string | null {
  if (['actorId', 'actorName', 'actorEmail'].some((name) => textOf(fields, name) !== null)) {
    return null;
  }
  const action = textOf(fields, 'action');
  if (textOf(fields, 'actorType') === 'SYSTEM') {
    return `${source.sourceLabel} did this itself: no person or key is behind the event.`;
  }
  if (textOf(fields, 'source') === 'arcane' && action !== null && arcaneWithoutActor.has(action)) {
    return `Arcane never records who did ${action}; its own screen shows “N/A”. This log cannot tell who it was.`;
  }
  return `${source.sourceLabel} logged this event without an actor. The record does not say who it was.`;
}
