import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';

import type { Histogram } from '../../../shared/eventPage.ts';
import type { Group } from '../../../shared/filter.ts';
import { withTime } from '../../../shared/filterTree.ts';
import { timeInterval } from '../../../shared/timeRange.ts';
import { countWords, numberWords } from '../../ui/words.ts';
import { axisTicks, brushed, periodWords, timeText } from './bars.ts';
import type { Bar, Bars } from './bars.ts';
import { periodOf } from './span.ts';
import { splitColour } from './splits.ts';

export type ChartProps = {
  readonly filter: Group;
  readonly zone: string;
  /** UTC ISO of the newest event, from which `-7d` counts. */
  readonly newest: string | null;
  readonly split: string | null;
  readonly histogram: Histogram;
  readonly bars: Bars;
  /** Whether they go beyond the period that is filtered by, which is then marked. */
  readonly isWhole: boolean;
  /** The values of the split, in the order of their colours. */
  readonly names: readonly string[];
  readonly onChange: (filter: Group) => void;
};

type Range = { readonly from: number; readonly to: number };

/** Of the drawing, which is stretched to the width of the window. */
const width = 1000;
const height = 52;
const ticks = 7;

/** The bars. A drag is the time filter; with the focus, the arrows walk over the bars, Shift takes several, Enter filters. */
export function BarChart(props: ChartProps) {
  const { zone, histogram, bars, onChange, filter } = props;
  const chart = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<Range | null>(null);
  // Places among the bars, by keyboard: where the walk is, and where it began to take several.
  const [walk, setWalk] = useState<{ readonly at: number; readonly from: number } | null>(null);
  const { unit } = histogram;
  const shareAt = (event: PointerEvent): number => {
    const box = chart.current?.getBoundingClientRect();
    return box ? (event.clientX - box.left) / Math.max(1, box.width) : 0;
  };
  const chooseBars = (a: number, b: number): void => {
    const first = bars.bars[Math.min(a, b)];
    const last = bars.bars[Math.max(a, b)];
    if (first === undefined || last === undefined) return;
    onChange(withTime(filter, timeText(first.fromMs, zone), timeText(last.toMs, zone)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = walked(walk, event.key, event.shiftKey, bars.bars.length);
    if (next !== null) setWalk(next);
    else if (event.key === 'Enter' && walk !== null) chooseBars(walk.from, walk.at);
    else if (event.key === 'Escape' && drag !== null) setDrag(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (bars.bars.length === 0) {
    const none =
      periodOf(filter) === null || props.isWhole ? 'No events.' : 'No events in the period.';
    const words = histogram.buckets.length === 0 ? none : 'No event here has a time.';
    return <p className="histogram-none">{words}</p>;
  }
  const walkedOver = walk === null ? null : shareOf(bars.bars, walk.from, walk.at);
  return (
    <div
      className="histogram-chart"
      role="group"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrows walk over the bars
      tabIndex={0}
      aria-label={`${bars.bars.length} bars, at most ${countWords(bars.most, 'event')} by ${unit}. Arrows walk over them, Shift takes several, Enter filters; the same as a table: the button beside it.`}
      onKeyDown={onKeyDown}
      onBlur={() => setWalk(null)}
    >
      <svg
        ref={chart}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label="Events over time"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = shareAt(event);
          setWalk(null);
          setDrag({ from: at, to: at });
        }}
        onPointerMove={(event) => {
          if (drag !== null) setDrag({ ...drag, to: shareAt(event) });
        }}
        onPointerUp={() => {
          if (drag === null) return;
          setDrag(null);
          const range = brushed(bars, drag.from, drag.to, unit, zone);
          onChange(withTime(filter, range.from, range.to));
        }}
        onPointerCancel={() => setDrag(null)}
      >
        <Drawing {...props} />
        <Band range={drag ?? chosenShare(props)} className="histogram-brush" />
        <Band range={walkedOver} className="histogram-walk" />
      </svg>
      <div className="histogram-axis" aria-hidden>
        {axisTicks(bars, unit, zone, ticks).map(({ x, text }) => (
          <span key={x} style={{ insetInlineStart: `${x * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
      <span className="visually-hidden" aria-live="polite">
        {walk === null ? '' : walkWords(props, walk)}
      </span>
    </div>
  );
}

function Drawing({ bars, histogram, zone, split, names }: ChartProps) {
  return bars.bars.map((bar) => (
    <g key={bar.fromMs}>
      <title>{barWords(bar, histogram, zone)}</title>
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
          key={part.name ?? ''}
          style={{ fill: splitColour(split, part.name, names.indexOf(part.name ?? '')) }}
          x={(bar.x + bar.width * 0.08) * width}
          y={height * (1 - part.y - part.height)}
          width={Math.max(0.6, bar.width * 0.84 * width)}
          height={Math.max(0.5, part.height * height)}
        />
      ))}
    </g>
  ));
}

function Band({ range, className }: { readonly range: Range | null; readonly className: string }) {
  if (range === null) return null;
  return (
    <rect
      className={className}
      x={Math.min(range.from, range.to) * width}
      y={0}
      width={Math.abs(range.to - range.from) * width}
      height={height}
    />
  );
}

function barWords(bar: Bar, { unit }: Histogram, zone: string): string {
  const parts = bar.parts.map(({ name, count }) => `${name ?? 'other'} ${numberWords(count)}`);
  const split = bar.parts.length > 1 || bar.parts[0]?.name ? `\n${parts.join('\n')}` : '';
  return `${periodWords(bar, unit, zone)}: ${countWords(bar.count, 'event')}${split}`;
}

/** Where the walk goes by a key; null: not a key of the walk. */
function walked(
  walk: { readonly at: number; readonly from: number } | null,
  key: string,
  shift: boolean,
  count: number,
): { readonly at: number; readonly from: number } | null {
  const now = walk?.at ?? (key === 'ArrowLeft' ? count : -1);
  const to =
    key === 'ArrowRight'
      ? now + 1
      : key === 'ArrowLeft'
        ? now - 1
        : key === 'Home'
          ? 0
          : key === 'End'
            ? count - 1
            : null;
  if (to === null) return null;
  const at = Math.min(count - 1, Math.max(0, to));
  return { at, from: shift && walk !== null ? walk.from : at };
}

function walkWords(
  { bars, histogram, zone }: ChartProps,
  { at, from }: { readonly at: number; readonly from: number },
): string {
  const bar = bars.bars[at];
  if (bar === undefined) return '';
  const several = Math.abs(at - from) + 1;
  const words = `${periodWords(bar, histogram.unit, zone)}: ${countWords(bar.count, 'event')}`;
  return several === 1 ? words : `${words}; ${several} bars taken`;
}

function shareOf(bars: readonly Bar[], a: number, b: number): Range | null {
  const first = bars[Math.min(a, b)];
  const last = bars[Math.max(a, b)];
  return first === undefined || last === undefined
    ? null
    : { from: first.x, to: last.x + last.width };
}

/** Where the time filter lies in the drawing of the whole time; null when there is none, or it is off. */
function chosenShare({ filter, bars, zone, newest, isWhole }: ChartProps): Range | null {
  const period = periodOf(filter);
  if (period === null || !isWhole) return null;
  const options = { zone, newestMs: newest === null ? 0 : Date.parse(newest) };
  const share = (text: string | null, otherwise: number): number => {
    if (text === null) return otherwise;
    const at = timeInterval(text, options).fromMs;
    return Math.min(1, Math.max(0, (at - bars.fromMs) / Math.max(1, bars.toMs - bars.fromMs)));
  };
  return { from: share(period.from, 0), to: share(period.to, 1) };
}
