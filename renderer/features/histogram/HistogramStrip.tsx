import { Table2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';

import { verbs } from '../../../shared/event.ts';
import type { Histogram } from '../../../shared/eventPage.ts';
import type { Group } from '../../../shared/filter.ts';
import { timeOf, withoutTime, withTime } from '../../../shared/filterTree.ts';
import { timeInterval } from '../../../shared/timeRange.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { useAnswer } from '../../ui/useAnswer.ts';
import { barsOf, brushed, periodWords, timeText } from './bars.ts';
import type { Bar, Bars } from './bars.ts';

import './histogram.css';

type Props = {
  readonly bridge: Bridge;
  readonly filter: Group;
  readonly zone: string;
  readonly generation: number;
  /** UTC ISO of the newest event, from which `-7d` counts. */
  readonly newest: string | null;
  readonly onChange: (filter: Group) => void;
};

/** Events over time under the other filters, by kind of action. A drag over it is the time filter. */
export function HistogramStrip(props: Props) {
  const { bridge, filter, zone, generation } = props;
  const [isTable, setTable] = useState(false);
  const others = withoutTime(filter);
  const answer = useAnswer(JSON.stringify([others, zone, generation]), (signal) =>
    bridge.call('event.histogram', { filter: others, zone, unit: 'auto', split: 'verb' }, signal),
  );
  const histogram = answer.value;
  const bars = histogram === null ? null : barsOf(histogram, verbs);
  return (
    <section className="histogram" aria-label="Histogram">
      {answer.failure !== null && <p className="problem">{answer.failure.message}</p>}
      {histogram !== null && bars !== null && (
        <>
          {isTable ? (
            <BucketTable {...props} histogram={histogram} bars={bars} />
          ) : (
            <BarChart {...props} histogram={histogram} bars={bars} />
          )}
          <div className="histogram-aside">
            <span>events by {histogram.unit}</span>
            {bars.withoutTime > 0 && (
              <span>{bars.withoutTime.toLocaleString('en')} without a time</span>
            )}
            <button
              type="button"
              className="icon-button"
              title={isTable ? 'As bars' : 'As a table'}
              aria-label="Histogram as a table"
              aria-pressed={isTable}
              onClick={() => setTable(!isTable)}
            >
              <Table2 size={13} />
            </button>
          </div>
        </>
      )}
    </section>
  );
}

type ShownProps = Props & { readonly histogram: Histogram; readonly bars: Bars };

/** Of the drawing, which is stretched to the width of the window. */
const width = 1000;
const height = 52;

function BarChart({ filter, zone, newest, histogram, bars, onChange }: ShownProps) {
  const chart = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const shareAt = (event: PointerEvent): number => {
    const box = chart.current?.getBoundingClientRect();
    return box ? (event.clientX - box.left) / Math.max(1, box.width) : 0;
  };
  const chosen = drag ?? chosenShare(filter, bars, zone, newest);
  if (bars.bars.length === 0) {
    const words = histogram.buckets.length === 0 ? 'No events.' : 'No event here has a time.';
    return <p className="histogram-none">{words}</p>;
  }
  return (
    <div className="histogram-chart">
      <svg
        ref={chart}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${bars.bars.length} bars, at most ${bars.most} events by ${histogram.unit}. The same as a table: the button beside it.`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = shareAt(event);
          setDrag({ from: at, to: at });
        }}
        onPointerMove={(event) => {
          if (drag !== null) setDrag({ ...drag, to: shareAt(event) });
        }}
        onPointerUp={() => {
          if (drag === null) return;
          setDrag(null);
          const range = brushed(bars, drag.from, drag.to, histogram.unit, zone);
          onChange(withTime(filter, range.from, range.to));
        }}
        onPointerCancel={() => setDrag(null)}
      >
        {bars.bars.map((bar) => (
          <g key={bar.fromMs}>
            <title>{`${periodWords(bar, histogram.unit, zone)}: ${bar.count.toLocaleString('en')} events`}</title>
            <rect
              x={bar.x * width}
              y={0}
              width={bar.width * width}
              height={height}
              fill="none"
              pointerEvents="all"
            />
            {bar.parts.map((part) => (
              <rect
                key={part.name}
                className={`bar-${part.name}`}
                x={(bar.x + bar.width * 0.08) * width}
                y={height * (1 - part.y - part.height)}
                width={Math.max(0.6, bar.width * 0.84 * width)}
                height={Math.max(0.5, part.height * height)}
              />
            ))}
          </g>
        ))}
        {chosen !== null && (
          <rect
            className="histogram-brush"
            x={Math.min(chosen.from, chosen.to) * width}
            y={0}
            width={Math.abs(chosen.to - chosen.from) * width}
            height={height}
          />
        )}
      </svg>
      <div className="histogram-axis">
        <span>{timeText(bars.fromMs, zone)}</span>
        <span>{timeText((bars.fromMs + bars.toMs) / 2, zone).slice(0, 10)}</span>
        <span>{timeText(bars.toMs - 1, zone)}</span>
      </div>
    </div>
  );
}

/** Where the time filter lies in the drawing; null when there is none, or it is off. */
function chosenShare(
  filter: Group,
  bars: Bars,
  zone: string,
  newest: string | null,
): { readonly from: number; readonly to: number } | null {
  const chip = timeOf(filter);
  if (chip === null || chip.off) return null;
  const options = { zone, newestMs: newest === null ? 0 : Date.parse(newest) };
  const share = (text: string | null, otherwise: number): number => {
    if (text === null) return otherwise;
    const at = timeInterval(text, options).fromMs;
    return Math.min(1, Math.max(0, (at - bars.fromMs) / Math.max(1, bars.toMs - bars.fromMs)));
  };
  return { from: share(chip.from, 0), to: share(chip.to, 1) };
}

function BucketTable({ filter, zone, histogram, bars, onChange }: ShownProps) {
  const choose = (bar: Bar) => (): void =>
    onChange(withTime(filter, timeText(bar.fromMs, zone), timeText(bar.toMs, zone)));
  return (
    <div className="histogram-table">
      <table>
        <caption className="visually-hidden">Events by {histogram.unit}</caption>
        <thead>
          <tr>
            <th scope="col">Period ({zone})</th>
            <th scope="col">Events</th>
          </tr>
        </thead>
        <tbody>
          {bars.bars.map((bar) => (
            <tr key={bar.fromMs}>
              <td>
                <button type="button" className="link-button" onClick={choose(bar)}>
                  {periodWords(bar, histogram.unit, zone)}
                </button>
              </td>
              <td>{bar.count.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
