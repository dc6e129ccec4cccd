import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as fc from 'fast-check';

import { ExpectedError } from '../../shared/failure.ts';
import { fields } from '../../shared/field.ts';
import { everything, makeCondition, makeGroup } from '../../shared/filter.ts';
import type { FilterNode, Group, Operator } from '../../shared/filter.ts';
import { checkFilter, operatorsOf } from '../../shared/filterCheck.ts';
import { activeFilter, normalFilter } from '../../shared/filterNormal.ts';
import { formatFilterText, parseFilterText } from '../../shared/filterText.ts';

const is = (field: string, value: string) => makeCondition(field, 'is', [value]);
const a = makeCondition('', 'search', ['a']);
const b = makeCondition('', 'search', ['b']);
const c = makeCondition('', 'search', ['c']);

function refusal(text: string): readonly [number | undefined, string] {
  try {
    parseFilterText(text);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'bad-filter') {
      return [error.at, error.message];
    }
    throw error;
  }
  throw new Error(`was accepted: ${text}`);
}

describe('filter text', () => {
  const readings: readonly (readonly [string, readonly FilterNode[]])[] = [
    ['', []],
    ['  \n ', []],
    ['action = login', [is('action', 'login')]],
    ['ACTION=login', [is('action', 'login')]],
    ['action != login', [makeCondition('action', 'isNot', ['login'])]],
    ['action ~ organisation.*', [makeCondition('action', 'matches', ['organisation.*'])]],
    ['action !~ "a b\\\\*"', [makeCondition('action', 'notMatches', ['a b\\*'])]],
    ['actor contains "say \\"hi\\""', [makeCondition('actor', 'contains', ['say "hi"'])]],
    ['actor !CONTAINS bot', [makeCondition('actor', 'notContains', ['bot'])]],
    ['actor Starts al', [makeCondition('actor', 'starts', ['al'])]],
    ['verb in (create, "de lete")', [makeCondition('verb', 'in', ['create', 'de lete'])]],
    ['verb !in(a,b)', [makeCondition('verb', 'notIn', ['a', 'b'])]],
    ['offset >= 5', [makeCondition('offset', 'gte', ['5'])]],
    ['offset<5', [makeCondition('offset', 'lt', ['5'])]],
    ['occurredAt > -7d', [makeCondition('occurredAt', 'gt', ['-7d'])]],
    ['occurredAt = "2026-02-17 15:34"', [is('occurredAt', '2026-02-17 15:34')]],
    ['ip = 10.0.0.0/8', [is('ip', '10.0.0.0/8')]],
    ['ip = "999.1.1.1"', [is('ip', '999.1.1.1')]],
    ['ip = localhost', [is('ip', 'localhost')]],
    ['exists ip', [makeCondition('ip', 'exists', [])]],
    ['changed /role', [makeCondition('', 'changed', ['/role'])]],
    ['changed contains role', [makeCondition('changed', 'contains', ['role'])]],
    ['changed = /role', [is('changed', '/role')]],
    ['exists', [makeCondition('', 'search', ['exists'])]],
    ['"two words"', [makeCondition('', 'search', ['two words'])]],
    ['raw./a~1b/0 = x', [is('raw./a~1b/0', 'x')]],
    ['details."Role ID" = x', [is('details.Role ID', 'x')]],
    ['exists before."/a b"', [makeCondition('before./a b', 'exists', [])]],
    ['a and b AND c', [a, b, c]],
    ['a or b', [makeGroup('any', [a, b])]],
    ['(a AND b) OR c', [makeGroup('any', [makeGroup('all', [a, b]), c])]],
    ['NOT a AND b', [makeGroup('none', [a]), b]],
    ['not (a OR b)', [makeGroup('none', [a, b])]],
    ['NOT (a AND b)', [makeGroup('none', [makeGroup('all', [a, b])])]],
    ['NOT NOT a', [makeGroup('none', [makeGroup('none', [a])])]],
    ['((a))', [a]],
    ['off(a) AND b', [{ ...a, off: true }, b]],
    ['OFF(a OR b)', [makeGroup('any', [a, b], true)]],
    ['off(NOT a)', [makeGroup('none', [a], true)]],
    ['off', [makeCondition('', 'search', ['off'])]],
  ];
  for (const [text, items] of readings) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseFilterText(text), makeGroup('all', items));
    });
  }

  const refusals: readonly (readonly [string, number, RegExp])[] = [
    ['a AND b OR c', 8, /\(a AND b\) OR c or a AND \(b OR c\)\.$/],
    ['a OR b AND c', 7, /a OR \(b AND c\) or \(a OR b\) AND c\.$/],
    ['foo bar', 4, /foo AND bar .*"foo bar"/],
    ['action = foo bar', 13, /foo AND bar/],
    ['actr = x', 0, /Did you mean actor\?/],
    ['user = bob', 0, /Did you mean actor\?/],
    ['zzzzzzzz = 1', 0, /no field “zzzzzzzz”\.$/],
    ['a AND resorceType = 1', 6, /Did you mean resourceType\?/],
    ['raw.x = 1', 0, /slash/],
    ['offset > abc', 9, /number/],
    ['offset contains 1', 7, /is a number/],
    ['actorRoles > 1', 11, /no order/],
    ['occurredAt = 2026-02-30', 13, /no such day/],
    ['occurredAt > tomorrow', 13, /not a time/],
    ['occurredAt > "2026-02-03 25:00"', 13, /no such time/],
    ['ip = 1.2.3.4/77', 5, /range of addresses/],
    ['ip in (10.0.0.1, 1.2/8)', 17, /range of addresses/],
    ['ip = 999.1.1.1', 5, /no such address/],
    ['ip in (10.0.0.1, 10.0.0.256)', 17, /no such address/],
    ['ip != 1::2::3', 6, /no such address/],
    ['actor = "x', 8, /not closed/],
    ['"x', 0, /not closed/],
    ['actor = x"y"', 9, /middle/],
    ['actor = "x"y', 11, /blank/],
    ['(a', 0, /not closed/],
    ['a)', 1, /no opening/],
    ['()', 0, /nothing between/],
    ['action =', 8, /missing after “=”/],
    ['action = AND b', 9, /put it in quotes/],
    ['action == b', 8, /enough/],
    ['action in b', 10, /in \(a, b\)/],
    ['action in (b c)', 13, /commas/],
    ['action in (b', 10, /not closed/],
    ['action in ()', 11, /missing/],
    ['= b', 0, /field is missing/],
    ['AND b', 0, /missing before/],
    ['a AND', 5, /too early/],
    ['!a', 0, /NOT/],
    ['a, b', 1, /does not belong/],
    ['"action" = b', 0, /without quotes/],
  ];
  for (const [text, at, message] of refusals) {
    it(`refuses ${JSON.stringify(text)} at its place`, () => {
      const [place, words] = refusal(text);
      assert.equal(place, at);
      assert.match(words, message);
    });
  }

  it('refuses what is too deep, too long or too much', () => {
    const nested = (depth: number): Group =>
      depth === 0
        ? makeGroup('any', [a, b])
        : makeGroup('any', [a, nested(depth - 1), makeGroup('none', [b])]);
    assert.doesNotThrow(() => checkFilter(makeGroup('all', [nested(8), a])));
    assert.throws(() => checkFilter(makeGroup('all', [nested(12), a])), /10 deep/);
    assert.throws(
      () => parseFilterText('(a OR (b AND '.repeat(60) + 'a' + '))'.repeat(60)),
      /deep/,
    );
    assert.throws(() => parseFilterText('('.repeat(50_000)), /deep/);
    assert.throws(() => parseFilterText('NOT '.repeat(50_000)), /deep/);
    assert.throws(
      () => parseFilterText(Array.from({ length: 201 }, () => 'a').join(' OR ')),
      /200/,
    );
    assert.doesNotThrow(() => parseFilterText(`action ~ ${'x'.repeat(1000)}`));
    assert.throws(() => parseFilterText(`action ~ ${'x'.repeat(1001)}`), /1000/);
    assert.throws(() => checkFilter(makeGroup('all', [is('nope', 'x')])), /no field/);
    assert.throws(() => checkFilter(makeGroup('all', [makeCondition('ip', 'is', [])])), /missing/);
  });

  it('gives the normal form of any tree back', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        assert.deepEqual(parseFilterText(formatFilterText(tree)), normalFilter(tree));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads back its own text as the same text, and a normal form is its own', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const text = formatFilterText(tree);
        assert.equal(formatFilterText(parseFilterText(text)), text);
        assert.deepEqual(normalFilter(normalFilter(tree)), normalFilter(tree));
        checkFilter(tree);
      }),
      { numRuns: 300 },
    );
  });

  it('answers any text with a tree or with a place in it', () => {
    const bits = [
      'a',
      'action',
      ' ',
      ' ',
      '=',
      '!=',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      '"',
      '\\',
      ',',
      'in',
      'off(',
      '!',
      '~',
      'exists',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 3 }))),
        (parts) => {
          const text = parts.join('');
          try {
            const tree = parseFilterText(text);
            assert.deepEqual(parseFilterText(formatFilterText(tree)), tree);
          } catch (error) {
            if (!(error instanceof ExpectedError)) throw error;
            assert.equal(error.code, 'bad-filter');
            assert.ok(error.at !== undefined && error.at >= 0 && error.at <= text.length);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the active filter', () => {
  it('has nothing that is off, and no group of which nothing is left', () => {
    const off = { ...a, off: true };
    assert.deepEqual(activeFilter(makeGroup('all', [off, b])), makeGroup('all', [b]));
    assert.deepEqual(activeFilter(makeGroup('none', [makeGroup('any', [off])])), everything);
    assert.deepEqual(activeFilter(makeGroup('any', [b], true)), everything);
    assert.deepEqual(
      activeFilter(makeGroup('any', [b, makeGroup('none', [c, off])])),
      makeGroup('all', [makeGroup('any', [b, makeGroup('none', [c])])]),
    );
  });
});

