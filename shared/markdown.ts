import { parseInlines } from './markdownInline.ts';
import type { Inline } from './markdownInline.ts';

/**
 * What a comment may be written in: the part of Markdown that has no way out of the text. Paragraphs (a line break stays
 * one), headings, lists, quotes, code, emphasis; of a link its words and its address, as text. HTML, images and tables
 * stand as they were typed.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  /** `about` is what stands beside the opening fence: a language. */
  | { readonly kind: 'code'; readonly about: string; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      /** The number of the first item; null for bullets. */
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    };

/** Lists and quotes in one another beyond this stand as text. */
const deepest = 6;

const fence = /^ {0,3}(`{3,}|~{3,})([^`]*)$/u;
const heading = /^ {0,3}(#{1,6}) +(.*?) *#*$/u;
const quoted = /^ {0,3}> ?/u;
const bullet = /^( {0,3})([-*+]) +(?=\S)/u;
const numbered = /^( {0,3})(\d{1,9})[.)] +(?=\S)/u;

/** The blocks of a text. Never throws: what is no Markdown is a paragraph. */
export function parseMarkdown(text: string): readonly Block[] {
  return blocksOf(text.replaceAll(/\r\n?/gu, '\n').split('\n'), 0);
}

function blocksOf(lines: readonly string[], depth: number): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at])) at++;
    else {
      const { block, next } = blockAt(lines, at, depth);
      blocks.push(block);
      at = next;
    }
  }
  return blocks;
}

type Found = { readonly block: Block; readonly next: number };

function blockAt(lines: readonly string[], at: number, depth: number): Found {
  const line = lines[at] ?? '';
  const [, opened, about = ''] = fence.exec(line) ?? [];
  if (opened !== undefined) return codeAt(lines, at, opened, about.trim());
  const title = heading.exec(line);
  if (title)
    return {
      block: {
        kind: 'heading',
        level: (title[1] ?? '#').length,
        content: parseInlines(title[2] ?? ''),
      },
      next: at + 1,
    };
  if (depth < deepest) {
    if (quoted.test(line)) return quoteAt(lines, at, depth);
    if (itemOf(line)) return listAt(lines, at, depth);
  }
  return paragraphAt(lines, at, depth);
}

function codeAt(lines: readonly string[], at: number, opened: string, about: string): Found {
  const closes = (line: string): boolean =>
    line.trim().startsWith(opened) && /^[`~]+$/u.test(line.trim());
  let end = at + 1;
  while (end < lines.length && !closes(lines[end] ?? '')) end++;
  return {
    block: { kind: 'code', about, text: lines.slice(at + 1, end).join('\n') },
    next: end + 1,
  };
}

function quoteAt(lines: readonly string[], at: number, depth: number): Found {
  let end = at;
  while (end < lines.length && quoted.test(lines[end] ?? '')) end++;
  const inner = lines.slice(at, end).map((line) => line.replace(quoted, ''));
  return { block: { kind: 'quote', blocks: blocksOf(inner, depth + 1) }, next: end };
}

type Item = { readonly width: number; readonly number: number | null };

function itemOf(line: string): Item | null {
  const found = bullet.exec(line) ?? numbered.exec(line);
  if (!found) return null;
  const number = /\d/u.test(found[2] ?? '') ? Number(found[2]) : null;
  return { width: found[0].length, number };
}

/** Items of one kind that follow one another; what is indented under an item belongs to it. */
function listAt(lines: readonly string[], at: number, depth: number): Found {
  const first = itemOf(lines[at] ?? '');
  const items: (readonly Block[])[] = [];
  let next = at;
  for (;;) {
    const item = itemOf(lines[next] ?? '');
    if (item === null || (item.number === null) !== (first?.number === null)) break;
    const own = [(lines[next] ?? '').slice(item.width)];
    next++;
    while (next < lines.length && belongs(lines, next)) {
      own.push((lines[next] ?? '').replace(/^ {1,4}|^\t/u, ''));
      next++;
    }
    items.push(blocksOf(own, depth + 1));
    let after = next;
    while (isBlank(lines[after]) && after < lines.length) after++;
    if (itemOf(lines[after] ?? '')) next = after;
  }
  return { block: { kind: 'list', start: first?.number ?? null, items }, next };
}

/** Whether a line goes on with an item: indented, or a blank one before such a line. */
function belongs(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  return isBlank(line) ? /^(?: {2,}|\t)\S/u.test(lines[at + 1] ?? '') : /^(?: {2,}|\t)/u.test(line);
}

function paragraphAt(lines: readonly string[], at: number, depth: number): Found {
  let end = at + 1;
  while (end < lines.length && !isBlank(lines[end]) && !interrupts(lines[end] ?? '', depth)) end++;
  const text = lines
    .slice(at, end)
    .map((line) => line.trim())
    .join('\n');
  return { block: { kind: 'paragraph', content: parseInlines(text) }, next: end };
}

function interrupts(line: string, depth: number): boolean {
  if (fence.test(line) || heading.test(line)) return true;
  return depth < deepest && (quoted.test(line) || itemOf(line) !== null);
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';
