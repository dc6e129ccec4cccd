import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

import { weekdays } from '../../../shared/zone.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { countWords, numberWords } from '../../ui/words.ts';
import { heatShare } from './entityWords.ts';

type Props = {
  /** By weekday (Monday first) and hour. */
  readonly counts: readonly (readonly number[])[];
  readonly without: number;
  readonly zone: string;
  readonly onShow: (weekday: number, hour: number) => void;
};

const moves: ReadonlyMap<string, readonly [days: number, hours: number]> = new Map([
  ['ArrowUp', [-1, 0]],
  ['ArrowDown', [1, 0]],
  ['ArrowLeft', [0, -1]],
  ['ArrowRight', [0, 1]],
]);

/** When it is active, by weekday and hour: a table whose cells are as dark as they are busy, or hold the numbers. */
export function WeekHours({ counts, without, zone, onShow }: Props) {
  const [isTable, setTable] = useState(false);
  const [active, setActive] = useState<readonly [number, number]>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const most = Math.max(...counts.flat());
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves.get(event.key);
    if (move === undefined) return;
    event.preventDefault();
    const day = Math.min(6, Math.max(0, active[0] + move[0]));
    const hour = Math.min(23, Math.max(0, active[1] + move[1]));
    setActive([day, hour]);
    table.current?.querySelectorAll('button')[day * 24 + hour]?.focus();
  };
  return (
    <section className="entity-part is-wide" aria-label="When it is active">
      <div className="entity-heat-head">
        <h2>When it is active</h2>
        <span className="mute">
          Weekday and hour in {zone}
          {without > 0 && `; ${countWords(without, 'event')} without a time`}
        </span>
        <Checkbox label="Show the numbers" checked={isTable} onChange={setTable} />
      </div>
      <table className="entity-heat" ref={table} onKeyDown={onKeyDown}>
        <caption className="visually-hidden">Events by weekday and hour in {zone}</caption>
        <thead>
          <tr>
            <td />
            {(counts[0] ?? []).map((_, hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((hours, day) => (
            <tr key={weekdays[day] ?? day}>
              <th scope="row">{weekdays[day]}</th>
              {hours.map((count, hour) => {
                const words = `${weekdays[day] ?? ''} ${hour}:00 to ${hour + 1}:00: ${countWords(count, 'event')}`;
                const share = isTable ? 0 : heatShare(count, most);
                return (
                  <td key={hour}>
                    <button
                      type="button"
                      title={words}
                      aria-label={words}
                      aria-disabled={count === 0}
                      tabIndex={active[0] === day && active[1] === hour ? 0 : -1}
                      style={{
                        background: `color-mix(in srgb, var(--accent) ${share}%, var(--panel))`,
                      }}
                      onFocus={() => setActive([day, hour])}
                      onClick={() => {
                        if (count > 0) onShow(day, hour);
                      }}
                    >
                      {isTable && count > 0 ? numberWords(count) : ''}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
