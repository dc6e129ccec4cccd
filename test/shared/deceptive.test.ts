import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { markDeceptive, visibleText } from '../../shared/deceptive.ts';
import { looksSecret } from '../../shared/secret.ts';

describe('deceptive text', () => {
  it('shows every listed code point as a token', () => {
    const ranges = [
      [0x00, 0x08],
      [0x0b, 0x1f],
      [0x7f, 0x9f],
      [0xad, 0xad],
      [0x61c, 0x61c],
      [0x200b, 0x200f],
      [0x2028, 0x202e],
      [0x2060, 0x206f],
      [0xfe00, 0xfe0f],
      [0xfeff, 0xfeff],
      [0xfff9, 0xfffb],
      [0xe0000, 0xe007f],
      [0xe0100, 0xe01ef],
      [0xd800, 0xd800],
      [0xdfff, 0xdfff],
    ] as const;
    for (const [from, to] of ranges) {
      for (let code = from; code <= to; code++) {
        const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
        assert.deepEqual(markDeceptive(`a${String.fromCodePoint(code)}b`), [
          { text: 'a', token: false },
          { text: name, token: true },
          { text: 'b', token: false },
        ]);
      }
    }
  });

  const cases: readonly (readonly [string, string])[] = [
    ['', ''],
    ['plain text, ünïcode, 日本語, 😀', 'plain text, ünïcode, 日本語, 😀'],
    ['tab\tand\nnewline\r\n', 'tab\tand\nnewline\r\n'],
    ['a\rb', 'a⟨U+000D⟩b'],
    ['user\u202egnp.exe', 'user⟨U+202E⟩gnp.exe'],
    ['\u200b\u200b', '⟨U+200B⟩⟨U+200B⟩'],
    ['\u0000', '⟨U+0000⟩'],
    ['\u0430dmin', '⟨U+0430⟩dmin'],
    ['b\u043eb_1 администратор Αθήνα', 'b⟨U+043E⟩b_1 администратор Αθήνα'],
    ['5 µs', '5 µs'],
  ];
  for (const [text, expected] of cases) {
    it(`shows ${JSON.stringify(text)}`, () => assert.equal(visibleText(text), expected));
  }
});

describe('secrets', () => {
  const secrets: readonly (readonly [string, string])[] = [
    ['/password', 'hunter22'],
    ['/after/clientSecret', 'abcdefgh'],
    ['details.api_key', 'abcdefgh'],
    ['/tokens/0', 'abcdefgh'],
    ['/config/accessToken', 'abcdefgh'],
    ['/x', '-----BEGIN RSA PRIVATE KEY-----\nabc'],
    ['/x', 'key is AKIAIOSFODNN7EXAMPLE'],
    ['/x', 'sk-proj-abcdefghijklmnop1234'],
    ['/x', 'sk-lf-12345678-1234-1234-1234-123456789012'],
    ['/x', `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`],
    ['/url', 'postgres://bob:hunter2@db/x'],
    ['/x', `ghp_${'a'.repeat(36)}`],
  ];
  const harmless: readonly (readonly [string, string | number | boolean | null])[] = [
    ['/name', 'bob'],
    ['/passwordChangedAt', '2026-01-01'],
    ['/secretary', 'Alice Doe'],
    ['/tokenCount', '12345'],
    ['/nextPageToken', 'abcdefgh'],
    ['/maxTokens', '4096'],
    ['/password', '********'],
    ['/password', 'sk-lf-...abcd'],
    ['/hasPassword', true],
    ['/token', 12345678],
    ['/secret', null],
    ['/secret', 'true'],
    ['/url', 'https://example.com/a:b@c'],
    ['/risk', 'risk-assessment-for-quarter-two'],
  ];
  for (const [path, value] of secrets) {
    it(`are seen at ${path}: ${value.slice(0, 20)}`, () =>
      assert.equal(looksSecret(path, value), true));
  }
  for (const [path, value] of harmless) {
    it(`are not seen at ${path}: ${value}`, () => assert.equal(looksSecret(path, value), false));
  }
});
