import { makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import {
  besidesPeriod,
  timeEdgeOf,
  withoutUncertain,
  withUncertain,
} from '../../../shared/timeEdge.ts';
import type { TimeEdge as Edge, Unsure } from '../../../shared/timeEdge.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords } from '../../ui/words.ts';

type Props = {
  readonly bridge: Bridge;
  readonly filter: Group;
  readonly zone: string;
  readonly newest: string | null;
  /** Counts what changed in the case. */
  readonly generation: number;
  readonly onChange: (filter: Group) => void;
};

/** Asks about events that a period takes in, or leaves out, though their time is not known well enough for that. */
export function TimeEdge({ bridge, filter, zone, newest, generation, onChange }: Props) {
  const unsure = useAnswer(`unsure ${generation}`, (signal) => unsureTimes(bridge, signal));
  const edge =
    unsure.value === null
      ? null
      : timeEdgeOf(filter, unsure.value, {
          zone,
          newestMs: newest === null ? 0 : Date.parse(newest),
        });
  const asked = edge !== null && (edge.outside !== null || edge.inside !== null);
  const key = asked ? JSON.stringify([filter, zone, newest, generation]) : null;
  const counts = useAnswer(key, async (signal) => {
    const count = async (part: Group | null, rest: Group): Promise<number> =>
      part === null
        ? 0
        : (
            await bridge.call(
              'event.count',
              { filter: makeGroup('all', [...rest.items, part]), zone },
              signal,
            )
          ).count;
    return {
      key,
      outside: await count(edge?.outside ?? null, besidesPeriod(filter)),
      inside: await count(edge?.inside ?? null, filter),
    };
  });
  // The numbers of another filter, until its own are there, would be wrong ones.
  if (edge === null || counts.value === null || counts.value.key !== key) return null;
  const { outside, inside } = counts.value;
  if (outside === 0 && inside === 0) return null;
  return (
    <section className="notice is-warning time-edge" aria-label="Unsure times" aria-live="polite">
      <span>{whyWords(unsure.value ?? noDoubt)}</span>
      {outside > 0 && edge.outside !== null && (
        <Question
          words={`${countWords(outside, 'event')} left out could fall inside.`}
          act="Include"
          onAct={() => onChange(withUncertain(filter, edge.outside ?? filter))}
          onShow={() => onChange(shown(besidesPeriod(filter), edge.outside))}
        />
      )}
      {inside > 0 && edge.inside !== null && (
        <Question
          words={`${countWords(inside, 'event')} inside could lie outside.`}
          act="Leave out"
          onAct={() => onChange(withoutUncertain(filter, edge.inside ?? filter))}
          onShow={() => onChange(shown(filter, edge.inside))}
        />
      )}
    </section>
  );
}

const noDoubt: Unsure = { assumedZone: false, minute: false, day: false };

/** What of the case's times is unsure. */
function whyWords({ assumedZone, minute, day }: Unsure): string {
  const coarse = [...(minute ? ['minute'] : []), ...(day ? ['day'] : [])].join(' or ');
  const why = [
    ...(assumedZone ? ['without a zone, read as UTC'] : []),
    ...(coarse === '' ? [] : [`to the ${coarse} only`]),
  ];
  return `Some times are logged ${why.join(', or ')}.`;
}

const shown = (rest: Group, part: Edge['inside']): Group =>
  makeGroup('all', part === null ? rest.items : [...rest.items, part]);

type QuestionProps = {
  readonly words: string;
  readonly act: string;
  readonly onAct: () => void;
  readonly onShow: () => void;
};

function Question({ words, act, onAct, onShow }: QuestionProps) {
  return (
    <span className="time-edge-question">
      <b>{words}</b>
      <button type="button" className="button tiny" onClick={onAct}>
        {act}
      </button>
      <button type="button" className="button tiny" onClick={onShow}>
        Show them
      </button>
    </span>
  );
}

async function unsureTimes(bridge: Bridge, signal: AbortSignal): Promise<Unsure> {
  const valuesOf = async (field: string): Promise<ReadonlySet<string | null>> => {
    const filter = makeGroup('all', []);
    const facet = await bridge.call('event.facet', { filter, zone: 'UTC', field, top: 10 }, signal);
    return new Set(facet.values.map(({ value }) => value));
  };
  const zones = await valuesOf('zoneSource');
  const precisions = await valuesOf('precision');
  return {
    assumedZone: zones.has('assumed'),
    minute: precisions.has('minute'),
    day: precisions.has('day'),
  };
}
