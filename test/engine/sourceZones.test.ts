import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Original } from '../../electron/engine/evidence/evidence.ts';
import { sourceZones } from '../../electron/engine/sourceZones.ts';

function original(id: number, zone: string | null): Pick<Original, 'id' | 'interpretation'> {
  return {
    id,
    interpretation: {
      reader: { name: 'json-lines', version: 1, encoding: 'utf-8' },
      adapter: { name: 'mapped', version: 1, data: '' },
      mapping: {
        version: 1,
        source: 'x',
        label: 'X',
        fields: {},
        time: { format: 'auto', zone, zoneSource: 'set at import' },
        uniqueId: false,
        changeKind: 'none',
      },
      reading: 1,
    },
  };
}

test('zones other than UTC are told with the files that they are of, the most common first', () => {
  assert.deepEqual(
    sourceZones([
      original(1, 'UTC'),
      original(2, 'Asia/Kolkata'),
      original(3, null),
      original(4, 'Europe/Berlin'),
      original(5, 'Europe/Berlin'),
      { id: 6, interpretation: null },
    ]),
    [
      { zone: 'Europe/Berlin', files: 2, first: 'E4' },
      { zone: 'Asia/Kolkata', files: 1, first: 'E2' },
    ],
  );
});
