import assert from 'node:assert/strict';
import { test } from 'node:test';

import { gapsOfField, gapsOfStates } from '../../../electron/engine/explore/changeGaps.ts';
import type { CaseEvent, JsonValue, Precision } from '../../../shared/event.ts';
import { event } from '../../helpers/event.ts';

const at = (second: number, precision: Precision = 'second'): CaseEvent['time'] => ({
  ms: Date.UTC(2026, 5, 18, 12, 0, second),
  ns: 0,
  precision,
  zoneSource: 'in data',
});

function change(
  second: number,
  before: JsonValue,
  after: JsonValue,
  given: Partial<CaseEvent> = {},
): CaseEvent {
  return event({
    time: at(second),
    offset: second,
    resourceType: 'orgMembership',
    resourceId: 'member-1',
    changeKind: 'snapshot',
    before: before === null ? null : { id: 'member-1', role: before },
    after: after === null ? null : { id: 'member-1', role: after },
    ...given,
  });
}

const raised = change(0, 'MEMBER', 'OWNER');
const lowered = change(300, 'ADMIN', 'MEMBER');
const assumed: CaseEvent['time'] = {
  ms: Date.UTC(2026, 5, 18, 12, 5),
  ns: 0,
  precision: 'second',
  zoneSource: 'assumed',
};

const cases: readonly (readonly [
  claim: string,
  events: readonly CaseEvent[],
  gaps: readonly (readonly [was: JsonValue, is: JsonValue])[],
])[] = [
  [
    'tells a state that does not begin where the one before ended',
    [raised, lowered],
    [['OWNER', 'ADMIN']],
  ],
  ['finds nothing where they join', [raised, change(300, 'OWNER', 'ADMIN')], []],
  [
    'finds it from another project where the states name the resource',
    [raised, { ...lowered, projectId: 'other' }],
    [['OWNER', 'ADMIN']],
  ],
  [
    'leaves another organisation’s resource of the same id alone',
    [raised, { ...lowered, orgId: 'other' }],
    [],
  ],
  ['claims nothing of a state that was not logged', [raised, change(300, null, 'MEMBER')], []],
  [
    'claims nothing over a change that logged no state',
    [raised, event({ time: at(100), resourceId: 'member-1', verb: 'update' }), lowered],
    [],
  ],
  [
    'passes over what was denied',
    [raised, change(100, 'OWNER', 'ADMIN', { outcome: 'denied' }), lowered],
    [['OWNER', 'ADMIN']],
  ],
  [
    'is not deceived by a change that was denied',
    [raised, change(100, 'OWNER', 'ADMIN', { outcome: 'denied' }), change(300, 'OWNER', 'MEMBER')],
    [],
  ],
  [
    'claims nothing of what was only requested',
    [{ ...raised, changeKind: 'request' }, lowered],
    [],
  ],
  ['claims nothing at the same time', [raised, { ...lowered, time: at(0) }], []],
  [
    'claims nothing within the minute of a time to the minute',
    [
      { ...raised, time: at(0, 'minute') },
      { ...lowered, time: at(59) },
    ],
    [],
  ],
  [
    'claims nothing where a third lies at the same time',
    [change(0, 'OWNER', 'ADMIN'), { ...raised, offset: 1 }, { ...lowered, after: { role: 'X' } }],
    [],
  ],
  [
    'claims nothing between two files when one has no known zone',
    [raised, { ...lowered, original: 2, time: assumed }],
    [],
  ],
  [
    'claims nothing while an event has no time',
    [raised, lowered, change(400, 'OWNER', 'ADMIN', { time: null })],
    [],
  ],
  ['takes a second version for no event', [raised, { ...lowered, flags: ['conflict'] }], []],
  [
    'takes the same change in another file for one',
    [raised, change(2, 'MEMBER', 'OWNER', { original: 2 }), change(300, 'OWNER', 'MEMBER')],
    [],
  ],
];
for (const [claim, events, gaps] of cases) {
  test(`a chain of values ${claim}`, () => {
    const told = gapsOfField(events, '/role', () => []).map(({ was, is }) => [was, is]);
    assert.deepEqual(told, gaps);
  });
}

test('a second version that joins leaves no gap', () => {
  const other = {
    ...raised,
    flags: ['conflict' as const],
    after: { id: 'member-1', role: 'ADMIN' },
  };
  const versionsOf = (one: CaseEvent) => (one === raised ? [other] : []);
  assert.deepEqual(gapsOfField([raised, lowered], '/role', versionsOf), []);
});

test('an event that logs only what it changed stands in no other field’s way', () => {
  const patch = change(100, null, null, {
    changeKind: 'patch',
    before: { name: 'a' },
    after: { name: 'b' },
  });
  const told = gapsOfField([raised, patch, lowered], '/role', () => []);
  assert.deepEqual(
    told.map(({ earlier, later }) => [earlier, later]),
    [['E1-0', 'E1-300']],
  );
});

test('neighbouring states are compared in the fields that both have, but for those of every write', () => {
  const first = { ...raised, after: { role: 'OWNER', limit: 1, updatedAt: 'a', gone: true } };
  const second = {
    ...lowered,
    projectId: null,
    before: { role: 'ADMIN', limit: 1, updatedAt: 'b' },
  };
  assert.deepEqual(
    gapsOfStates([first, second], () => [], ['/updatedAt']).map(({ path }) => path),
    ['/role'],
  );
});
