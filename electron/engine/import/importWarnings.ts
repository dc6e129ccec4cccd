import type { EventCore } from '../../../shared/event.ts';
import type { Mapping } from '../../../shared/mapping.ts';

/** Gathers, event by event, what an auditor should be told of a whole file. */
export class ImportWarnings {
  #assumedZone = 0;
  #minutes = 0;
  #unreadTimes = 0;
  #impossible = 0;
  #damaged = 0;
  #resaved = 0;
  #invalid = 0;
  from = Infinity;
  to = -Infinity;
  readonly precisions = new Set<string>();

  see(core: EventCore): void {
    if (core.time) {
      if (core.time.zoneSource === 'assumed') this.#assumedZone++;
      if (core.time.precision === 'minute' || core.time.precision === 'day') this.#minutes++;
      if (core.time.ms < this.from) this.from = core.time.ms;
      if (core.time.ms > this.to) this.to = core.time.ms;
      this.precisions.add(core.time.precision);
    }
    for (const flag of core.flags) {
      if (flag === 'time not read') this.#unreadTimes++;
      else if (flag === 'impossible time') this.#impossible++;
      else if (flag === 'exporter damaged') this.#damaged++;
      else if (flag === 'spreadsheet re-saved') this.#resaved++;
      else if (flag === 'invalid UTF-8') this.#invalid++;
    }
  }

  list(mapping: Mapping): readonly string[] {
    const said: string[] = [];
    const say = (count: number, one: string, many: string): void => {
      if (count > 0) said.push(count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`);
    };
    say(this.#assumedZone, 'time has no zone: UTC assumed', 'times have no zone: UTC assumed');
    say(
      this.#minutes,
      'time is exact to the minute or day only',
      'times are exact to the minute or day only',
    );
    say(this.#unreadTimes, 'time could not be read', 'times could not be read');
    say(this.#impossible, 'time is impossible', 'times are impossible');
    say(this.#damaged, 'state was damaged by the exporter', 'states were damaged by the exporter');
    say(this.#invalid, 'record holds invalid UTF-8', 'records hold invalid UTF-8');
    if (this.#resaved > 0) said.push('re-saved by a spreadsheet: ask for the untouched export');
    if (mapping.time.zone !== null && mapping.time.zoneSource === 'set at import') {
      said.push(`zone of times without one set at import: ${mapping.time.zone}`);
    }
    return said;
  }
}
