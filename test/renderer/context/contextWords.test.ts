import assert from 'node:assert/strict';
import { test } from 'node:test';

import { edgeWords } from '../../../renderer/features/context/contextWords.ts';
import { detailGroups } from '../../../renderer/features/detail/detailFields.ts';
import { timeDoubt } from '../../../shared/timeDoubt.ts';

test('the edge of a neighbourhood says whether the evidence goes on beyond it', () => {
  assert.deepEqual(
    [
      edgeWords('before', 25, 1204, 'actor'),
      edgeWords('after', 3, 3, 'resource'),
      edgeWords('before', 0, 0, 'everything'),
      edgeWords('after', 0, 0, 'ip'),
    ],
    [
      '25 of 1,204 earlier events of this actor',
      'All 3 later events of this resource: the evidence ends here',
      'The first event of the case in the evidence: nothing earlier',
      'The last event from this address in the evidence: nothing later',
    ],
  );
});

test('what names someone or something offers everything that mentions it; words of every record do not', () => {
  const lines = detailGroups({
    actorEmail: 'alice@acme.example',
    verb: 'update',
    ip: '10.0.0.4',
    targets: [{ type: 'user', id: 'user-2', name: 'Bob', email: null }],
    id: '—',
  }).flatMap(({ fields }) => fields);
  assert.deepEqual(
    lines.map(({ name, mention }) => [name, mention]),
    [
      ['actorEmail', 'alice@acme.example'],
      ['verb', null],
      ['target', 'user-2'],
      ['ip', '10.0.0.4'],
      ['id', null],
    ],
  );
});

test('a time to the minute, or of a zone that nobody knows, is marked; any other is not', () => {
  const mark = (precision: string, zone: string, flags: readonly string[] = []): string | null =>
    timeDoubt(precision, zone, flags)?.mark ?? null;
  assert.deepEqual(
    [
      mark('millisecond', 'in data'),
      mark('minute', 'documented'),
      mark('second', 'assumed'),
      mark('day', 'assumed'),
      mark('second', 'set at import'),
      mark('second', 'assumed', ['clock corrected']),
    ],
    [null, '≈', '?', '≈?', null, '?±'],
  );
});
