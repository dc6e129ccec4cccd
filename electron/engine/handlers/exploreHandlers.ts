import type { EngineHandlers } from '../../../shared/contract.ts';
import { contextOf } from '../explore/context.ts';
import { fieldHistory } from '../explore/fieldHistory.ts';
import type { Session } from '../session.ts';

type ExploreCalls = Pick<EngineHandlers, 'event.context' | 'event.fieldHistory'>;

/** What stands around an event, and what an actor, a resource or a case did as a whole. */
export function exploreHandlers(session: Session): ExploreCalls {
  return {
    'event.context': (input, signal) => contextOf(session.current, input, signal),
    'event.fieldHistory': (input, signal) => fieldHistory(session.current, input, signal),
  };
}
