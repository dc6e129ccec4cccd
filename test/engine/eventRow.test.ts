import assert from 'node:assert/strict';
import { test } from 'node:test';

import { toEventRow } from '../../electron/engine/eventRow.ts';
import { event } from '../helpers/event.ts';

const read = { volatile: [], value: undefined };

test('a time is shown with every digit that the log has', () => {
  const time = {
    ms: Date.UTC(2026, 5, 18, 22, 40, 59, 123),
    ns: 456_789,
    zoneSource: 'in data',
  } as const;
  const shown = (
    ['day', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond'] as const
  ).map(
    (precision) =>
      toEventRow(event({ time: { ...time, precision } }), ['occurredAt'], 'UTC', read).cells[
        'occurredAt'
      ],
  );
  assert.deepEqual(shown, [
    '2026-06-18',
    '2026-06-18 22:40',
    '2026-06-18 22:40:59',
    '2026-06-18 22:40:59.123',
    '2026-06-18 22:40:59.123456',
    '2026-06-18 22:40:59.123456789',
  ]);
});
