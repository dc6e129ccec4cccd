import type { CaseEvent, EventCore } from '../../shared/event.ts';

/** What the first pass reads of a dull event; name what matters to the test. */
export function core(given: Partial<EventCore> = {}): EventCore {
  return {
    time: { ms: Date.UTC(2026, 5, 18, 12), ns: 0, precision: 'second', zoneSource: 'in data' },
    occurredAtRaw: null,
    id: null,
    actorType: 'USER',
    actorId: null,
    actorName: null,
    actorEmail: null,
    actorRoles: [],
    authMethod: null,
    action: 'create',
    category: null,
    verb: 'create',
    outcome: 'success',
    resourceType: null,
    resourceId: null,
    resourceName: null,
    orgId: null,
    orgName: null,
    projectId: null,
    projectName: null,
    ip: null,
    userAgent: null,
    flags: [],
    ...given,
  };
}

/** A whole event; name what matters to the test. */
export function event(given: Partial<CaseEvent> = {}): CaseEvent {
  return {
    ...core(given),
    description: null,
    before: undefined,
    after: undefined,
    changeKind: 'none',
    changed: [],
    targets: [],
    details: {},
    absent: [],
    original: 1,
    offset: 0,
    length: 100,
    part: 0,
    source: 'langfuse',
    originalName: '',
    originalSha256: '',
    recordHash: '00'.repeat(32),
    bytesSha256: '11'.repeat(32),
    ...given,
  };
}
