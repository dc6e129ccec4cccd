import type { EngineHandlers } from '../../../shared/contract.ts';
import { contextOf } from '../explore/context.ts';
import { caseCoverage } from '../explore/coverage.ts';
import { entityList } from '../explore/entityList.ts';
import { entityDoneTo, entityPage } from '../explore/entityPage.ts';
import { fieldHistory } from '../explore/fieldHistory.ts';
import { caseOverview } from '../explore/overview.ts';
import type { Session } from '../session.ts';

type ExploreCalls = Pick<
  EngineHandlers,
  | 'event.context'
  | 'event.fieldHistory'
  | 'entity.list'
  | 'entity.page'
  | 'entity.doneTo'
  | 'entity.same'
  | 'case.overview'
  | 'case.coverage'
>;

/** What stands around an event, and what an actor, a resource or a case did as a whole. */
export function exploreHandlers(session: Session): ExploreCalls {
  return {
    'event.context': (input, signal) => contextOf(session.current, input, signal),
    'event.fieldHistory': (input, signal) => fieldHistory(session.current, input, signal),
    'entity.list': (input, signal) => entityList(session.current, input, signal),
    'entity.page': (input, signal) =>
      entityPage(session.current, input, signal, session.current.notes.same.of(input)),
    'entity.same': ({ other, isSame, ...ref }) => {
      const open = session.current;
      open.assertWritable();
      open.notes.same.say(ref, other, isSame, open.author);
      return open.notes.same.of(ref);
    },
    'case.overview': (input, signal) => caseOverview(session.current, input, signal),
    'case.coverage': (input, signal) => caseCoverage(session.current, input, signal),
    'entity.doneTo': (input, signal) =>
      entityDoneTo(session.current, input, signal, session.current.notes.same.of(input)),
  };
}
