import { Fragment } from 'react';
import type { ReactNode } from 'react';

import { assertNever } from '../../shared/failure.ts';
import { parseMarkdown } from './parseMarkdown.ts';
import type { Block, Inline } from './parseMarkdown.ts';
import { SafeText } from './SafeText.tsx';

import './markdown.css';

/** A text as its Markdown has it: elements alone, no HTML of its own, nothing loaded, no link that leads anywhere. */
export function Markdown({ text }: { readonly text: string }) {
  return <div className="markdown">{parseMarkdown(text).map(drawBlock)}</div>;
}

function drawBlock(block: Block, place: number): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p key={place}>{block.content.map(drawInline)}</p>;
    case 'heading':
      // The page has headings of its own: one in a comment is a line that stands out.
      return (
        <p key={place} className={`markdown-heading is-${Math.min(3, block.level)}`}>
          {block.content.map(drawInline)}
        </p>
      );
    case 'code':
      return (
        <pre
          key={place}
          className="mono"
          tabIndex={0}
          role="group"
          aria-label={block.about === '' ? 'Code' : `Code: ${block.about}`}
        >
          <SafeText text={block.text} />
        </pre>
      );
    case 'quote':
      return <blockquote key={place}>{block.blocks.map(drawBlock)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{item.map(drawBlock)}</li>);
      return block.start === null ? (
        <ul key={place}>{items}</ul>
      ) : (
        <ol key={place} start={block.start}>
          {items}
        </ol>
      );
    }
    default:
      return assertNever(block);
  }
}

function drawInline(inline: Inline, place: number): ReactNode {
  switch (inline.kind) {
    case 'text':
      return <SafeText key={place} text={inline.text} />;
    case 'break':
      return <br key={place} />;
    case 'code':
      return (
        <code key={place} className="mono">
          <SafeText text={inline.text} />
        </code>
      );
    case 'strong':
      return <strong key={place}>{inline.content.map(drawInline)}</strong>;
    case 'emphasis':
      return <em key={place}>{inline.content.map(drawInline)}</em>;
    case 'link':
      return (
        <Fragment key={place}>
          {inline.content.map(drawInline)}{' '}
          <span className="markdown-address">
            (<SafeText text={inline.address} />)
          </span>
        </Fragment>
      );
    default:
      return assertNever(inline);
  }
}
