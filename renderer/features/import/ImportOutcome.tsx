import type { ImportResult, ImportedOriginal } from '../../../shared/importResult.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { CutText } from '../../ui/CutText.tsx';
import { MissingList } from '../../ui/MissingList.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useCall } from '../../ui/useCall.ts';
import { countWords, durationWords, numberWords } from '../../ui/words.ts';
import { outcomeWords } from './outcomeWords.ts';

/** Rejected records first, then those with a warning; within each in the order of import. */
function needingLookFirst(originals: ImportResult['originals']): ImportResult['originals'] {
  const urgency = ({ records, warnings }: ImportedOriginal): number =>
    records.rejected > 0 ? 2 : warnings.length > 0 ? 1 : 0;
  return originals.toSorted((a, b) => urgency(b) - urgency(a));
}

/** Why no reader had anything to read. */
const unreadWords = ({ bytes }: ImportedOriginal): string =>
  bytes.total === 0 ? 'empty file' : 'archive: what it holds has lines of its own';

type Props = {
  readonly bridge: Bridge;
  readonly result: ImportResult;
};

/** What came of an import, file by file: every record and every byte has its place in the balance. */
export function ImportOutcome({ bridge, result }: Props) {
  const words = outcomeWords(result);
  const missing = useCall(bridge, 'case.missing', {}, 0).value ?? [];
  return (
    <div className="outcome">
      <p className={words.isComplete ? 'notice' : 'notice is-warning'} role="status">
        {words.text}
      </p>
      {result.failed.length > 0 && (
        <section aria-label="Not imported">
          <h3>Not imported</h3>
          <ul className="outcome-failed">
            {result.failed.map(({ name, reason }) => (
              <li key={`${name} ${reason}`}>
                <strong>
                  <SafeText text={name} />
                </strong>
                : <SafeText text={reason} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {result.originals.length > 0 && (
        <table className="table" aria-label="Import balance">
          <thead>
            <tr>
              <th scope="col">Evidence file</th>
              <th scope="col">Product</th>
              <th scope="col" className="number">
                Records
              </th>
              <th scope="col" className="number">
                New
              </th>
              <th scope="col" className="number">
                Duplicate
              </th>
              <th scope="col" className="number">
                Same id, different content
              </th>
              <th scope="col" className="number">
                Rejected
              </th>
              <th scope="col" className="number">
                Took
              </th>
            </tr>
          </thead>
          <tbody>
            {needingLookFirst(result.originals).map((one) => (
              <tr key={one.original}>
                <td>
                  <strong>{one.original}</strong> <SafeText text={one.name} />
                  <div className="mono mute outcome-hash" title={one.sha256}>
                    SHA-256&nbsp;
                    <CutText text={one.sha256} isMono />
                  </div>
                  {one.warnings.map((warning) => (
                    <div key={warning} className="outcome-warning">
                      <SafeText text={warning} />
                    </div>
                  ))}
                </td>
                <td>
                  {one.reader === null ? (
                    <i>{unreadWords(one)}</i>
                  ) : (
                    <SafeText text={one.source ?? 'unknown'} />
                  )}
                </td>
                <td className="number">
                  {numberWords(one.records.total)}
                  {one.events !== one.records.total - one.records.rejected && (
                    <div className="mute">{countWords(one.events, 'event')}</div>
                  )}
                </td>
                <td className="number">{numberWords(one.records.new)}</td>
                <td className="number">{numberWords(one.records.duplicate)}</td>
                <td className="number">{numberWords(one.records.conflicting)}</td>
                <td className="number">{numberWords(one.records.rejected)}</td>
                <td className="number">{durationWords(one.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.originals.length < result.totals.originals && (
        <p className="mute">
          {numberWords(result.originals.length)} of{' '}
          {countWords(result.totals.originals, 'evidence file')} are listed here, those that need a
          look first. The Evidence files screen has them all.
        </p>
      )}
      {missing.length > 0 && (
        <section className="notice is-warning" aria-label="What may be missing">
          <strong>What the case may lack now</strong>
          <MissingList missing={missing} />
        </section>
      )}
    </div>
  );
}
