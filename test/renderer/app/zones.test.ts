import assert from 'node:assert/strict';
import { test } from 'node:test';

import { foundZones, nextZone, zoneChoices } from '../../../renderer/app/zones.ts';

const sources = [
  { zone: 'Europe/Berlin', files: 2, first: 'E4' },
  { zone: 'Asia/Kolkata', files: 1, first: 'E2' },
];

test('the zones of the evidence files, and those chosen lately, stand before all others, with the files that they are of', () => {
  const labels = zoneChoices(
    'America/Lima',
    sources,
    ['Asia/Seoul', 'Europe/Berlin'],
    ['Asia/Kolkata', 'Asia/Seoul', 'Asia/Tokyo', 'UTC'],
  ).map(({ label }) => label);
  assert.deepEqual(labels, [
    'UTC',
    'America/Lima (this computer)',
    'Europe/Berlin (source zone of 2 files)',
    'Asia/Kolkata (source zone of E2)',
    'Asia/Seoul (chosen lately)',
    'Asia/Tokyo',
  ]);
  assert.equal(
    zoneChoices('Asia/Kolkata', sources, [], [])[1]?.label,
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

test('a zone is found by its city, by another city of its clock, by abbreviation, by name and by offset', () => {
  const all = zoneChoices('UTC', [], [], Intl.supportedValuesOf('timeZone'));
  const found = (typed: string) => foundZones(all, typed).map(({ id }) => id);
  assert.deepEqual(found('tokyo'), ['Asia/Tokyo']);
  assert.equal(found('tok')[0], 'Asia/Tokyo');
  assert.equal(found('osaka')[0], 'Asia/Tokyo');
  assert.equal(found('jst')[0], 'Asia/Tokyo');
  assert.equal(found('mumbai')[0], 'Asia/Calcutta');
  assert.equal(found('kolkata')[0], 'Asia/Calcutta');
  assert.equal(found('zurich')[0], 'Europe/Zurich');
  assert.equal(found('msk')[0], 'Europe/Moscow');
  assert.equal(found('new york')[0], 'America/New_York');
  for (const zone of ['Europe/Berlin', 'Europe/Paris'])
    for (const typed of ['cet', 'CEST', 'central european'])
      assert.ok(found(typed).includes(zone), typed);
  assert.ok(found('pst').slice(0, 3).includes('America/Los_Angeles'));
  assert.ok(found('ist').includes('Asia/Calcutta') && found('ist').includes('Asia/Jerusalem'));
  assert.ok(found('+05:45').includes('Asia/Katmandu'));
  assert.deepEqual(found('tokyoo'), []);
  assert.equal(found('').length, all.length);
});
