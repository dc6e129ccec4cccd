import type { EngineHandlers } from '../../shared/contract.ts';
import type { Grants } from './grants.ts';
import { caseHandlers } from './handlers/caseHandlers.ts';
import { eventHandlers } from './handlers/eventHandlers.ts';
import { exploreHandlers } from './handlers/exploreHandlers.ts';
import { exportHandlers } from './handlers/exportHandlers.ts';
import { noteHandlers } from './handlers/noteHandlers.ts';
import { originalHandlers } from './handlers/originalHandlers.ts';
import { syncHandlers } from './handlers/syncHandlers.ts';
import { viewHandlers } from './handlers/viewHandlers.ts';
import type { Session } from './session.ts';

/** Every engine call by name. */
export function createHandlers(session: Session, grants: Grants): EngineHandlers {
  return {
    ...caseHandlers(session, grants),
    ...originalHandlers(session, grants),
    ...eventHandlers(session),
    ...exploreHandlers(session),
    ...exportHandlers(session, grants),
    ...syncHandlers(session, grants),
    ...viewHandlers(session, grants),
    ...noteHandlers(session, grants),
  };
}
