import { clockOffsetText } from '../../../shared/clockOffset.ts';
import type { EventCore, Precision } from '../../../shared/event.ts';
import type { Mapping } from '../../../shared/mapping.ts';

/** Gathers, event by event, what an auditor should be told of a whole file. */
export type WarningCounts = {
  assumedZone: number;
  minutes: number;
  unreadTimes: number;
  impossible: number;
  damaged: number;
  resaved: number;
  invalid: number;
  ragged: number;
  /** Where the first of them begins, in bytes; Infinity: none. */
  firstRagged: number;
  /** First and last time, milliseconds since 1970 UTC. */
  from: number;
  to: number;
  precisions: Set<Precision>;
};

/** Gathers, event by event or block by block, what an auditor should be told of a whole file. */
export class ImportWarnings {
  readonly counts: WarningCounts = {
    assumedZone: 0,
    minutes: 0,
    unreadTimes: 0,
    impossible: 0,
    damaged: 0,
    resaved: 0,
    invalid: 0,
    ragged: 0,
    firstRagged: Infinity,
    from: Infinity,
    to: -Infinity,
    precisions: new Set(),
  };

  /** `offset`: where the event's record begins in the content. */
  see({ time, flags }: EventCore, offset: number): void {
    const { counts } = this;
    if (time) {
      if (time.zoneSource === 'assumed') counts.assumedZone++;
      if (time.precision === 'minute' || time.precision === 'day') counts.minutes++;
      if (time.ms < counts.from) counts.from = time.ms;
      if (time.ms > counts.to) counts.to = time.ms;
      counts.precisions.add(time.precision);
    }
    for (const flag of flags) {
      if (flag === 'time not read') counts.unreadTimes++;
      else if (flag === 'impossible time') counts.impossible++;
      else if (flag === 'exporter damaged') counts.damaged++;
      else if (flag === 'spreadsheet re-saved') counts.resaved++;
      else if (flag === 'invalid UTF-8') counts.invalid++;
      else if (flag === 'ragged row') {
        counts.ragged++;
        counts.firstRagged = Math.min(counts.firstRagged, offset);
      }
    }
  }

  add(block: WarningCounts): void {
    const { counts } = this;
    counts.assumedZone += block.assumedZone;
    counts.minutes += block.minutes;
    counts.unreadTimes += block.unreadTimes;
    counts.impossible += block.impossible;
    counts.damaged += block.damaged;
    counts.resaved += block.resaved;
    counts.invalid += block.invalid;
    counts.ragged += block.ragged;
    counts.firstRagged = Math.min(counts.firstRagged, block.firstRagged);
    counts.from = Math.min(counts.from, block.from);
    counts.to = Math.max(counts.to, block.to);
    for (const precision of block.precisions) counts.precisions.add(precision);
  }

  list(mapping: Mapping): readonly string[] {
    const { counts } = this;
    const said: string[] = [];
    const say = (count: number, one: string, many: string): void => {
      if (count > 0) said.push(count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`);
    };
    say(counts.assumedZone, 'time has no zone: UTC assumed', 'times have no zone: UTC assumed');
    say(
      counts.minutes,
      'time is exact to the minute or day only',
      'times are exact to the minute or day only',
    );
    say(counts.unreadTimes, 'time could not be read', 'times could not be read');
    say(counts.impossible, 'time is impossible', 'times are impossible');
    say(counts.damaged, 'state was damaged by the exporter', 'states were damaged by the exporter');
    say(counts.invalid, 'record holds invalid UTF-8', 'records hold invalid UTF-8');
    const at = `at byte ${counts.firstRagged.toLocaleString('en')}: a quote may not be closed (flags = ragged row)`;
    say(
      counts.ragged,
      `row has more or fewer cells than the header, ${at}`,
      `rows have more or fewer cells than the header, the first ${at}`,
    );
    if (counts.resaved > 0) said.push('re-saved by a spreadsheet: ask for the untouched export');
    const { clockMs = 0 } = mapping.time;
    if (clockMs !== 0)
      said.push(`clock corrected: ${clockOffsetText(clockMs)} added to every time`);
    return said;
  }
}
