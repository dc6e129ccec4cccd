import { EqualNot } from 'lucide-react';
import type { KeyboardEvent } from 'react';

import type { Group } from '../../../shared/filter.ts';
import { exclude, only } from '../../../shared/filterClick.ts';
import type { Grouping } from '../../../shared/grouping.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { numberWords, timeWords } from '../../ui/words.ts';

type Props = {
  readonly grouping: Grouping;
  readonly label: string;
  readonly filter: Group;
  readonly zone: string;
  readonly onChange: (filter: Group) => void;
  readonly onClose: () => void;
};

/** A row a value. Arrows go up and down, Enter shows the events, - leaves the value out. */
export function GroupRows({ grouping, label, filter, zone, onChange, onClose }: Props) {
  const { field, groups } = grouping;
  const most = Math.max(1, ...groups.map(({ count }) => count));
  const time = (iso: string | null): string => (iso === null ? 'no time' : timeWords(iso, zone));
  return (
    <tbody onKeyDown={moveFocus}>
      {groups.map(({ value, count, first, last }) => {
        const words = value ?? '(none)';
        return (
          <tr key={value === null ? 'none' : `=${value}`}>
            <td className="grouping-value">
              <span className="grouping-bar" style={{ width: `${(100 * count) / most}%` }} />
              <button
                type="button"
                className="link-button"
                data-group
                title={`Only events with this ${label}`}
                onClick={() => {
                  onChange(only(filter, field, value));
                  onClose();
                }}
              >
                <SafeText text={words} />
              </button>
              <IconButton
                label={`Exclude ${words}`}
                title="Without this value (-)"
                icon={<EqualNot size={12} />}
                tabIndex={-1}
                data-exclude
                onClick={() => onChange(exclude(filter, field, value))}
              />
            </td>
            <td className="number">{numberWords(count)}</td>
            <td className="mono">{time(first)}</td>
            <td className="mono">{time(last)}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-group]')];
  const at = all.findIndex((button) => button === event.target);
  if (at < 0) return;
  const by =
    event.key === 'ArrowDown' || event.key === 'j'
      ? 1
      : event.key === 'ArrowUp' || event.key === 'k'
        ? -1
        : 0;
  if (by !== 0) all[at + by]?.focus();
  else if (event.key === '-') {
    (all[at + 1] ?? all[at - 1])?.focus();
    all[at]?.closest('tr')?.querySelector<HTMLElement>('[data-exclude]')?.click();
  } else return;
  event.preventDefault();
}
