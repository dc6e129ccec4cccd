import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as fc from 'fast-check';

import {
  changedPathMatcher,
  containsFolded,
  foldCase,
  patternMatcher,
  startsFolded,
} from '../../shared/pattern.ts';

const changed = ['/role', '/role/name', '/roles', '/a/role'];
const fits = (path: string) => changed.filter(changedPathMatcher(path));

describe('patterns', () => {
  const cases: readonly (readonly [pattern: string, text: string, fits: boolean])[] = [
    ['organisation.user.*', 'organisation.user.create', true],
    ['organisation.user.*', 'organisation_user_create', false],
    ['organisation.user.*', 'an organisation.user.create', false],
    ['project_create', 'project_create', true],
    ['project_create', 'project-create', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['?', '', false],
    ['?', 'ab', false],
    ['a?c', 'abc', true],
    ['a?c', 'a😀c', true],
    ['??', '😀', false],
    ['*?', '😀', true],
    ['*??', '😀', false],
    ['?*?', 'ab', true],
    ['?*?', 'a', false],
    ['a*a', 'a', false],
    ['ab*ba', 'aba', false],
    ['ab*ba', 'abba', true],
    ['*b*b*', 'ab', false],
    ['*b*b*', 'abcb', true],
    ['*a?b*', 'aaab', true],
    ['*.DELETE', 'Key.delete', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a\\?b', 'a?b', true],
    ['a\\?b', 'axb', false],
    ['a\\\\b', 'a\\b', true],
    ['c:\\users\\*', 'C:\\Users*', true],
    ['a\\b', 'a\\b', true],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
    ['^a$', '^a$', true],
    ['ÄRGER*', 'ärgerlich', true],
    ['strasse', 'straße', false],
    ['STRAẞE', 'straße', true],
    ['ΟΔΟΣ', 'οδος', true],
    ['line*end', 'line\nend', true],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${JSON.stringify(pattern)} ${expected ? 'fits' : 'does not fit'} ${JSON.stringify(text)}`, () => {
      assert.equal(patternMatcher(pattern)(text), expected);
    });
  }

  it('agree with a regular expression on short texts', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const regex = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'isu');
        assert.equal(patternMatcher(pattern)(text), regex.test(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('cannot be made slow', () => {
    const text = 'a'.repeat(100_000);
    const started = performance.now();
    assert.equal(patternMatcher('*a'.repeat(400) + 'b')(text), false);
    assert.equal(patternMatcher(`${'*a?'.repeat(300)}b*`)(text), false);
    assert.ok(performance.now() - started < 2000);
  });

  it('of a changed path hold for it and what lies below', () => {
    assert.deepEqual(fits('/role'), ['/role', '/role/name']);
    assert.deepEqual(fits('role'), ['/role', '/role/name']);
    assert.deepEqual(fits('/*/role'), ['/a/role']);
    assert.deepEqual(fits('*role'), ['/role', '/role/name', '/a/role']);
  });
});

describe('folding', () => {
  it('is the simple folding of Unicode, for every code point', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x1ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const char = String.fromCodePoint(code);
      const folded = foldCase(char);
      // Regular expressions with `iu` compare by simple folding.
      if (folded.length !== char.length) wrong.push(`${code.toString(16)} length`);
      if (folded === char && char.toLowerCase() === char && char.toUpperCase() === char) continue;
      const same = new RegExp(`^\\u{${code.toString(16)}}$`, 'iu');
      for (const other of [folded, char.toLowerCase(), char.toUpperCase()]) {
        if (Array.from(other).length !== 1) continue;
        if (same.test(other) !== (foldCase(other) === folded))
          wrong.push(`${code.toString(16)} ${other}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('finds and starts ignoring case', () => {
    assert.equal(containsFolded('Der ÄRGER', foldCase('ärg')), true);
    assert.equal(containsFolded('Der ÄRGER', foldCase('arg')), false);
    assert.equal(startsFolded('ΣΑΣ', foldCase('σας')), true);
    assert.equal(startsFolded('İstanbul', foldCase('i')), false);
  });
});
