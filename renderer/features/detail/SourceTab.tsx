import { useEffect, useRef, useState } from 'react';

import type { EventDetail } from '../../../shared/eventPage.ts';
import { toFailure } from '../../../shared/failure.ts';
import { findField } from '../../../shared/field.ts';
import { readerWords } from '../../../shared/readerWords.ts';
import { byteRangeWords } from '../../../shared/recordBytes.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { ByHand } from './ByHand.tsx';
import type { DetailActions } from './detailActions.ts';
import { LineButtons } from './LineButtons.tsx';
import { bytesOfBase64, excerptOf, excerptRange } from './sourceExcerpt.ts';
import type { Excerpt } from './sourceExcerpt.ts';

type Props = DetailActions & { readonly detail: EventDetail; readonly bridge: Bridge };

/** Where the event comes from, how it was read, and where else it stands. */
export function SourceTab(props: Props) {
  const { detail, onShow } = props;
  const { source } = detail;
  const lines: readonly (readonly [label: string, text: string, isMono?: boolean])[] = [
    ['Evidence file', `E${source.original} · ${source.name}`],
    [
      source.container === 'plain' ? 'SHA-256 of the file' : 'SHA-256 of the content',
      source.sha256,
      true,
    ],
    ['Bytes', byteRangeWords(source)],
    ['SHA-256 of these bytes', source.bytesSha256, true],
    ['Record hash (leaf of the record tree)', source.recordHash, true],
    ['Reader', `${readerWords(source.reader)}, ${source.encoding}`],
    ['Product', source.sourceLabel],
  ];
  return (
    <>
      <section className="detail-group" aria-label="Provenance">
        <h2>Where it came from</h2>
        <dl>
          {lines.map(([label, text, isMono]) => (
            <div key={label} className="detail-line">
              <dt>{label}</dt>
              <dd className={isMono === true ? 'mono' : undefined}>
                <SafeText text={text} />
              </dd>
              <dd className="detail-tools">
                <LineButtons
                  {...props}
                  field=""
                  label={label}
                  text={text}
                  value={null}
                  mention={null}
                />
              </dd>
            </div>
          ))}
        </dl>
        <ByHand source={source} onCopy={props.onCopy} />
        <OpenInSource key={detail.event} {...props} />
      </section>
      <Others title="Same content elsewhere, counted once" events={detail.duplicates} />
      {detail.conflicts.length > 0 && (
        <section className="detail-group">
          <h2>Same id, different content</h2>
          {detail.conflicts.map((event) => (
            <button
              key={event}
              type="button"
              className="button small mono"
              onClick={() => onShow(event)}
            >
              {event}
            </button>
          ))}
        </section>
      )}
      <MappingList detail={detail} />
    </>
  );
}

/** A duplicate is no event of its own: its place is told, there is nothing to go to. */
function Others({ title, events }: { readonly title: string; readonly events: readonly string[] }) {
  if (events.length === 0) return null;
  return (
    <section className="detail-group">
      <h2>{title}</h2>
      <p className="mono">{events.join(', ')}</p>
    </section>
  );
}

function MappingList({ detail }: { readonly detail: EventDetail }) {
  const { mapping } = detail.source;
  const mapped = Object.entries(mapping.fields);
  return (
    <section className="detail-group" aria-label="How it was read">
      <h2>How it was read</h2>
      <dl>
        {mapped.map(([field, paths]) => (
          <div key={field} className="detail-line">
            <dt>{findField(field)?.label ?? field}</dt>
            <dd className="mono">
              <SafeText text={(paths ?? []).join(', else ')} />
            </dd>
          </div>
        ))}
        <div className="detail-line">
          <dt>Time</dt>
          <dd>
            {mapping.time.format}, zone {mapping.time.zone ?? 'unknown'} ({mapping.time.zoneSource})
          </dd>
        </div>
        {(mapping.volatile ?? []).length > 0 && (
          <div className="detail-line">
            <dt>Not told as changes</dt>
            <dd className="mono">{(mapping.volatile ?? []).join(', ')}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function OpenInSource({ detail, bridge }: Props) {
  const [excerpt, setExcerpt] = useState<Excerpt | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const mark = useRef<HTMLElement>(null);
  const { original, offset, length, encoding } = detail.source;
  useEffect(() => {
    // Not returned: newer Chromium answers with a promise, which React would take for the effect's undo.
    mark.current?.scrollIntoView({ block: 'nearest' });
  }, [excerpt]);
  const open = async (): Promise<void> => {
    try {
      const range = excerptRange(offset, length);
      const content = await bridge.call('original.content', { original, ...range });
      const bytes = bytesOfBase64(content.base64);
      setExcerpt(excerptOf(bytes, content.offset, { offset, length }, encoding));
    } catch (thrown) {
      setProblem(toFailure(thrown).message);
    }
  };
  if (problem !== null) return <p className="problem">{problem}</p>;
  if (excerpt === null) {
    return (
      <button type="button" className="button small" onClick={() => void open()}>
        Open in source
      </button>
    );
  }
  return (
    <pre className="raw-text is-excerpt mono" tabIndex={0} aria-label="The evidence file around it">
      <span className="mute">
        <SafeText text={excerpt.before} />
      </span>
      <mark ref={mark}>
        <SafeText text={excerpt.record} />
      </mark>
      <span className="mute">
        <SafeText text={excerpt.after} />
      </span>
    </pre>
  );
}
