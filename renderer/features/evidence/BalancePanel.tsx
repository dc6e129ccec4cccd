import { Fragment } from 'react';

import type { OriginalInfo } from '../../../shared/importResult.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { numberWords, zonedTimeWords } from '../../ui/words.ts';
import type { Equation } from './balanceWords.ts';
import { bytesEquation, recordsEquation } from './balanceWords.ts';
import { containerText, isEmptyFile, sizeGivenWords } from './originalWords.ts';

type Props = {
  readonly info: OriginalInfo;
  readonly zone: string;
  readonly holdsRecords: boolean;
};

/** Where every record and every byte of a file went, and how the file came in. */
export function BalancePanel({ info, zone, holdsRecords }: Props) {
  return (
    <div className="evidence-balance">
      {holdsRecords ? (
        <>
          <EquationLine equation={recordsEquation(info)} />
          <EquationLine equation={bytesEquation(info)} />
        </>
      ) : (
        <p className="mute">
          {isEmptyFile(info)
            ? 'An empty file: it came without a single byte, and that is on record.'
            : 'A container: it is kept as it came, and what it held is an evidence file of its own.'}
        </p>
      )}
      <dl className="evidence-facts">
        <dt>Events</dt>
        <dd>{numberWords(info.events)}</dd>
        <dt>Size</dt>
        <dd>
          {sizeGivenWords(info)} ({numberWords(info.bytes.total)} bytes as given,{' '}
          {containerText(info)})
        </dd>
        <dt>SHA-256</dt>
        <dd className="mono">{info.sha256}</dd>
        <dt>Given as</dt>
        <dd>
          <SafeText text={info.givenAs} />
        </dd>
        {info.fetched !== null && (
          <>
            <dt>Fetched by</dt>
            <dd>
              <SafeText text={info.fetched.source} />, {zonedTimeWords(info.fetched.at, zone)}
            </dd>
            <dt>From</dt>
            <dd className="mono">
              <SafeText text={info.fetched.place} />
            </dd>
          </>
        )}
        {Object.entries(info.fetched?.headers ?? {}).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd className="mono">
              <SafeText text={value} />
            </dd>
          </Fragment>
        ))}
        <dt>Came in</dt>
        <dd>
          {zonedTimeWords(info.importedAt, zone)}, by <SafeText text={info.importedBy} />
        </dd>
      </dl>
    </div>
  );
}

function EquationLine({ equation }: { readonly equation: Equation }) {
  return (
    <p className="equation">
      <span className="equation-term">
        <b>{numberWords(equation.total)}</b> {equation.unit}
      </span>
      {equation.parts.map(({ count, words, isWarning }, place) => (
        <Fragment key={words}>
          {' '}
          <span className={isWarning ? 'equation-term is-warning' : 'equation-term'}>
            <i>{place === 0 ? '=' : '+'}</i> <b>{numberWords(count)}</b> {words}
          </span>
        </Fragment>
      ))}
      {!equation.balances && (
        <span className="problem">This does not add up: verify the case.</span>
      )}
    </p>
  );
}
