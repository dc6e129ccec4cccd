import { Table2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

import type { Group } from '../../../shared/filter.ts';
import { choiceOf, include, release } from '../../../shared/filterClick.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { numberWords } from '../../ui/words.ts';
import { BarChart } from './BarChart.tsx';
import type { ChartProps } from './BarChart.tsx';
import { barsOf, splitTotals } from './bars.ts';
import { BucketTable } from './BucketTable.tsx';
import { coverageHeight, CoverageStrip } from './CoverageStrip.tsx';
import { FlagMarks } from './FlagMarks.tsx';
import { barFilter, periodOf, spanOf, spanUnit, timeKey } from './span.ts';
import { orderOf, splitChoices, splitColour } from './splits.ts';

import './histogram.css';

type Props = {
  readonly bridge: Bridge;
  readonly filter: Group;
  readonly zone: string;
  /** Counts what changed in the case and its notes. */
  readonly generation: number;
  /** Counts what changed in the case alone. */
  readonly caseGeneration: number;
  /** UTC ISO of the newest event, from which `-7d` counts. */
  readonly newest: string | null;
  /** How many products the case has: their room is kept until their days are known, so that nothing below jumps. */
  readonly products: number;
  /** The field by which the bars are split; null for none. */
  readonly split: string | null;
  readonly onSplit: (split: string | null) => void;
  readonly onChange: (filter: Group) => void;
  /** Takes back the last change of the view. */
  readonly onUndo: () => void;
};

/** As high as bars, axis and legend are, in pixels. */
const loadingHeight = 116;

/**
 * Events over time, split by a field: of the period that is filtered by, or of the whole time with that marked. A drag
 * over it is the time filter.
 */
export function HistogramStrip(props: Props) {
  const { bridge, filter, zone, generation, split, onChange } = props;
  const [isTable, setTable] = useState(false);
  // The period whose surroundings were asked for: another one is shown by itself again.
  const [widened, setWidened] = useState<string | null>(null);
  const brush = useRef<Group | null>(null);
  const period = timeKey(filter);
  const isWhole = period === null || widened === period;
  const counted = barFilter(filter, isWhole);
  const answer = useAnswer(
    JSON.stringify([counted, isWhole, zone, generation, split]),
    async (signal) => {
      const options = { zone, newestMs: props.newest === null ? 0 : Date.parse(props.newest) };
      const span = spanOf(counted, options);
      const unit = spanUnit(span, options);
      const input = { filter: counted, zone, unit, split };
      return { span, isWhole, histogram: await bridge.call('event.histogram', input, signal) };
    },
  );
  const histogram = answer.value?.histogram ?? null;
  const totals = histogram === null ? [] : splitTotals(histogram, orderOf(split ?? ''));
  const names = totals.map(({ name }) => name);
  const choose = (next: Group): void => {
    brush.current = next;
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLSelectElement || event.ctrlKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') setWidened(null);
    else if (event.key === '-') setWidened(period);
    else if (event.key === 'Escape' && isLastBrush(filter, brush.current)) {
      brush.current = null;
      props.onUndo();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const drawn: ChartProps | null =
    histogram === null
      ? null
      : {
          ...props,
          histogram,
          names,
          bars: barsOf(histogram, names, answer.value?.span),
          isWhole: answer.value?.isWhole ?? true,
          onChange: choose,
        };
  return (
    <section
      className={answer.isStale ? 'histogram is-stale' : 'histogram'}
      aria-label="Histogram"
      aria-busy={answer.isStale}
      style={
        drawn === null && answer.failure === null
          ? { minHeight: `${loadingHeight + coverageHeight(props.products)}px` }
          : undefined
      }
      onKeyDown={onKeyDown}
    >
      {answer.failure !== null && <p className="problem">{answer.failure.message}</p>}
      {drawn !== null && (
        <>
          <div className="histogram-main">
            {!isTable && (
              <FlagMarks
                {...drawn}
                {...{ bridge, counted, generation }}
                unit={drawn.histogram.unit}
              />
            )}
            {isTable ? <BucketTable {...drawn} /> : <BarChart {...drawn} />}
          </div>
          <div className="histogram-aside">
            <SplitChoice split={split} onSplit={props.onSplit} />
            <span>
              by {drawn.histogram.unit}
              {drawn.bars.withoutTime > 0 &&
                `, ${numberWords(drawn.bars.withoutTime)} without a time`}
            </span>
            <span className="histogram-buttons">
              {period !== null && (
                <button
                  type="button"
                  className="button tiny"
                  title={
                    isWhole
                      ? 'Only the chosen period (+)'
                      : 'The whole time, with the period marked (-)'
                  }
                  onClick={() => setWidened(isWhole ? null : period)}
                >
                  {isWhole ? 'Chosen period' : 'Whole time'}
                </button>
              )}
              <IconButton
                label="Histogram as a table"
                title={isTable ? 'As bars' : 'As a table'}
                icon={<Table2 size={14} />}
                aria-pressed={isTable}
                onClick={() => setTable(!isTable)}
              />
            </span>
          </div>
          {!isTable && (
            <CoverageStrip {...props} bars={drawn.bars} generation={props.caseGeneration} />
          )}
          {split !== null && totals.length > 0 && (
            <Legend {...props} totals={totals} split={split} />
          )}
        </>
      )}
    </section>
  );
}

/** Whether what was brushed last still stands, so that Esc takes back the brush and nothing else. */
function isLastBrush(filter: Group, brush: Group | null): boolean {
  return brush !== null && JSON.stringify(periodOf(brush)) === JSON.stringify(periodOf(filter));
}

type SplitProps = Pick<Props, 'split' | 'onSplit'>;

function SplitChoice({ split, onSplit }: SplitProps) {
  return (
    <label className="histogram-split">
      split by{' '}
      <select
        className="input"
        value={split ?? ''}
        onChange={(event) => onSplit(event.target.value === '' ? null : event.target.value)}
      >
        <option value="">nothing</option>
        {splitChoices(split).map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

type LegendProps = Pick<Props, 'filter' | 'onChange'> & {
  readonly split: string;
  readonly totals: readonly { readonly name: string; readonly count: number }[];
};

/** What the colours mean; a click keeps the events of one. */
function Legend({ split, totals, filter, onChange }: LegendProps) {
  return (
    <ul className="histogram-legend" aria-label="Colours">
      {totals.map(({ name, count }, place) => {
        const isIncluded = choiceOf(filter, split, name) === 'included';
        return (
          <li key={name}>
            <button
              type="button"
              aria-pressed={isIncluded}
              title={`${name}: ${numberWords(count)}\n${isIncluded ? 'Take it back' : 'Only these events'}`}
              onClick={() => onChange((isIncluded ? release : include)(filter, split, name))}
            >
              <span
                className="histogram-colour"
                style={{ background: splitColour(split, name, place) }}
              />
              <SafeText text={name} />
              <span className="mute">{numberWords(count)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
