import { CalendarRange } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { toFailure } from '../../../shared/failure.ts';
import type { Group } from '../../../shared/filter.ts';
import { timeOf, toggleAt, withoutTime, withTime } from '../../../shared/filterTree.ts';
import { aroundSpans, timePresets } from '../../../shared/timeRange.ts';
import { formatInZone } from '../../../shared/zone.ts';
import { fieldsOf, presetOf, rangeOf, timeWords } from './timeWords.ts';

type Props = {
  readonly filter: Group;
  readonly zone: string;
  /** UTC ISO of the newest event; null in an empty case. */
  readonly newest: string | null;
  /** The event that is chosen in the grid. */
  readonly active: string | null;
  readonly onAround: (event: string, minutes: number) => void;
  readonly onChange: (filter: Group) => void;
};

/** The period looked at: presets that count from the newest event of the case, or from and to. */
export function TimeChip({ filter, zone, newest, active, onAround, onChange }: Props) {
  const chip = timeOf(filter);
  const options = { zone, newestMs: newest === null ? 0 : Date.parse(newest) };
  const range = { from: chip?.from ?? null, to: chip?.to ?? null };
  const words = timeWords(range, options);
  const isOff = chip === null || chip.off;
  return (
    <span className={`filter-chip${isOff ? ' is-off' : ''}`}>
      {chip !== null && (
        <input
          type="checkbox"
          checked={!chip.off}
          aria-label={`Time: ${words}, switched on`}
          onChange={() => onChange(chip.paths.reduce(toggleAt, filter))}
        />
      )}
      <DialogTrigger>
        <Button className="filter-chip-words" aria-label={`Time: ${words}`}>
          {chip === null && <CalendarRange size={13} />}
          {words}
        </Button>
        <Popover placement="bottom start" className="popover">
          <Dialog aria-label="Time" className="time-dialog">
            {({ close }) => (
              <>
                <p className="mute">
                  {newest === null
                    ? 'No event has a time yet.'
                    : `Counted from the newest event, ${formatInZone(options.newestMs, zone, 'minute')} (${zone})`}
                </p>
                <div className="time-presets">
                  {timePresets.map((preset) => {
                    const isChosen = presetOf(range, options)?.name === preset.name;
                    return (
                      <button
                        key={preset.name}
                        type="button"
                        className="button small"
                        aria-pressed={isChosen}
                        disabled={newest === null}
                        onClick={() => {
                          const next = preset.range(options);
                          onChange(withTime(filter, next.from, next.to));
                          close();
                        }}
                      >
                        {preset.label}
                      </button>
                    );
                  })}
                </div>
                <p className="mute">Around the event chosen in the grid</p>
                <div className="time-presets is-around">
                  {aroundSpans.map(({ label, minutes }) => (
                    <button
                      key={label}
                      type="button"
                      className="button small"
                      disabled={active === null}
                      onClick={() => {
                        if (active !== null) onAround(active, minutes);
                        close();
                      }}
                    >
                      {label}
                    </button>
                  ))}
                </div>
                <CustomRange
                  {...{ filter, zone, newest, onChange }}
                  fields={fieldsOf(range, options)}
                  onDone={close}
                />
                {chip !== null && (
                  <button
                    type="button"
                    className="button small"
                    onClick={() => {
                      onChange(withoutTime(filter));
                      close();
                    }}
                  >
                    Any time
                  </button>
                )}
              </>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </span>
  );
}

type CustomProps = Pick<Props, 'filter' | 'zone' | 'newest' | 'onChange'> & {
  readonly fields: { readonly from: string; readonly to: string };
  readonly onDone: () => void;
};

function CustomRange({ filter, zone, newest, onChange, fields, onDone }: CustomProps) {
  const [from, setFrom] = useState(fields.from);
  const [to, setTo] = useState(fields.to);
  const [problem, setProblem] = useState<string | null>(null);
  const apply = (): void => {
    try {
      const newestMs = newest === null ? 0 : Date.parse(newest);
      const range = rangeOf(from, to, { zone, newestMs });
      onChange(withTime(filter, range.from, range.to));
      onDone();
    } catch (thrown) {
      setProblem(toFailure(thrown).message);
    }
  };
  const field = (label: string, value: string, set: (value: string) => void) => (
    <label className="time-field">
      {label}
      <input
        className="input mono"
        placeholder="2026-06-18 22:40"
        value={value}
        aria-describedby={problem === null ? undefined : 'time-problem'}
        onChange={(event) => {
          set(event.target.value);
          setProblem(null);
        }}
      />
    </label>
  );
  return (
    <form
      className="time-custom"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      {field('From', from, setFrom)}
      {field('To, included', to, setTo)}
      <button type="submit" className="button small">
        Apply
      </button>
      {problem !== null && (
        <p className="problem" id="time-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
