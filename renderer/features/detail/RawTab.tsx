import { ChevronDown, ChevronRight, Copy } from 'lucide-react';
import { useState } from 'react';

import type { EventDetail } from '../../../shared/eventPage.ts';
import { looksSecret } from '../../../shared/secret.ts';
import { HeldSecret } from '../../ui/HeldSecret.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import type { DetailActions } from './detailActions.ts';
import { mentionOf } from './detailFields.ts';
import { treeLines, treeValue } from './jsonTree.ts';
import type { TreeLine } from './jsonTree.ts';
import { LineButtons } from './LineButtons.tsx';
import { maskedPieces, secretsIn } from './secretSpans.ts';

type Props = DetailActions & { readonly detail: EventDetail };

/** More of a record than this is not drawn as text at once; it can be copied whole. */
const mostShown = 200_000;

/** The record as it was logged: its own text, or as a tree whose paths can be filtered by. */
export function RawTab(props: Props) {
  const { detail, onCopy } = props;
  const [mode, setMode] = useState<'text' | 'tree'>('text');
  return (
    <>
      <div className="detail-modes" role="group" aria-label="Raw as">
        {(['text', 'tree'] as const).map((other) => (
          <button
            key={other}
            type="button"
            className="mode"
            aria-pressed={mode === other}
            onClick={() => setMode(other)}
          >
            {other === 'text' ? 'Text' : 'Tree'}
          </button>
        ))}
        <span className="mute">{detail.source.length.toLocaleString('en')} bytes, as logged</span>
        <button
          type="button"
          className="icon-button"
          title="Copy the record as it was logged (Y)"
          aria-label="Copy the record"
          onClick={() => onCopy(detail.raw, 'Record')}
        >
          <Copy size={13} />
        </button>
      </div>
      {mode === 'text' ? <RawText detail={detail} /> : <RawTree {...props} />}
    </>
  );
}

function RawText({ detail }: { readonly detail: EventDetail }) {
  const parsed = treeValue(detail.raw);
  const secrets = [
    ...secretsIn('value' in parsed ? parsed.value : undefined),
    ...secretsIn(detail.before),
    ...secretsIn(detail.after),
  ];
  const pieces = maskedPieces(detail.raw.slice(0, mostShown), secrets);
  return (
    <>
      <pre className="raw-text mono" tabIndex={0} aria-label="The record as it was logged">
        {pieces.map(({ text, isSecret }, place) =>
          isSecret ? <HeldSecret key={place} text={text} /> : <SafeText key={place} text={text} />,
        )}
      </pre>
      {detail.raw.length > mostShown && (
        <p className="notice">
          The first {mostShown.toLocaleString('en')} of {detail.raw.length.toLocaleString('en')}{' '}
          characters. Copy gives all of them.
        </p>
      )}
    </>
  );
}

function RawTree({ detail, onInclude, onExclude, onCopy, onMention }: Props) {
  // Open at first: what lies at most two deep. A click turns that around for one path.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const tree = detail.parsed === null ? treeValue(detail.raw) : { value: detail.parsed };
  if ('problem' in tree) return <p className="notice">{tree.problem}</p>;
  const lines = treeLines(tree.value, (path, depth) => depth < 2 !== turned.has(path));
  const turn = (path: string): void => {
    const next = new Set(turned);
    if (!next.delete(path)) next.add(path);
    setTurned(next);
  };
  return (
    <>
      {detail.flags.includes('duplicate keys') && (
        <p className="notice is-warning">
          A key stands here twice; the tree shows its last value. Text shows both.
        </p>
      )}
      <ul className="raw-tree mono" aria-label="The record as a tree">
        {lines.map((line) => (
          <li key={line.path} style={{ paddingInlineStart: `${line.depth * 14}px` }}>
            <TreeText line={line} onTurn={() => turn(line.path)} />
            {line.key !== null && (
              <span className="tree-buttons">
                <button
                  type="button"
                  className="button tiny"
                  title={`Copy the path raw.${line.path}`}
                  aria-label={`Copy the path raw.${line.path}`}
                  onClick={() => onCopy(`raw.${line.path}`, 'Path')}
                >
                  path
                </button>
                <LineButtons
                  field={`raw.${line.path}`}
                  label={line.path}
                  text={line.value ?? line.text}
                  value={line.value}
                  mention={
                    line.value !== null && line.kind !== 'word' ? mentionOf(line.value) : null
                  }
                  onMention={onMention}
                  onInclude={onInclude}
                  onExclude={onExclude}
                  onCopy={onCopy}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function TreeText({ line, onTurn }: { readonly line: TreeLine; readonly onTurn: () => void }) {
  const key = line.key !== null && (
    <span className="tree-key">
      <SafeText text={line.key} />:{' '}
    </span>
  );
  if (line.kind === 'inside') {
    return (
      <button type="button" className="tree-turn" aria-expanded={line.isOpen} onClick={onTurn}>
        {line.isOpen ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
        {key}
        <span className="mute">{line.text}</span>
      </button>
    );
  }
  const isSecret = line.value !== null && looksSecret(line.path, line.value);
  return (
    <span className="tree-leaf">
      {key}
      {isSecret ? (
        <HeldSecret text={line.text} />
      ) : (
        <span className={`tree-${line.kind}`}>
          <SafeText text={line.text} />
        </span>
      )}
    </span>
  );
}
