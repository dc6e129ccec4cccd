import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import type { Overview } from '../../../shared/overview.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { countWords, numberWords, timeWords } from '../../ui/words.ts';
import { SecondVersions } from './SecondVersions.tsx';

type Props = {
  readonly purges: Overview['purges'];
  readonly zone: string;
  readonly onShowEvents: (filter: Group, event?: string) => void;
};

/** Runs by which a product deleted old records, its own log among them: what they said is in no export. */
export function Purges({ purges, zone, onShowEvents }: Props) {
  const { count, filter, versions, meaning, newest } = purges;
  const plain = makeGroup('all', [filter]);
  return (
    <section aria-label="Deleted by retention" className="overview-part">
      <h2>Deleted by retention</h2>
      {count === 0 && (
        <p className="mute">No event tells that the product deleted old records by itself.</p>
      )}
      {count > 0 && (
        <>
          <p>
            <button type="button" className="link-button" onClick={() => onShowEvents(plain)}>
              {countWords(count, 'event')}
            </button>
            <SecondVersions versions={versions} before=", " onShow={onShowEvents} />
            {meaning === null ? ' ' : ': '}
            {meaning ?? 'tell that the product deleted old records.'}
          </p>
          <div
            className="overview-scroll"
            tabIndex={0}
            role="region"
            aria-label="Runs of the retention"
          >
            <table>
              <thead>
                <tr>
                  <th scope="col">Time ({zone})</th>
                  <th scope="col">What was deleted</th>
                  <th scope="col">Records</th>
                </tr>
              </thead>
              <tbody>
                {newest.map(({ event, time, policy, records }) => (
                  <tr key={event}>
                    <td className="mono">
                      <button
                        type="button"
                        className="link-button"
                        title={`Show ${event}`}
                        onClick={() => onShowEvents(onlyEvent(event), event)}
                      >
                        {time === null ? 'no time' : timeWords(time, zone)}
                      </button>
                    </td>
                    <td>{policy === null ? 'not said' : <SafeText text={policy} />}</td>
                    <td>{records === null ? 'not said' : numberWords(records)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {count > newest.length && <p className="mute">The newest {newest.length}.</p>}
        </>
      )}
    </section>
  );
}

const onlyEvent = (event: string): Group =>
  makeGroup('all', [makeCondition('event', 'is', [event])]);
