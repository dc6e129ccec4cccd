import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { parseMarkdown } from '../../../renderer/ui/parseMarkdown.ts';
import type { Block, Inline } from '../../../renderer/ui/parseMarkdown.ts';
import { assertNever } from '../../../shared/failure.ts';

/** As text with marks, so that a test reads like the comment. */
function drawn(blocks: readonly Block[]): string {
  return blocks.map(drawnBlock).join('');
}

function drawnBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${words(block.content)}</p>`;
    case 'heading':
      return `<h${block.level}>${words(block.content)}</h${block.level}>`;
    case 'code':
      return `<pre ${block.about}>${block.text}</pre>`;
    case 'quote':
      return `<quote>${drawn(block.blocks)}</quote>`;
    case 'list': {
      const items = block.items.map((item) => `<li>${drawn(item)}</li>`).join('');
      return block.start === null ? `<ul>${items}</ul>` : `<ol ${block.start}>${items}</ol>`;
    }
    default:
      return assertNever(block);
  }
}

function words(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (inline.kind === 'text') return inline.text;
      if (inline.kind === 'break') return '<br>';
      if (inline.kind === 'code') return `<code>${inline.text}</code>`;
      if (inline.kind === 'link') return `<link ${inline.address}>${words(inline.content)}</link>`;
      return `<${inline.kind}>${words(inline.content)}</${inline.kind}>`;
    })
    .join('');
}

for (const [name, text, expected] of [
  ['a line break stays one', 'Ask Bob\nwhy', '<p>Ask Bob<br>why</p>'],
  ['a blank line parts paragraphs', 'one\n\ntwo', '<p>one</p><p>two</p>'],
  [
    'emphasis of both kinds, in one another',
    '**never *once* seen** and *so*',
    '<p><strong>never <emphasis>once</emphasis> seen</strong> and <emphasis>so</emphasis></p>',
  ],
  ['names with underscores stay whole', 'user_id is api_key_v2', '<p>user_id is api_key_v2</p>'],
  ['stars with blanks are stars', '2 * 3 * 4 and a*', '<p>2 * 3 * 4 and a*</p>'],
  ['code is not read further', '`role: **x**` set', '<p><code>role: **x**</code> set</p>'],
  [
    'code over several lines',
    '```json\n{ "a": 1 }\n\n# not a heading\n```\nend',
    '<pre json>{ "a": 1 }\n\n# not a heading</pre><p>end</p>',
  ],
  [
    'lists, one within another',
    '- one\n- two\n  - deep\n\n1. first\n2. second',
    '<ul><li><p>one</p></li><li><p>two</p><ul><li><p>deep</p></li></ul></li></ul><ol 1><li><p>first</p></li><li><p>second</p></li></ol>',
  ],
  ['a list goes on at its number', '3) c\n4) d', '<ol 3><li><p>c</p></li><li><p>d</p></li></ol>'],
  [
    'a quote',
    '> said *he*\n> twice\n\nI asked',
    '<quote><p>said <emphasis>he</emphasis><br>twice</p></quote><p>I asked</p>',
  ],
  ['a heading', '## Finding 3\nNo approval', '<h2>Finding 3</h2><p>No approval</p>'],
  [
    'a link has words and address',
    'see [the policy](https://x.example/p)',
    '<p>see <link https://x.example/p>the policy</link></p>',
  ],
  [
    'an image is a link with a mark',
    '![x](https://x.example/i.png)',
    '<p>!<link https://x.example/i.png>x</link></p>',
  ],
  ['HTML is text', '<b onclick="x">why</b>', '<p><b onclick="x">why</b></p>'],
  ['a backslash takes the meaning', String.raw`\*not\* C:\temp`, String.raw`<p>*not* C:\temp</p>`],
  ['numbers at the start of a sentence', '2026 was late', '<p>2026 was late</p>'],
] as const) {
  test(`Markdown: ${name}`, () => {
    assert.equal(drawn(parseMarkdown(text)), expected);
  });
}

test('no letter or digit of a comment is lost, whatever stands around it', () => {
  const letters = (text: string): string =>
    text
      .replaceAll(/[^a-z]/gu, '')
      .split('')
      .join('');
  const bare = (blocks: readonly Block[]): string =>
    blocks
      .map((block) => {
        if (block.kind === 'code') return block.about + block.text;
        if (block.kind === 'quote') return bare(block.blocks);
        if (block.kind === 'list') return block.items.map(bare).join('');
        return plain(block.content);
      })
      .join('');
  const plain = (content: readonly Inline[]): string =>
    content
      .map((inline) => {
        if (inline.kind === 'break') return '';
        if (inline.kind === 'text' || inline.kind === 'code') return inline.text;
        return plain(inline.content) + (inline.kind === 'link' ? inline.address : '');
      })
      .join('');
  const pieces = fc.constantFrom(
    ...'a|b |*|**|_|`|```|> |- |1. |\n|\n\n|# |[|](|)|\\| '.split('|'),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      assert.equal(letters(bare(parseMarkdown(text))), letters(text));
    }),
    { numRuns: 2000 },
  );
});

test('a comment made to be slow, or to nest beyond all depth, keeps its words', () => {
  for (const piece of ['*a ', '**a', '> ', '- a ', '[a](', '  - a\n', '*a*', '``a', '> > > a\n'])
    assert.match(drawn(parseMarkdown(piece.repeat(30_000 / piece.length))), /[a>]/u);
  for (const piece of ['> ', '- '])
    assert.match(drawn(parseMarkdown(`${piece.repeat(4000)}end`)), /end/u);
});
