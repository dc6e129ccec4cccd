import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { filterSentence, nodeSentence } from '../../shared/filterSentence.ts';
import { parseFilterText } from '../../shared/filterText.ts';

describe('a filter in English', () => {
  const cases: readonly (readonly [text: string, sentence: string])[] = [
    ['', 'every event'],
    [
      'action ~ organisation.user.* AND actor != ci-bot',
      'action matches organisation.user.* and actor is not ci-bot (or has none)',
    ],
    ['verb in (create, delete)', 'kind of action is create or delete'],
    ['verb !in (create, delete)', 'kind of action is neither create nor delete (or has none)'],
    [
      'ip !contains 10. OR ip !~ 10.*',
      'IP address does not contain 10. (or has none) or IP address does not match 10.* (or has none)',
    ],
    ['actor starts "al b"', 'actor starts with “al b”'],
    [
      'a AND (b OR c)',
      'the record contains a and (the record contains b or the record contains c)',
    ],
    ['NOT (a OR b)', 'none of: (the record contains a or the record contains b)'],
    ['NOT exists ip', 'not (IP address is given)'],
    ['changed /role', '/role was changed'],
    [
      'occurredAt >= -7d AND occurredAt < 2026-02',
      'time is 7 days before the newest event or after and time is before 2026-02 (Asia/Tokyo)',
    ],
    ['occurredAt = "2026-02-17 15:34Z"', 'time is within 2026-02-17 15:34Z'],
    ['occurredAt != 2026', 'time is not within 2026 (Asia/Tokyo) (or has none)'],
    ['offset >= 5 AND offset < 9', 'offset in bytes is 5 or above and offset in bytes is below 9'],
    ['raw./a/b = x', 'raw./a/b is x'],
    [
      'a AND off(verb = x)',
      'the record contains a; left out, since switched off: kind of action is x',
    ],
    [
      'off(a OR b)',
      'every event; left out, since switched off: (the record contains a or the record contains b)',
    ],
    [
      'a OR (b AND off(c))',
      'the record contains a or the record contains b; left out, since switched off: the record contains c',
    ],
  ];
  for (const [text, sentence] of cases) {
    it(`says ${text || 'everything'}`, () => {
      assert.equal(filterSentence(parseFilterText(text), { zone: 'Asia/Tokyo' }), sentence);
    });
  }

  it('says one chip, on or off', () => {
    const [first] = parseFilterText('off(verb = x)').items;
    assert.ok(first);
    assert.equal(nodeSentence(first, { zone: 'UTC' }), 'kind of action is x');
  });
});
