import assert from 'node:assert/strict';
import { test } from 'node:test';

import { detailGroups } from '../../../renderer/features/detail/detailFields.ts';
import { flagWords } from '../../../renderer/features/detail/flagWords.ts';
import { treeLines, treeValue } from '../../../renderer/features/detail/jsonTree.ts';
import { maskedPieces, secretsIn } from '../../../renderer/features/detail/secretSpans.ts';
import { excerptOf, excerptRange } from '../../../renderer/features/detail/sourceExcerpt.ts';
import { whyNoActor } from '../../../renderer/features/detail/whyNoActor.ts';
import { recordFlags } from '../../../shared/event.ts';
import { eventDetail } from '../eventDetail.ts';

test('fields stand in their groups, each item of a list and each detail on a line of its own', () => {
  const groups = detailGroups({
    actorName: 'alice',
    actorEmail: null,
    actorRoles: ['OWNER', 'ADMIN'],
    action: 'member.update',
    targets: [{ type: 'user', id: 'u2', name: 'bob', email: null }],
    details: { requestId: 'r-1', size: 12, nested: { a: 1 }, gone: null },
  });
  const told = groups.map(
    ({ title, fields }) =>
      `${title}: ${fields.map(({ name, text, value }) => `${name}=${text.replaceAll(/\s+/g, ' ')}${value === null ? '!' : ''}`).join('; ')}`,
  );
  assert.deepEqual(told, [
    'Who: actorName=alice; actorRoles=OWNER; actorRoles=ADMIN',
    'What: action=member.update',
    'To whom: target=user · bob · u2',
    'Details: details.requestId=r-1; details.size=12; details.nested={ "a": 1 }!',
  ]);
});

test('says why nobody is named', () => {
  const why = (fields: Record<string, string>) => whyNoActor(eventDetail({ fields }));
  assert.equal(why({ actorName: 'alice' }), null);
  assert.match(
    why({ source: 'arcane', action: 'organisation.user.removed' }) ?? '',
    /^Arcane never records who did organisation\.user\.removed/,
  );
  assert.match(why({ actorType: 'SYSTEM' }) ?? '', /did this itself/);
  assert.match(
    why({ source: 'arcane', action: 'entity.created' }) ?? '',
    /logged this event without/,
  );
});

test('every flag that a record can carry is explained', () => {
  assert.deepEqual(
    recordFlags.filter((flag) => flagWords(flag) === flag),
    [],
  );
});

test('the tree opens where it is asked to and keeps every digit of a number', () => {
  const tree = treeValue('{"id":12345678901234567890,"list":[{"a":null}],"n":1.5}');
  assert.ok('value' in tree);
  const lines = treeLines(tree.value, (path, depth) => depth < 1 || path === '/list');
  assert.deepEqual(
    lines.map(({ depth, key, text, value }) => `${depth} ${key} ${text} ${value}`),
    [
      '0 null { 3 fields } null',
      '1 id "12345678901234567890" 12345678901234567890',
      '1 list [ 1 item ] null',
      '2 0 { 1 field } null',
      '1 n 1.5 1.5',
    ],
  );
  assert.ok('problem' in treeValue('a,b,c'));
});

test('a long list is drawn as far as it can be read', () => {
  const lines = treeLines(
    Array.from({ length: 2000 }, (_, at) => at),
    () => true,
  );
  assert.deepEqual([lines.length, lines.at(-1)?.text], [502, '1500 more, see the text']);
});

test('secrets are taken out of the raw text wherever and however they are written', () => {
  const secret = 'sk-lf-0123456789abcdef0123';
  const raw = `{"apiKey":"${secret}","note":"again ${secret}","name":"x"}`;
  const secrets = secretsIn(JSON.parse(raw));
  const shown = maskedPieces(raw, secrets).map(({ text, isSecret }) => (isSecret ? '•' : text));
  assert.equal(shown.join('').includes(secret), false);
  assert.equal(
    maskedPieces(raw, secrets)
      .map(({ text }) => text)
      .join(''),
    raw,
  );
});

test('a record without secrets is one piece', () => {
  assert.deepEqual(maskedPieces('{"a":1}', []), [{ text: '{"a":1}', isSecret: false }]);
});

test('an excerpt is cut at the bytes of the record, in the encoding of the file', () => {
  const file = new TextEncoder().encode('{"n":"ä"}\n{"n":"ö"}\n{"n":"ü"}');
  const record = { offset: 11, length: 10 };
  assert.deepEqual(excerptOf(file, 0, record, 'utf-8'), {
    before: '{"n":"ä"}\n',
    record: '{"n":"ö"}',
    after: '\n{"n":"ü"}',
  });
  assert.deepEqual(excerptRange(10_000, 500), { offset: 8500, length: 3500 });
  assert.ok(excerptRange(10_000, 50_000_000).length <= 262_144);
});
