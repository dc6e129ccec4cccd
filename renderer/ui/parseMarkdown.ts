import type {
  BlockContent,
  DefinitionContent,
  ListItem,
  PhrasingContent,
  RootContent,
} from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

/**
 * What a comment may be written in: the part of Markdown (CommonMark) that has no way out of the text. Paragraphs (a line break
 * stays one), headings, lists, quotes, code, emphasis; of a link its words and its address, as text. HTML, definitions,
 * entities and rules stand as they were typed.
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

/** What stands in a line of Markdown. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly content: readonly Inline[] }
  /** Shown as words and address; nothing follows it. */
  | { readonly kind: 'link'; readonly content: readonly Inline[]; readonly address: string };

/** Micromark's names of what is not read. */
const unread = [
  'autolink',
  'characterReference',
  'codeIndented',
  'definition',
  'htmlFlow',
  'htmlText',
  'labelStartImage',
  'setextUnderline',
  'thematicBreak',
];

/** Longer texts, and lines of many quotes or lists in one another, are shown as they were typed: they may be made to be slow. */
const longestRead = 10_000;
const deepLine = /^(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])){12}/mu;

/** The blocks of a text. */
export function parseMarkdown(text: string): readonly Block[] {
  if (text.length > longestRead || deepLine.test(text))
    return [{ kind: 'paragraph', content: withBreaks(text) }];
  const root = fromMarkdown(text, { extensions: [{ disable: { null: unread } }] });
  return root.children.flatMap(blockOf);
}

function blockOf(node: RootContent | BlockContent | DefinitionContent): readonly Block[] {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the rest is not read here, or no CommonMark
  switch (node.type) {
    case 'paragraph':
      return [{ kind: 'paragraph', content: node.children.flatMap(inlineOf) }];
    case 'heading':
      return [{ kind: 'heading', level: node.depth, content: node.children.flatMap(inlineOf) }];
    case 'code':
      return [
        {
          kind: 'code',
          about: [node.lang ?? '', node.meta ?? ''].join(' ').trim(),
          text: node.value,
        },
      ];
    case 'blockquote':
      return [{ kind: 'quote', blocks: node.children.flatMap(blockOf) }];
    case 'list':
      return [
        {
          kind: 'list',
          start: node.ordered === true ? (node.start ?? 1) : null,
          items: node.children.map(({ children }: ListItem) => children.flatMap(blockOf)),
        },
      ];
    default:
      return [];
  }
}

function inlineOf(node: PhrasingContent): readonly Inline[] {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the rest is not read here, or no CommonMark
  switch (node.type) {
    case 'text':
      return withBreaks(node.value);
    case 'break':
      return [{ kind: 'break' }];
    case 'inlineCode':
      return [{ kind: 'code', text: node.value }];
    case 'strong':
    case 'emphasis':
      return [{ kind: node.type, content: node.children.flatMap(inlineOf) }];
    case 'link': {
      const address = [node.url, ...(node.title ? [`“${node.title}”`] : [])].join(' ');
      return [{ kind: 'link', content: node.children.flatMap(inlineOf), address }];
    }
    default:
      return [];
  }
}

function withBreaks(text: string): readonly Inline[] {
  return text
    .split('\n')
    .flatMap((line, at): readonly Inline[] => [
      ...(at > 0 ? [{ kind: 'break' as const }] : []),
      ...(line === '' ? [] : [{ kind: 'text' as const, text: line }]),
    ]);
}
