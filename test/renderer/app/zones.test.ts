import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nextZone, sourceZones, zoneChoices } from '../../../renderer/app/zones.ts';
import type { Mapping } from '../../../shared/mapping.ts';

const mapping = (zone: string | null): Mapping => ({
  version: 1,
  source: 'x',
  label: 'X',
  fields: {},
  time: { format: 'auto', zone, zoneSource: 'set at import' },
  uniqueId: false,
  changeKind: 'none',
});
const sources = sourceZones([
  { original: 1, mapping: mapping('UTC') },
  { original: 2, mapping: mapping('Asia/Kolkata') },
  { original: 3, mapping: mapping(null) },
  { original: 4, mapping: mapping('Europe/Berlin') },
  { original: 5, mapping: mapping('Europe/Berlin') },
  { original: 6, mapping: null },
]);

test('the zones of the evidence files stand before all others, with the files that they are of', () => {
  const labels = zoneChoices('America/Lima', sources, ['Asia/Kolkata', 'Asia/Tokyo', 'UTC']).map(
    ({ label }) => label,
  );
  assert.deepEqual(labels, [
    'UTC',
    'America/Lima (this computer)',
    'Europe/Berlin (source zone of 2 files)',
    'Asia/Kolkata (source zone of E2)',
    'Asia/Tokyo',
  ]);
  assert.equal(
    zoneChoices('Asia/Kolkata', sources, [])[1]?.label,
    'Asia/Kolkata (this computer, source zone of E2)',
  );
});

test('z goes round: UTC, this computer, the sources; from elsewhere to UTC', () => {
  const round = ['UTC', 'America/Lima', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Tokyo'];
  assert.deepEqual(
    round.map((zone) => nextZone(zone, 'America/Lima', sources)),
    ['America/Lima', 'Europe/Berlin', 'Asia/Kolkata', 'UTC', 'UTC'],
  );
  assert.equal(nextZone('UTC', 'UTC', []), 'UTC');
});
