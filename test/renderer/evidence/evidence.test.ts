import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import {
  bytesEquation,
  recordsEquation,
} from '../../../renderer/features/evidence/balanceWords.ts';
import {
  draftOf,
  isSameMapping,
  mappingOf,
} from '../../../renderer/features/evidence/mappingDraft.ts';
import { isContainer } from '../../../renderer/features/evidence/originalRows.ts';
import {
  periodWords,
  readAgainWords,
  timesWords,
  zoneWords,
} from '../../../renderer/features/evidence/originalWords.ts';
import { pathsText, readPaths } from '../../../renderer/features/evidence/pathsText.ts';
import type { OriginalInfo } from '../../../shared/importResult.ts';
import type { Mapping } from '../../../shared/mapping.ts';

const balance = {
  records: { total: 48_248, new: 48_211, duplicate: 0, conflicting: 0, rejected: 37 },
  bytes: { total: 40, decoded: 100, header: 10, records: 80, separators: 6, rejected: 4 },
};

function original(overrides: Partial<OriginalInfo>): OriginalInfo {
  return {
    ...balance,
    original: 1,
    name: 'audit.json',
    parent: null,
    container: 'plain',
    source: 'langfuse',
    sourceLabel: 'Langfuse',
    reader: 'json-array',
    mapping: null,
    sha256: '',
    importedAt: '2026-06-18T00:00:00.000Z',
    importedBy: 'A',
    givenAs: 'audit.json',
    fetched: null,
    from: null,
    to: null,
    zone: 'UTC',
    precision: 'millisecond',
    events: 1,
    warnings: [],
    aside: null,
    ...overrides,
  };
}

const mapping: Mapping = {
  version: 1,
  source: 'own',
  label: 'Own',
  fields: { occurredAt: ['/at'], actorId: ['/who', '/by, whom'] },
  time: { format: 'auto', zone: null, zoneSource: 'assumed' },
  uniqueId: false,
  changeKind: 'none',
};

test('an equation names every part, and says when its parts do not add up', () => {
  const records = recordsEquation(balance);
  assert.deepEqual(
    [records.total, ...records.parts.map(({ count, words }) => `${count} ${words}`)],
    [48_248, '48211 new', '0 duplicate', '0 same id, different content', '37 rejected'],
  );
  assert.deepEqual(
    [
      records.balances,
      bytesEquation(balance).balances,
      recordsEquation({ records: { ...balance.records, rejected: 36 } }).balances,
    ],
    [true, true, false],
  );
});

test('what was given in an archive is no container itself, and neither is an empty file', () => {
  const originals = [
    original({ container: 'gzip', reader: null }),
    original({ container: 'gzip', parent: 1 }),
    original({ reader: null }),
  ];
  assert.deepEqual(originals.map(isContainer), [true, false, false]);
});

test('a period is told in the zone on screen, and a single time once', () => {
  const [from, to] = ['2026-06-18T22:00:00.000Z', '2026-06-19T01:00:00.000Z'];
  assert.deepEqual(
    [
      periodWords({ from, to }, 'Europe/Berlin'),
      periodWords({ from, to: from }, 'UTC'),
      periodWords({ from: null, to: null }, 'UTC'),
    ],
    ['2026-06-19 00:00 – 2026-06-19 03:00', '2026-06-18 22:00', null],
  );
});

test('times without a zone say that it is assumed', () => {
  assert.deepEqual(
    [
      timesWords({ mapping, precision: 'minute' }),
      timesWords({
        mapping: { ...mapping, time: { ...mapping.time, zone: 'Asia/Kolkata' } },
        precision: 'second, minute',
      }),
      timesWords({ mapping: null, precision: '' }),
    ],
    ['UTC assumed · minute', 'Asia/Kolkata · second, minute', ''],
  );
});

test('reading a file again tells how many events there are now and were before', () => {
  const now = { ...balance, events: 2 };
  assert.equal(
    readAgainWords(original({ original: 3 }), now),
    'E3 was read again: 2 events, 1 event before, 37 rejected records. The way it was read before stays in the custody log.',
  );
});

test('paths survive the way through their text, whatever characters headers have', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, unit: 'grapheme' })), (paths) => {
      assert.deepEqual(readPaths(pathsText(paths)), paths);
    }),
  );
  assert.deepEqual(readPaths(' /a ,, "b, c" ,d e '), ['/a', 'b, c', 'd e']);
  assert.throws(() => readPaths('/a, "b'), SyntaxError);
});

test('a draft gives its mapping back, and names the field that cannot be read', () => {
  const draft = draftOf(mapping);
  const back = mappingOf(draft);
  assert.ok(!('badField' in back) && isSameMapping(mapping, back));
  assert.deepEqual(mappingOf({ ...draft, texts: new Map([['ip', '"x']]) }), { badField: 'ip' });
});

test('a zone is named once, with who said so', () => {
  const words = (zone: string | null, zoneSource: Mapping['time']['zoneSource']) =>
    zoneWords({ time: { format: 'auto', zone, zoneSource } });
  assert.equal(words(null, 'assumed'), 'UTC, assumed where a time has none');
  assert.equal(words('UTC', 'documented'), 'UTC, as the product documents');
  assert.equal(words('Europe/Berlin', 'set at import'), 'Europe/Berlin, as said by the auditor');
});
