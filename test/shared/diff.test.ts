import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as fc from 'fast-check';

import { canonicalText, sameJson } from '../../shared/canonicalJson.ts';
import { changeSummary } from '../../shared/changeSummary.ts';
import { changedPaths, diffStates } from '../../shared/diff.ts';
import type { FieldChange, State } from '../../shared/diff.ts';
import type { ChangeKind, JsonValue, Verb } from '../../shared/event.ts';

const json = (value: JsonValue) => JSON.stringify(value);

function shown(change: FieldChange): string {
  if (change.kind === 'added') return `+ ${change.path} ${json(change.after)}`;
  if (change.kind === 'removed') return `- ${change.path} ${json(change.before)}`;
  if (change.kind === 'changed')
    return `${change.path} ${json(change.before)} ${json(change.after)}`;
  return `${change.path} +${json(change.added)} -${json(change.removed)}${change.reordered ? ' reordered' : ''}`;
}

const volatile = ['/updatedAt', '/meta/seen'];

const deep = (depth: number, leaf: number): JsonValue => {
  let value: JsonValue = leaf;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { a: value } : [value];
  return value;
};

describe('two states', () => {
  const cases: readonly (readonly [
    claim: string,
    before: State,
    after: State,
    changes: readonly string[],
    unchanged: number,
  ])[] = [
    ['a field that changed', { a: 1, b: 2 }, { b: 2, a: 3 }, ['/a 1 3'], 1],
    ['fields added and removed', { a: 1 }, { b: null }, ['+ /b null', '- /a 1'], 0],
    ['null is a value', { a: null }, { a: 1 }, ['/a null 1'], 0],
    ['number and text differ', { a: 1 }, { a: '1' }, ['/a 1 "1"'], 0],
    [
      'below',
      { a: { b: { 'c/d': 1, e: 1 } } },
      { a: { b: { 'c/d': 2, e: 1 } } },
      ['/a/b/c~1d 1 2'],
      1,
    ],
    [
      'the order of keys',
      { a: { x: 1, y: [{ p: 1, q: 2 }] } },
      { a: { y: [{ q: 2, p: 1 }], x: 1 } },
      [],
      2,
    ],
    ['an object for a text', { a: {} }, { a: '' }, ['/a {} ""'], 0],
    ['items of a list', { l: ['a', 'b', 'c'] }, { l: ['b', 'c', 'd'] }, ['/l +["d"] -["a"]'], 0],
    ['an item twice', { l: ['a'] }, { l: ['a', 'a'] }, ['/l +["a"] -[]'], 0],
    ['another order', { l: [1, 2, 3] }, { l: [3, 1, 2] }, ['/l +[] -[] reordered'], 0],
    ['lists within a list', { l: [[1], [2]] }, { l: [[1], [3]] }, ['/l +[[3]] -[[2]]'], 0],
    [
      'a list whose items have ids',
      { l: [{ id: 1, r: 'x', s: 0 }, { id: 2 }] },
      { l: [{ id: 3 }, { id: 1, r: 'y', s: 0 }] },
      ['/l +[{"id":3}] -[{"id":2}]', '/l/1/r "x" "y"'],
      2,
    ],
    [
      'an item without an id, changed',
      { l: [{ r: 1, s: 2 }] },
      { l: [{ r: 3, s: 2 }] },
      ['/l/0/r 1 3'],
      1,
    ],
    [
      'ids that repeat',
      { l: [{ id: 1 }, { id: 1 }] },
      { l: [{ id: 1 }] },
      ['/l +[] -[{"id":1}]'],
      0,
    ],
    [
      'what is volatile',
      { updatedAt: 1, meta: { seen: 1, x: 1 } },
      { updatedAt: 2, meta: { x: 2 } },
      ['/meta/x 1 2'],
      0,
    ],
    ['created', undefined, { a: 1, b: { c: 2 } }, ['+ /a 1', '+ /b {"c":2}'], 0],
    ['deleted', { a: 1 }, null, ['- /a 1'], 0],
    ['set to a plain value', null, true, ['+  true'], 0],
    ['plain values', 'a', 'b', [' "a" "b"'], 0],
    ['nothing', undefined, null, [], 0],
    [
      'keys of objects',
      JSON.parse('{"__proto__":{"x":1},"toString":1}'),
      JSON.parse('{"__proto__":{"x":2}}'),
      ['/__proto__/x 1 2', '- /toString 1'],
      0,
    ],
  ];
  for (const [claim, before, after, changes, unchanged] of cases) {
    it(`show ${claim}`, () => {
      const diff = diffStates(before, after, { volatile });
      assert.deepEqual([diff.changes.map(shown), diff.unchanged], [changes, unchanged]);
    });
  }

  it('may be deep', () => {
    assert.equal(changedPaths(deep(512, 1), deep(512, 2), []).length, 1);
    assert.equal(changedPaths(deep(100_000, 1), deep(100_000, 2), []).length, 1);
    assert.equal(sameJson(deep(100_000, 1), deep(100_000, 1)), true);
  });

  it('differ nowhere when they are equal, and somewhere when not', () => {
    const value = fc.json({ maxDepth: 3 }).map((text): JsonValue => JSON.parse(text));
    fc.assert(
      fc.property(value, value, (one, other) => {
        const same = canonicalText(one) === canonicalText(other);
        assert.equal(sameJson(one, other), same);
        const { changes } = diffStates({ v: one }, { v: other }, { volatile: [] });
        assert.equal(changes.length === 0, same);
        assert.deepEqual(diffStates(one, structuredClone(one), { volatile: [] }).changes, []);
      }),
      { numRuns: 2000 },
    );
  });

  it('have changed paths only when both are there', () => {
    assert.deepEqual(changedPaths(undefined, { a: 1 }, []), []);
    assert.deepEqual(changedPaths({ a: 1 }, null, []), []);
    assert.deepEqual(changedPaths({ a: 1 }, { a: 2, b: [] }, []), ['/a', '/b']);
  });
});

