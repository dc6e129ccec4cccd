import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Group } from '../../shared/filter.ts';
import { excludeChanged, includeChanged } from '../../shared/filterChanged.ts';
import { parseFilterText, formatFilterText } from '../../shared/filterText.ts';
import {
  addAt,
  choiceOf,
  countConditions,
  countOff,
  exclude,
  include,
  includeTogether,
  release,
  nodeAt,
  only,
  removeAt,
  replaceAt,
  resumeAll,
  searchOf,
  setSearch,
  simplify,
  suspendAll,
  timeOf,
  toggleAt,
  topLevel,
  withTime,
  withoutTime,
} from '../../shared/filterTree.ts';

type Edit = (filter: Group) => Group;
const node = (text: string) => {
  const [first] = topLevel(parseFilterText(text));
  if (first === undefined) throw new Error('no node');
  return first;
};

describe('edits of a filter', () => {
  const cases: readonly (readonly [claim: string, before: string, edit: Edit, after: string])[] = [
    ['include on nothing', '', (f) => include(f, 'action', 'a'), 'action = a'],
    [
      'include of a second value',
      'action = a',
      (f) => include(f, 'action', 'b'),
      'action in (a, b)',
    ],
    ['include of the same value', 'action = a', (f) => include(f, 'action', 'a'), 'action = a'],
    [
      'include keeps its chip in place',
      'action in (a, b) AND ip = 1.1.1.1',
      (f) => include(f, 'action', 'c'),
      'action in (a, b, c) AND ip = 1.1.1.1',
    ],
    [
      'include on another field',
      'action = a',
      (f) => include(f, 'verb', 'x'),
      'action = a AND verb = x',
    ],
    [
      'include beside a pattern',
      'action ~ a*',
      (f) => include(f, 'action', 'b'),
      'action ~ a* AND action = b',
    ],
    [
      'include beside what is off',
      'off(action = a)',
      (f) => include(f, 'action', 'b'),
      'off(action = a) AND action = b',
    ],
    ['include none', '', (f) => include(f, 'ip', null), 'NOT exists ip'],
    [
      'include none beside a value',
      'ip = x',
      (f) => include(f, 'ip', null),
      'ip = x OR NOT exists ip',
    ],
    [
      'include a value beside none',
      'verb = x AND (ip = x OR NOT exists ip)',
      (f) => include(f, 'ip', 'y'),
      'verb = x AND (ip in (x, y) OR NOT exists ip)',
    ],
    [
      'include of what was excluded',
      'action !in (a, b)',
      (f) => include(f, 'action', 'a'),
      'action != b AND action = a',
    ],
    [
      'include none where it was excluded',
      'exists ip',
      (f) => include(f, 'ip', null),
      'NOT exists ip',
    ],
    ['exclude on nothing', '', (f) => exclude(f, 'action', 'a'), 'action != a'],
    [
      'exclude of a second value',
      'action != a',
      (f) => exclude(f, 'action', 'b'),
      'action !in (a, b)',
    ],
    [
      'exclude of one of several included',
      'action in (a, b)',
      (f) => exclude(f, 'action', 'a'),
      'action = b',
    ],
    ['exclude of the one included', 'action = a', (f) => exclude(f, 'action', 'a'), 'action != a'],
    ['exclude none', 'action = a', (f) => exclude(f, 'ip', null), 'action = a AND exists ip'],
    ['exclude none twice', 'exists ip', (f) => exclude(f, 'ip', null), 'exists ip'],
    [
      'exclude none from included',
      'ip = x OR NOT exists ip',
      (f) => exclude(f, 'ip', null),
      'ip = x',
    ],
    [
      'only drops what else speaks of the field',
      'action in (a, b) AND verb = x AND NOT action ~ c* AND (action = d OR verb = y)',
      (f) => only(f, 'action', 'z'),
      'verb = x AND (action = d OR verb = y) AND action = z',
    ],
    [
      'include a branch beside a value',
      'actionPath = a',
      (f) => include(f, 'actionPath', { branch: 'b.c' }),
      'actionPath = a OR actionPath ~ b.c.*',
    ],
    [
      'include a branch whose name has the signs of a pattern',
      '',
      (f) => include(f, 'actionPath', { branch: 'a*b' }),
      'actionPath ~ a\\*b.*',
    ],
    [
      'exclude inside an included branch',
      'actionPath ~ a.*',
      (f) => exclude(f, 'actionPath', 'a.b'),
      'actionPath ~ a.* AND actionPath != a.b',
    ],
    [
      'exclude of an included branch',
      'actionPath = a OR actionPath ~ b.*',
      (f) => exclude(f, 'actionPath', { branch: 'b' }),
      'actionPath = a',
    ],
    [
      'exclude of two branches',
      'actionPath !~ a.*',
      (f) => exclude(f, 'actionPath', { branch: 'b' }),
      'actionPath !~ a.* AND actionPath !~ b.*',
    ],
    [
      'release what is included',
      'actionPath in (a, b) AND ip = x',
      (f) => release(f, 'actionPath', 'a'),
      'actionPath = b AND ip = x',
    ],
    [
      'release an excluded branch',
      'actionPath !~ a.* AND ip = x',
      (f) => release(f, 'actionPath', { branch: 'a' }),
      'ip = x',
    ],
    [
      'include a changed path beside another',
      'changed /role AND ip = x',
      (f) => includeChanged(f, '/labels'),
      '(changed /role OR changed /labels) AND ip = x',
    ],
    [
      'exclude a changed path',
      'ip = x AND NOT changed /a',
      (f) => excludeChanged(f, '/b'),
      'ip = x AND NOT (changed /a OR changed /b)',
    ],
    [
      'exclude of the one included path',
      'changed /a',
      (f) => excludeChanged(f, '/a'),
      'NOT changed /a',
    ],
    [
      'include of an excluded path',
      'NOT (changed /a OR changed /b)',
      (f) => includeChanged(f, '/a'),
      'NOT changed /b AND changed /a',
    ],
    [
      'exclude of one of several included paths',
      'changed /a OR changed /b',
      (f) => excludeChanged(f, '/b'),
      'changed /a',
    ],
    ['only none', 'ip = x', (f) => only(f, 'ip', null), 'NOT exists ip'],
    [
      'include together',
      'ip = x',
      (f) =>
        includeTogether(f, [
          ['category', 'Users'],
          ['action', 'Created'],
        ]),
      'ip = x AND (category = Users AND action = Created)',
    ],
    [
      'include together twice',
      'ip = x AND (category = Users AND action = Created)',
      (f) =>
        includeTogether(f, [
          ['category', 'Roles'],
          ['action', 'Created'],
        ]),
      'ip = x AND ((category = Users AND action = Created) OR (category = Roles AND action = Created))',
    ],
    ['search', 'action = a', (f) => setSearch(f, 'two words'), '"two words" AND action = a'],
    ['another search', 'action = a AND one', (f) => setSearch(f, 'two'), 'action = a AND two'],
    ['no search', 'one AND action = a', (f) => setSearch(f, ' '), 'action = a'],
    ['search beside what is off', 'off(one)', (f) => setSearch(f, 'two'), 'two AND off(one)'],
    [
      'time from',
      'action = a',
      (f) => withTime(f, '-7d', null),
      'action = a AND occurredAt >= -7d',
    ],
    [
      'time from and to, in place of another',
      'occurredAt = 2026 AND action = a AND off(occurredAt > 2025)',
      (f) => withTime(f, '2026-01-01', '2026-02-01'),
      '(occurredAt >= 2026-01-01 AND occurredAt < 2026-02-01) AND action = a',
    ],
    ['no time', 'occurredAt > 2026 AND action = a', (f) => withTime(f, null, null), 'action = a'],
    [
      'without time',
      '(occurredAt > 2026 OR action = a) AND occurredAt < 2027',
      withoutTime,
      'occurredAt > 2026 OR action = a',
    ],
    [
      'suspend all',
      'action = a AND (verb = b OR off(ip = x))',
      suspendAll,
      'off(action = a) AND off(verb = b OR off(ip = x))',
    ],
    [
      'resume all',
      'off(action = a) AND off(verb = b OR off(ip = x))',
      resumeAll,
      'action = a AND (verb = b OR ip = x)',
    ],
    ['toggle', 'action = a AND b', (f) => toggleAt(f, [0]), 'off(action = a) AND b'],
    ['toggle inside', 'a AND (b OR off(c))', (f) => toggleAt(f, [1, 1]), 'a AND (b OR c)'],
    ['remove', 'a AND b', (f) => removeAt(f, [0]), 'b'],
    ['remove inside', 'a AND (b OR c)', (f) => removeAt(f, [1, 0]), 'a AND c'],
    ['remove of nothing', 'a', (f) => removeAt(f, [3, 1]), 'a'],
    ['replace', 'a AND b', (f) => replaceAt(f, [1], node('verb = x')), 'a AND verb = x'],
    ['add', 'a AND (b OR c)', (f) => addAt(f, [1], node('d')), 'a AND (b OR c OR d)'],
  ];
  for (const [claim, before, edit, after] of cases) {
    it(`${claim}: ${before || 'everything'} becomes ${after}`, () => {
      assert.equal(formatFilterText(edit(parseFilterText(before))), after);
    });
  }

  it('say what the chips say of a value', () => {
    const filter = parseFilterText(
      'action in (a, b) AND verb != c AND exists ip AND off(source = d)',
    );
    assert.deepEqual(
      [
        choiceOf(filter, 'action', 'a'),
        choiceOf(filter, 'action', 'c'),
        choiceOf(filter, 'verb', 'c'),
        choiceOf(filter, 'ip', null),
        choiceOf(filter, 'source', 'd'),
      ],
      ['included', null, 'excluded', 'excluded', null],
    );
  });

  it('find the time chip', () => {
    const filter = withTime(parseFilterText('a AND b'), '2026-01-01', '2026-02-01');
    assert.deepEqual(timeOf(filter), {
      from: '2026-01-01',
      to: '2026-02-01',
      paths: [[2]],
      off: false,
    });
    const alone = simplify(withTime(parseFilterText(''), '2026-01-01', '2026-02-01'));
    assert.deepEqual(timeOf(alone), {
      from: '2026-01-01',
      to: '2026-02-01',
      paths: [[0], [1]],
      off: false,
    });
    assert.deepEqual(timeOf(parseFilterText('occurredAt >= 2026 AND off(occurredAt < 2027)')), {
      from: '2026',
      to: null,
      paths: [[0]],
      off: false,
    });
    assert.deepEqual(timeOf(toggleAt(filter, [2]))?.off, true);
    assert.equal(timeOf(parseFilterText('a AND occurredAt = 2026')), null);
  });

  it('count and find', () => {
    const filter = parseFilterText('off(a) AND (b OR off(c AND off(d))) AND action = e');
    assert.deepEqual([countOff(filter), countConditions(filter), searchOf(filter)], [2, 5, '']);
    assert.equal(searchOf(parseFilterText('action = b AND x')), 'x');
    assert.deepEqual(nodeAt(filter, [1, 0]), node('b'));
    assert.equal(nodeAt(filter, [0, 0]), null);
    assert.deepEqual(simplify(filter), filter);
  });
});
