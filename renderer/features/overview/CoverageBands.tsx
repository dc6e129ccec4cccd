import { useState } from 'react';

import { dayNumber, dayOf, gapRule } from '../../../shared/coverage.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { withTime } from '../../../shared/filterTree.ts';
import { uncovered } from '../../../shared/overview.ts';
import type { AuditPeriod, Coverage } from '../../../shared/overview.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { countWords, numberWords } from '../../ui/words.ts';
import { axisOf, bandWords, piecesOf, spanPiece } from './bands.ts';
import type { Axis, BandPiece } from './bands.ts';

type Props = {
  readonly products: readonly Coverage[];
  readonly period: AuditPeriod | null;
  readonly zone: string;
  readonly onShowEvents: (filter: Group) => void;
};

/**
 * On which days each product has events, one under another on the same days, and where it has none: in the audit period
 * where one is set, or over the whole time.
 */
export function CoverageBands({ products, period, zone, onShowEvents }: Props) {
  const [isWhole, setWhole] = useState(false);
  const axis = axisOf(products, period, isWhole);
  if (axis === null) return <p className="mute">No event has a time that can be read.</p>;
  return (
    <>
      {period !== null && (
        <div className="band-span" role="group" aria-label="Days drawn">
          {[false, true].map((whole) => (
            <button
              key={String(whole)}
              type="button"
              className="button tiny"
              aria-pressed={isWhole === whole}
              onClick={() => setWhole(whole)}
            >
              {whole ? 'Whole time' : `Audit period, ${period.from} to ${period.to}`}
            </button>
          ))}
        </div>
      )}
      <div className="bands">
        {products.map((product) => (
          <div key={product.source} className="band-line">
            <button
              type="button"
              className="link-button"
              onClick={() => onShowEvents(product.filter)}
            >
              <SafeText text={product.label} /> ({numberWords(product.events)})
            </button>
            <Band product={product} axis={axis} period={period} isWhole={isWhole} />
          </div>
        ))}
        <div className="band-line band-axis mono" aria-hidden>
          <span />
          <span>
            <span>{axis.from}</span>
            <span>{axis.to}</span>
          </span>
        </div>
      </div>
      <p className="band-legend mute" aria-hidden>
        <i className="band-day" /> days with events <i className="band-gap" /> gap{' '}
        {period !== null && isWhole && (
          <>
            <i className="band-period" /> audit period
          </>
        )}
      </p>
      <CoverageTable products={products} period={period} onShowEvents={onShowEvents} />
      <p className="mute">
        {gapRule} Days in {zone}.
      </p>
    </>
  );
}

type BandProps = {
  readonly product: Coverage;
  readonly axis: Axis;
  readonly period: AuditPeriod | null;
  readonly isWhole: boolean;
};

function Band({ product, axis, period, isWhole }: BandProps) {
  const pieces = (found: readonly BandPiece[], className: string, about: string) =>
    found.map((piece) => (
      <span
        key={`${className} ${piece.words}`}
        className={className}
        title={`${about}${piece.words}`}
        style={placed(piece)}
      />
    ));
  const audited = period === null || !isWhole ? null : spanPiece(period.from, period.to, axis);
  const days = product.days.map(({ day }) => day);
  const gaps = product.gaps.flatMap(({ from, to }) => spanPiece(from, to, axis) ?? []);
  return (
    <div className="band" role="img" aria-label={bandWords(product, axis, period)}>
      {audited !== null && <span className="band-period" style={placed(audited)} />}
      {pieces(piecesOf(days, axis), 'band-day', '')}
      {pieces(gaps, 'band-gap', 'Gap: ')}
    </div>
  );
}

/** One day of decades is two pixels, and those inside the band. */
function placed({ start, length }: Pick<BandPiece, 'start' | 'length'>) {
  return {
    insetInlineStart: `min(${start * 100}%, 100% - 2px)`,
    width: `max(2px, ${length * 100}%)`,
  };
}

type TableProps = Pick<Props, 'products' | 'period' | 'onShowEvents'>;

/** The same as a table. */
function CoverageTable({ products, period, onShowEvents }: TableProps) {
  return (
    <div className="overview-scroll" tabIndex={0} role="region" aria-label="Coverage as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">First day</th>
            <th scope="col">Last day</th>
            <th scope="col">Days with events</th>
            {period !== null && <th scope="col">Missing from the period</th>}
            <th scope="col">Usual pause</th>
            <th scope="col">Gaps</th>
          </tr>
        </thead>
        <tbody>
          {products.map((product) => {
            const { days, gaps, usualPause, withoutTime } = product;
            const edges = uncovered(product, period);
            return (
              <tr key={product.source}>
                <th scope="row">
                  <SafeText text={product.label} />
                  {withoutTime > 0 && (
                    <div className="mute">{countWords(withoutTime, 'event')} without a time</div>
                  )}
                </th>
                <td className="mono">{days[0]?.day ?? '–'}</td>
                <td className="mono">{days.at(-1)?.day ?? '–'}</td>
                <td>{numberWords(days.length)}</td>
                {period !== null && <td>{edgeWords(edges)}</td>}
                <td>{usualPause === null ? '–' : countWords(usualPause, 'day')}</td>
                <td>
                  {usualPause === null && <span className="mute">too few days to tell</span>}
                  {usualPause !== null && gaps.length === 0 && 'none'}
                  {gaps.map(({ from, to, days: length }) => (
                    <div key={from}>
                      <button
                        type="button"
                        className="link-button mono"
                        title="Show the events of this product on the days around it"
                        onClick={() => onShowEvents(aroundGap(product, from, to))}
                      >
                        {from === to ? from : `${from} to ${to}`}
                      </button>{' '}
                      ({countWords(length, 'day')})
                    </div>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function edgeWords({ before, after }: { readonly before: number; readonly after: number }): string {
  const words = [
    ...(before === 0 ? [] : [`the first ${countWords(before, 'day')}`]),
    ...(after === 0 ? [] : [`the last ${countWords(after, 'day')}`]),
  ];
  return words.length === 0 ? 'nothing' : words.join(' and ');
}

/** The product's events from the day before a gap to the day after it. */
function aroundGap(product: Coverage, from: string, to: string): Group {
  const before = dayOf(dayNumber(from) - 1);
  const after = dayOf(dayNumber(to) + 2);
  return withTime(
    makeGroup('all', [makeCondition('source', 'is', [product.source])]),
    before,
    after,
  );
}