describe('a change in a few words', () => {
  const cases: readonly (readonly [State, State, string, ChangeKind?, Verb?])[] = [
    [{ role: 'member', a: 1, b: 1 }, { role: 'owner', a: 2, b: 2 }, 'role: member → owner, +2'],
    [{ s: { x: 1 } }, { s: { x: null } }, 's.x: 1 → null'],
    [undefined, { a: 1, b: 2, c: 3, d: 4, e: 5 }, 'created with 5 fields'],
    [undefined, { a: 1 }, 'created with 1 field', 'snapshot', 'create'],
    [undefined, { a: 1 }, 'after: 1 field, before is missing', 'snapshot', 'update'],
    [undefined, true, 'created with true'],
    [{ a: 1 }, undefined, 'deleted, last known state'],
    [{ a: 1 }, undefined, 'after is missing, last known state', 'snapshot', 'update'],
    [{ a: 1 }, { a: 1 }, 'before and after are equal'],
    [undefined, undefined, ''],
    [undefined, { user: 'bob', role: 'x' }, 'requested user: bob, +1', 'request'],
    [{ l: ['staging'] }, { l: ['production'] }, 'l: +production −staging'],
    [{ l: [1, 2] }, { l: [2, 1] }, 'l: reordered'],
    [{ a: 1 }, {}, 'a: 1 removed'],
    [{}, { a: '' }, 'a: “”'],
    [{ a: 'x\n  y' }, { a: 'z'.repeat(1000) }, `a: x y → ${'z'.repeat(31)}…`],
    [{ a: { name: 'n' } }, { a: [1, 2] }, 'a: n → [2]'],
    [{ apiKey: 'abcdefgh' }, { apiKey: 'ijklmnop' }, 'apiKey: •••• → ••••'],
  ];
  for (const [before, after, words, kind, verb] of cases) {
    it(`says ${words || 'nothing'}`, () => {
      const { changes } = diffStates(before, after, { volatile: [] });
      assert.equal(changeSummary(before, after, changes, kind ?? 'snapshot', verb), words);
    });
  }
});
