import type { CaseInfo } from '../../../shared/caseInfo.ts';
import type { Group } from '../../../shared/filter.ts';
import type { CountedFigure, Overview } from '../../../shared/overview.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { MissingList } from '../../ui/MissingList.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords, numberWords } from '../../ui/words.ts';
import { CoverageBands } from './CoverageBands.tsx';
import { PeriodForm } from './PeriodForm.tsx';
import { Purges } from './Purges.tsx';
import { SecondVersions } from './SecondVersions.tsx';

import './overview.css';

type Props = {
  readonly bridge: Bridge;
  readonly info: CaseInfo;
  readonly zone: string;
  readonly changes: number;
  /** The period is a setting of the case: once it is kept, the case is asked again. */
  readonly onChanged: () => Promise<void>;
  readonly onShowEvents: (filter: Group, event?: string) => void;
  readonly onEvidence: () => void;
};

/** What the case covers, what is missing from it, and the numbers that an auditor looks at first. */
export function OverviewScreen(props: Props) {
  const { bridge, info, zone, changes } = props;
  const { value: overview, failure } = useAnswer(
    JSON.stringify([zone, changes, info.settings['auditPeriod'] ?? null]),
    (signal) => bridge.call('case.overview', { zone }, signal),
  );
  if (info.originals === 0) {
    return (
      <EmptyState title="No evidence yet">
        <p>Once evidence is imported, this page says what it covers and what it lacks.</p>
      </EmptyState>
    );
  }
  return (
    <div className="overview">
      <div className="screen-head">
        <h1>Overview</h1>
        <p className="mute">
          What the evidence covers, what is missing from it, and where to begin. Days and times in{' '}
          {zone}.
        </p>
      </div>
      {failure !== null && <p className="problem">{failure.message}</p>}
      {overview === null && failure === null && <p className="mute">Counting…</p>}
      {overview !== null && <Parts {...props} overview={overview} />}
    </div>
  );
}

type PartsProps = Props & { readonly overview: Overview };

function Parts({ overview, ...props }: PartsProps) {
  const { period, counted, outside, withoutTime } = overview;
  return (
    <>
      <section aria-label="Audit period" className="overview-part">
        <h2>Audit period</h2>
        <PeriodForm
          key={JSON.stringify(period)}
          bridge={props.bridge}
          period={period}
          zone={props.zone}
          isReadOnly={props.info.readOnly !== null}
          onChanged={props.onChanged}
        />
        <p>
          <Count part={counted} onShow={props.onShowEvents} />{' '}
          {period === null ? 'in the case' : 'in the period'}
          <SecondVersions
            versions={counted.versions}
            before=" ("
            after=")"
            onShow={props.onShowEvents}
          />
          {outside !== null && (
            <>
              , <Count part={outside} onShow={props.onShowEvents} /> outside of it
            </>
          )}
          {withoutTime.count > 0 && (
            <>
              , <Count part={withoutTime} onShow={props.onShowEvents} /> without a time that can be
              read
            </>
          )}
        </p>
        <Unsure overview={overview} onShow={props.onShowEvents} />
      </section>
      <section aria-label="Coverage" className="overview-part">
        <h2>Coverage</h2>
        <CoverageBands
          products={overview.products}
          period={period}
          zone={props.zone}
          onShowEvents={props.onShowEvents}
        />
      </section>
      <section aria-label="Where to begin" className="overview-part">
        <h2>Where to begin{period === null ? '' : ': in the audit period'}</h2>
        <ul className="overview-figures">
          {overview.figures.map((figure) => (
            <Figure key={figure.name} figure={figure} onShow={props.onShowEvents} />
          ))}
        </ul>
      </section>
      <Purges purges={overview.purges} zone={props.zone} onShowEvents={props.onShowEvents} />
      <Missing {...props} overview={overview} />
    </>
  );
}

type UnsureProps = { readonly overview: Overview; readonly onShow: (filter: Group) => void };

/** Events at the edges of the period of which nobody can say on which side they lie. */
function Unsure({ overview, onShow }: UnsureProps) {
  const { couldBeInside, couldBeOutside } = overview;
  const parts = [
    { part: couldBeInside, words: 'left out could fall inside' },
    { part: couldBeOutside, words: 'inside could lie outside' },
  ].flatMap(({ part, words }) => (part === null || part.count === 0 ? [] : [{ part, words }]));
  if (parts.length === 0) return null;
  return (
    <p className="notice is-warning">
      Their times have no zone, or are logged to the minute or day only:{' '}
      {parts.map(({ part, words }, place) => (
        <span key={words}>
          {place > 0 && ', '}
          <Count part={part} onShow={onShow} /> {words}
        </span>
      ))}
      .
    </p>
  );
}

type CountProps = {
  readonly part: { readonly count: number; readonly filter: Group };
  readonly onShow: (filter: Group) => void;
};

function Count({ part, onShow }: CountProps) {
  if (part.count === 0) return <>no event</>;
  return (
    <button type="button" className="link-button" onClick={() => onShow(part.filter)}>
      {countWords(part.count, 'event')}
    </button>
  );
}

type FigureProps = {
  readonly figure: CountedFigure;
  readonly onShow: (filter: Group) => void;
};

function Figure({ figure, onShow }: FigureProps) {
  const { label, rule, count, versions, filter } = figure;
  return (
    <li>
      <button type="button" title={rule} disabled={count === 0} onClick={() => onShow(filter)}>
        <b>{numberWords(count)}</b> <span>{label}</span>
      </button>
      <SecondVersions versions={versions} onShow={onShow} />
    </li>
  );
}

/** The words of a source: what stands between backticks is a name as the product writes it. */
function Words({ text }: { readonly text: string }) {
  return text.split('`').map((part, place) =>
    place % 2 === 1 ? (
      <code key={place} className="mono">
        {part}
      </code>
    ) : (
      <span key={place}>{part}</span>
    ),
  );
}

/** What the evidence itself cannot show: how files came out of the product, and what a product never logs. */
function Missing({ overview, onEvidence }: PartsProps) {
  const { files, hidden, missing } = overview;
  return (
    <section aria-label="What may be missing" className="overview-part">
      <h2>What may be missing</h2>
      {missing.length > 0 && <MissingList missing={missing} />}
      {files.length === 0 && missing.length === 0 && (
        <p className="mute">No evidence file came with anything to be told of.</p>
      )}
      {files.length > 0 && (
        <>
          <ul className="overview-list">
            {files.map(({ original, name, warnings, rejected, aside }) => (
              <li key={original}>
                <b>
                  E{original} <SafeText text={name} />
                </b>
                {[
                  ...(aside === null ? [] : [`set aside: ${aside}`]),
                  ...(rejected === 0 ? [] : [`${countWords(rejected, 'record')} rejected`]),
                  ...warnings,
                ].map((words) => (
                  <div key={words}>
                    <SafeText text={words} />
                  </div>
                ))}
              </li>
            ))}
          </ul>
          <button type="button" className="link-button" onClick={onEvidence}>
            To the evidence files
          </button>
        </>
      )}
      {hidden.map(({ label, hides, cannotTell }) => (
        <details key={label} className="overview-hidden" open>
          <summary>{label}: what its log hides, and what nobody can learn from it</summary>
          <ul className="overview-list">
            {[...hides, ...cannotTell].map((words) => (
              <li key={words}>
                <Words text={words} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
