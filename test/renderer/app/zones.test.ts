import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nextZone, zoneChoices } from '../../../renderer/app/zones.ts';

const sources = [
  { zone: 'Europe/Berlin', files: 2, first: 'E4' },
  { zone: 'Asia/Kolkata', files: 1, first: 'E2' },
];

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
