import type { HistogramUnit } from '../../../shared/eventPage.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { withTime } from '../../../shared/filterTree.ts';
import { bucketEnd } from '../../../shared/zone.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords } from '../../ui/words.ts';
import { periodWords, timeText } from './bars.ts';
import type { Bars } from './bars.ts';

import './flagMarks.css';

type Props = {
  readonly bridge: Bridge;
  /** What the bars count. */
  readonly counted: Group;
  readonly filter: Group;
  readonly zone: string;
  readonly generation: number;
  readonly unit: HistogramUnit;
  readonly bars: Bars;
  readonly onChange: (filter: Group) => void;
};

/** Where flagged events lie, over the bars. A click is the time filter of that bar; the facet "Flagged" has the same for keys. */
export function FlagMarks(props: Props) {
  const { bridge, counted, filter, zone, generation, unit, bars, onChange } = props;
  const flagged = makeGroup('all', [counted, makeCondition('flagged', 'is', ['yes'])]);
  const { value } = useAnswer(JSON.stringify([flagged, zone, generation, unit]), (signal) =>
    bridge.call('event.histogram', { filter: flagged, zone, unit, split: null }, signal),
  );
  const span = Math.max(1, bars.toMs - bars.fromMs);
  const marks = (value?.unit === unit ? value.buckets : []).flatMap(({ start, count }) => {
    if (start === null) return [];
    const fromMs = Math.max(bars.fromMs, Date.parse(start));
    const toMs = Math.min(bars.toMs, bucketEnd(Date.parse(start), unit, zone));
    const x = ((fromMs + toMs) / 2 - bars.fromMs) / span;
    return x < 0 || x > 1 ? [] : [{ fromMs, toMs, count, x }];
  });
  // Its room is kept, so that the first flag moves nothing on the screen.
  if (marks.length === 0) return <div className="flag-marks" />;
  return (
    <div className="flag-marks" role="group" aria-label="Flagged events over time">
      {marks.map(({ fromMs, toMs, count, x }) => {
        const words = `${periodWords({ fromMs, toMs }, unit, zone)}: ${countWords(count, 'flagged event')}`;
        return (
          <button
            key={fromMs}
            type="button"
            tabIndex={-1}
            title={words}
            aria-label={words}
            style={{ insetInlineStart: `${x * 100}%` }}
            onClick={() => onChange(withTime(filter, timeText(fromMs, zone), timeText(toMs, zone)))}
          />
        );
      })}
    </div>
  );
}
