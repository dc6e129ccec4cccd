import { entityOf } from '../../shared/entity.ts';
import { openEntity } from '../state/entities.ts';
import type { EventsState } from './useEventsScreen.ts';

const words = { actor: 'actor', resource: 'resource', ip: 'IP address' } as const;

/** Opens the page of the active event's actor, resource or address. */
export async function pivot(screen: EventsState, to: keyof typeof words): Promise<void> {
  const { bridge, shownEvent, actions } = screen;
  if (shownEvent === null) return;
  const { fields } = await bridge.call('event.show', { event: shownEvent });
  const entity = entityOf(to, fields);
  if (entity === null) actions.say(`This event names no ${words[to]}`);
  else openEntity(entity);
}
