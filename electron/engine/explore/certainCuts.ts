import type { CaseEvent, Precision } from '../../../shared/event.ts';

const lasting: Readonly<Record<Precision, number>> = {
  day: 86_400_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
  microsecond: 0.001,
  nanosecond: 0.001,
};

/** How far an unknown zone, or a clock that somebody corrected, can put an event from another file's. */
const aDay = 86_400_000;

type Timed = Pick<CaseEvent, 'time' | 'flags' | 'original'>;

/**
 * Of events in order of time, before which the order is certain: `cuts[i]` where everything before event i happened before
 * everything from it on. The first and the last (`cuts[events.length]`) always are. An event without a time may have
 * happened at any.
 */
export function certainCuts(events: readonly Timed[]): readonly boolean[] {
  const isOneFile = new Set(events.map(({ original }) => original)).size <= 1;
  const spans = events.map(({ time, flags }) => {
    if (time === null) return { from: -Infinity, to: Infinity };
    const isSure = time.zoneSource !== 'assumed' && !flags.includes('clock corrected');
    // Two events of one file are off by the same.
    const off = isSure || isOneFile ? 0 : aDay;
    const from = time.ms + time.ns / 1_000_000;
    return { from: from - off, to: from + lasting[time.precision] + off };
  });
  const firstAfter: number[] = [Infinity];
  for (const { from } of spans.toReversed())
    firstAfter.unshift(Math.min(from, firstAfter[0] ?? Infinity));
  let lastBefore = -Infinity;
  return firstAfter.map((first, at) => {
    const isCut = lastBefore <= first;
    lastBefore = Math.max(lastBefore, spans[at]?.to ?? -Infinity);
    return isCut || at === 0 || at === spans.length;
  });
}