const fieldNames = [
  ...fields.map((field) => field.name),
  'raw./a/b',
  'raw./a "b" \\ =(',
  'before./role',
  'details.Role ID',
  'details.x',
];
const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ minLength: 1, maxLength: 8, unit: 'binary' }),
  fc.constantFrom(
    'AND',
    'or',
    'Not',
    'off',
    'in',
    'exists',
    'changed',
    'contains',
    'starts',
    'a b',
    '"',
    '\\',
    '\\"',
    '*',
    '\\*',
    '-7d',
    '10.0.0.0/8',
    'x,y',
  ),
);

function valueOf(name: string): fc.Arbitrary<string> {
  const kind = fields.find((field) => field.name === name)?.kind;
  if (kind === 'number') return fc.integer({ min: -1000, max: 1_000_000 }).map(String);
  if (kind === 'time') {
    return fc.constantFrom(
      '-7d',
      '2026',
      '2026-02',
      '2026-02-17',
      '2026-02-17 15:34',
      '2026-02-17T15:34:05.123Z',
    );
  }
  return kind === 'ip'
    ? fc.constantFrom('10.0.0.1', '10.0.0.0/8', '2001:db8::/32', '999.1.1.1', 'localhost', 'x y')
    : words;
}

const fieldConditions: fc.Arbitrary<FilterNode> = fc
  .constantFrom(...fieldNames)
  .chain((name) => {
    const kind = fields.find((field) => field.name === name)?.kind ?? 'text';
    return fc.tuple(fc.constant(name), fc.constantFrom(...operatorsOf(kind)));
  })
  .chain(([name, op]) => {
    const count = counts(op);
    return fc
      .tuple(fc.array(valueOf(name), count), fc.boolean())
      .map(([values, off]) => makeCondition(name, op, values, off));
  });

function counts(op: Operator): { readonly minLength: number; readonly maxLength: number } {
  if (op === 'exists') return { minLength: 0, maxLength: 0 };
  return { minLength: 1, maxLength: op === 'in' || op === 'notIn' ? 3 : 1 };
}

const conditions = fc.oneof(
  { weight: 4, arbitrary: fieldConditions },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom<Operator>('search', 'changed'), words, fc.boolean())
      .map(([op, value, off]) => makeCondition('', op, [value], off)),
  },
);

const { tree: trees } = fc.letrec<{ tree: Group; node: FilterNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 4, depthIdentifier: 'filter' }, conditions, tie('tree')),
  tree: fc
    .tuple(
      fc.constantFrom('all' as const, 'any' as const, 'none' as const),
      fc.array(tie('node'), { maxLength: 4, depthIdentifier: 'filter' }),
      fc.boolean(),
    )
    .map(([join, items, off]) => makeGroup(join, items, off)),
}));
