import { useState } from 'react';

import { compareEvents } from '../../../shared/compareEvents.ts';
import type { ComparedPart, ComparedRow } from '../../../shared/compareEvents.ts';
import type { JsonValue } from '../../../shared/event.ts';
import type { EventDetail } from '../../../shared/eventPage.ts';
import { looksSecret } from '../../../shared/secret.ts';
import { timeDoubt } from '../../../shared/timeDoubt.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { HeldSecret } from '../../ui/HeldSecret.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { TimeDoubtMark } from '../../ui/TimeDoubtMark.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords, zonedTimeWords } from '../../ui/words.ts';

import './compare.css';

type Props = {
  readonly bridge: Bridge;
  /** References, two to five. */
  readonly events: readonly string[];
  readonly zone: string;
  readonly onShow: (event: string) => void;
  readonly onClose: () => void;
};

const partWords: Readonly<Record<ComparedPart, string>> = {
  fields: 'Fields',
  details: 'Details',
  before: 'State before',
  after: 'State after',
};

/** Events side by side: only what differs, unless the rest is asked for. */
export function CompareDialog({ bridge, events, zone, onShow, onClose }: Props) {
  const [isWhole, setWhole] = useState(false);
  const { value: details, failure } = useAnswer(JSON.stringify(events), (signal) =>
    Promise.all(events.map((event) => bridge.call('event.show', { event }, signal))),
  );
  const found = details === null ? null : compareEvents(details);
  return (
    <Dialog
      title={`Compare ${events.length} events`}
      width={Math.min(1280, 380 + 240 * events.length)}
      onClose={onClose}
      buttons={
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      {failure !== null && <p className="problem">{failure.message}</p>}
      {details === null && failure === null && <p className="mute">Reading the events…</p>}
      {details !== null && found !== null && (
        <>
          <div className="compare-head">
            <p>
              {found.differing.length === 0
                ? 'They say the same: only their place in the evidence differs.'
                : `${countWords(found.differing.length, 'difference')}; ${found.same.length} the same.`}
            </p>
            <Checkbox label="Show what is the same, too" checked={isWhole} onChange={setWhole} />
          </div>
          <div className="compare-scroll" tabIndex={0} role="region" aria-label="Differences">
            <table>
              <Head details={details} zone={zone} onShow={onShow} />
              <tbody>
                {partsOf(found.differing, isWhole ? found.same : []).map(([part, rows]) => (
                  <Part
                    key={part}
                    part={part}
                    rows={rows}
                    same={new Set(found.same)}
                    columns={events.length}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Dialog>
  );
}

function partsOf(
  differing: readonly ComparedRow[],
  same: readonly ComparedRow[],
): readonly (readonly [ComparedPart, readonly ComparedRow[]])[] {
  const parts: readonly ComparedPart[] = ['fields', 'details', 'before', 'after'];
  return parts.flatMap((part) => {
    const rows = [...differing, ...same].filter((row) => row.part === part);
    return rows.length === 0 ? [] : [[part, rows] as const];
  });
}

type HeadProps = {
  readonly details: readonly EventDetail[];
  readonly zone: string;
  readonly onShow: (event: string) => void;
};

function Head({ details, zone, onShow }: HeadProps) {
  return (
    <thead>
      <tr>
        <th scope="col">Field</th>
        {details.map(({ event, times, flags }) => (
          <th key={event} scope="col">
            <button
              type="button"
              className="link-button mono"
              title="Show this event"
              onClick={() => onShow(event)}
            >
              {event}
            </button>
            <div className="mono">
              {times.utc === null ? 'no time' : zonedTimeWords(times.utc, zone)}{' '}
              <TimeDoubtMark doubt={timeDoubt(times.precision, times.zoneSource, flags)} />
            </div>
          </th>
        ))}
      </tr>
    </thead>
  );
}

type PartProps = {
  readonly part: ComparedPart;
  readonly rows: readonly ComparedRow[];
  readonly same: ReadonlySet<ComparedRow>;
  readonly columns: number;
};

function Part({ part, rows, same, columns }: PartProps) {
  return (
    <>
      <tr className="compare-part">
        <th scope="rowgroup" colSpan={columns + 1}>
          {partWords[part]}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.path} className={same.has(row) ? 'is-same' : undefined}>
          <th scope="row" className={part === 'fields' ? undefined : 'mono'}>
            <SafeText text={row.label === '' ? 'the whole state' : row.label} />
            {same.has(row) && <span className="mute"> the same</span>}
          </th>
          {row.values.map((value, place) => (
            <td key={place}>
              <Value path={row.path} value={value} />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}

function Value({ path, value }: { readonly path: string; readonly value: JsonValue | undefined }) {
  if (value === undefined) return <span className="mute">(absent)</span>;
  if (Array.isArray(value) && value.length === 0) return <span className="mute">(none)</span>;
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  const text =
    typeof value === 'string' ? value : isList ? value.join(', ') : JSON.stringify(value);
  const pointer = path.startsWith('/') ? path : `/${path}`;
  return looksSecret(pointer, text) ? <HeldSecret text={text} /> : <SafeText text={text} />;
}
