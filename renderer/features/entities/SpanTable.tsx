import type { ValueSpans } from '../../../shared/entity.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { TimeDoubtMark } from '../../ui/TimeDoubtMark.tsx';
import { numberWords, timeWords } from '../../ui/words.ts';
import { SeenAt } from './SeenAt.tsx';

type Props = {
  readonly title: string;
  readonly values: ValueSpans;
  readonly zone: string;
  /** Said when there is nothing. */
  readonly none: string;
  readonly onShow: (value: string) => void;
  readonly onEvent: (value: string, event: string) => void;
};

/** Values with their first and last time; what the case had never seen before is said so. */
export function SpanTable({ title, values, zone, none, onShow, onEvent }: Props) {
  const { total, spans } = values;
  return (
    <section className="entity-part is-wide" aria-label={title}>
      <h2>{title}</h2>
      {spans.length === 0 && <p className="mute">{none}</p>}
      {spans.length > 0 && (
        <div className="entity-scroll" tabIndex={0} role="region" aria-label={`${title}, table`}>
          <table>
            <thead>
              <tr>
                <th scope="col">Value</th>
                <th scope="col" className="is-number">
                  Events
                </th>
                <th scope="col">First ({zone})</th>
                <th scope="col">Last ({zone})</th>
              </tr>
            </thead>
            <tbody>
              {spans.map((span) => (
                <tr key={span.value}>
                  <td>
                    <SafeText text={span.value} />{' '}
                    {span.isFirstInCase && (
                      <span className="chip" title="No event of the case had it before">
                        new in the case
                      </span>
                    )}
                  </td>
                  <td className="is-number">
                    <button
                      type="button"
                      className="link-button"
                      aria-label={`Show ${numberWords(span.count)} events: ${span.value}`}
                      onClick={() => onShow(span.value)}
                    >
                      {numberWords(span.count)}
                    </button>
                  </td>
                  <td className="mono">
                    <button
                      type="button"
                      className="link-button"
                      title={`Show ${span.firstEvent}`}
                      onClick={() => onEvent(span.value, span.firstEvent)}
                    >
                      {span.first === null ? 'no time' : timeWords(span.first, zone)}
                    </button>{' '}
                    <TimeDoubtMark doubt={span.firstDoubt} />
                  </td>
                  <td className="mono">
                    <SeenAt time={span.last} doubt={span.lastDoubt} zone={zone} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > spans.length && (
        <p className="mute">
          The {numberWords(spans.length)} most frequent of {numberWords(total)}.
        </p>
      )}
    </section>
  );
}
