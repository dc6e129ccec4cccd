import { X } from 'lucide-react';
import { Fragment } from 'react';

import type { JsonValue } from '../../../shared/event.ts';
import type { FieldValueChange } from '../../../shared/explore.ts';
import { looksSecret } from '../../../shared/secret.ts';
import { formatInZone } from '../../../shared/zone.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { HeldSecret } from '../../ui/HeldSecret.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { TimeDoubtMark } from '../../ui/TimeDoubtMark.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords, numberWords } from '../../ui/words.ts';
import { shown } from './changeRows.ts';
import { clockPrecision } from './clockPrecision.ts';
import { GapWords } from './GapWords.tsx';

type Props = {
  readonly bridge: Bridge;
  readonly event: string;
  readonly path: string;
  readonly zone: string;
  readonly onShow: (event: string) => void;
  readonly onClose: () => void;
};

/** Who set one field of this resource to what, and when. */
export function FieldHistory({ bridge, event, path, zone, onShow, onClose }: Props) {
  const { value, failure } = useAnswer(JSON.stringify([event, path]), (signal) =>
    bridge.call('event.fieldHistory', { event, path }, signal),
  );
  return (
    <section className="field-history" aria-label={`Values of ${path} over time`}>
      <h2>
        <span>
          <span className="mono">
            <SafeText text={path} />
          </span>{' '}
          over time
        </span>
        <button
          type="button"
          className="icon-button"
          title="Close"
          aria-label="Close the values over time"
          onClick={onClose}
        >
          <X size={13} />
        </button>
      </h2>
      {failure !== null && <p className="problem">{failure.message}</p>}
      {value === null && failure === null && <p className="mute">Reading its changes…</p>}
      {value !== null && value.count === 0 && (
        <p className="mute">This event names no resource that could be followed.</p>
      )}
      {value !== null && value.count > 0 && (
        <>
          {value.changes.length === 0 ? (
            <p className="mute">No logged state of this resource says that it changed.</p>
          ) : (
            <table className="change-table">
              <thead>
                <tr>
                  <th scope="col">Time ({zone}), actor</th>
                  <th scope="col">Before</th>
                  <th scope="col">After</th>
                </tr>
              </thead>
              <tbody>
                {[...value.changes, null].map((change, place) => (
                  <Fragment key={change?.event ?? ''}>
                    {value.gaps
                      .filter((gap) => gap.place === place)
                      .map((gap) => (
                        <tr key={gap.later} className="change-gap">
                          <td colSpan={3}>
                            <GapWords gap={gap} />
                          </td>
                        </tr>
                      ))}
                    {change !== null && (
                      <Line
                        change={change}
                        path={path}
                        zone={zone}
                        isShown={change.event === event}
                        onShow={onShow}
                      />
                    )}
                  </Fragment>
                ))}
              </tbody>
            </table>
          )}
          <p className="mute">
            {value.read < value.count
              ? `Of the ${numberWords(value.read)} changes around this event; the resource has ${numberWords(value.count)}.`
              : `Of ${countWords(value.count, 'change')} of this resource${value.by === 'versions' ? ', its versions followed by type, project and name' : ''}.`}
          </p>
        </>
      )}
    </section>
  );
}

type LineProps = {
  readonly change: FieldValueChange;
  readonly path: string;
  readonly zone: string;
  readonly isShown: boolean;
  readonly onShow: (event: string) => void;
};

function Line({ change, path, zone, isShown, onShow }: LineProps) {
  const time =
    change.time === null
      ? 'no time'
      : formatInZone(Date.parse(change.time), zone, clockPrecision(change.precision));
  return (
    <tr className="change-changed" aria-current={isShown}>
      <th scope="row">
        <button
          type="button"
          className="change-path mono"
          title={`Show ${change.event}`}
          onClick={() => onShow(change.event)}
        >
          {time}
        </button>{' '}
        <TimeDoubtMark doubt={change.doubt} />
        <div className="mute">
          <SafeText text={change.actor ?? '(nobody named)'} /> ·{' '}
          <SafeText text={change.action ?? '(no action)'} />
        </div>
      </th>
      <Value path={path} value={change.before} className="change-was" />
      <Value path={path} value={change.after} className="change-now" />
    </tr>
  );
}

type ValueProps = {
  readonly path: string;
  readonly value: JsonValue | undefined;
  readonly className: string;
};

function Value({ path, value, className }: ValueProps) {
  if (value === undefined) {
    return (
      <td>
        <span className="mute">(absent)</span>
      </td>
    );
  }
  const text = shown(value);
  const isSecret = looksSecret(path, typeof value === 'string' ? value : text);
  return (
    <td className={className}>
      <span className="mono">
        {isSecret ? <HeldSecret text={text} /> : <SafeText text={text} />}
      </span>
    </td>
  );
}
