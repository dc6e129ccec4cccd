import { useState } from 'react';

import type { Group } from '../../../shared/filter.ts';
import { choiceOf, include, release } from '../../../shared/filterClick.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords, numberWords } from '../../ui/words.ts';
import type { Bars } from './bars.ts';
import { coverageRows } from './coverageRows.ts';
import type { CoverageRow, Piece } from './coverageRows.ts';

import './coverageStrip.css';

type Props = {
  readonly bridge: Bridge;
  readonly filter: Group;
  readonly zone: string;
  /** Counts what changed in the case, notes aside. */
  readonly generation: number;
  readonly bars: Bars;
  readonly products: number;
  readonly onChange: (filter: Group) => void;
};

/** Of more products only so many are drawn until the rest is asked for. */
const fewRows = 3;

/** In pixels, with the strip's lines folded. */
export function coverageHeight(products: number): number {
  return Math.min(products, fewRows) * 17 + 3;
}

/** Under the bars and on their axis: on which days each product has events at all, whatever the filter hides. */
export function CoverageStrip(props: Props) {
  const { bridge, filter, zone, generation, bars, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const { value } = useAnswer(JSON.stringify([zone, generation]), (signal) =>
    bridge.call('case.coverage', { zone }, signal),
  );
  if (bars.toMs <= bars.fromMs) return null;
  if (value === null)
    return <div className="coverage" style={{ height: coverageHeight(props.products) }} />;
  const { rows, period } = coverageRows(value, bars, zone);
  const shown = isOpen || rows.length <= fewRows ? rows : rows.slice(0, fewRows - 1);
  return (
    <div className="coverage" role="group" aria-label="Days covered by each product">
      {shown.map((row) => (
        <Row key={row.source} row={row} period={period} filter={filter} onChange={onChange} />
      ))}
      {rows.length > fewRows && (
        <div className="coverage-line">
          <span />
          <button
            type="button"
            className="link-button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Fewer products' : countWords(rows.length - shown.length, 'more product')}
          </button>
        </div>
      )}
    </div>
  );
}

type RowProps = Pick<Props, 'filter' | 'onChange'> & {
  readonly row: CoverageRow;
  readonly period: Piece | null;
};

function Row({ row, period, filter, onChange }: RowProps) {
  const { source, label, before, after, words } = row;
  const isIncluded = choiceOf(filter, 'source', source) === 'included';
  return (
    <div className="coverage-line">
      <div className="coverage-band" role="img" aria-label={words}>
        {period !== null && (
          <span className="coverage-period" title={period.words} style={placed(period)} />
        )}
        {row.days.map((piece) => (
          <span
            key={piece.words}
            className="coverage-days"
            title={piece.words}
            style={placed(piece)}
          />
        ))}
        {row.gaps.map((piece) => (
          <span
            key={piece.words}
            className="coverage-gap"
            title={piece.words}
            style={placed(piece)}
          />
        ))}
      </div>
      <span className="coverage-about">
        <button
          type="button"
          className="coverage-product"
          aria-pressed={isIncluded}
          title={`${words}\n${isIncluded ? 'Take it back' : 'Only its events'}`}
          onClick={() => onChange((isIncluded ? release : include)(filter, 'source', source))}
        >
          <SafeText text={label} />
        </button>
        {before > 0 && (
          <span className="coverage-missing" title={missingWords('first', before)} aria-hidden>
            ◂ {numberWords(before)} d
          </span>
        )}
        {after > 0 && (
          <span className="coverage-missing" title={missingWords('last', after)} aria-hidden>
            {numberWords(after)} d ▸
          </span>
        )}
      </span>
    </div>
  );
}

/** Days of the audit period that the product does not cover: also those that lie off the axis. */
function missingWords(end: 'first' | 'last', days: number): string {
  return `No event in the ${end} ${countWords(days, 'day')} of the audit period`;
}

function placed({ x, width }: Piece) {
  return { insetInlineStart: `min(${x * 100}%, 100% - 2px)`, width: `max(2px, ${width * 100}%)` };
}
