import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';

import { fields, findField } from '../../../shared/field.ts';
import type { Group } from '../../../shared/filter.ts';
import type { Grouping, GroupingSort } from '../../../shared/grouping.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { saveToFile } from '../../bridge/saveToFile.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useAction } from '../../ui/useAction.ts';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords } from '../../ui/words.ts';
import { groupingCsv } from './groupingCsv.ts';
import { GroupRows } from './GroupRows.tsx';

import './grouping.css';

type Props = {
  readonly bridge: Bridge;
  readonly filter: Group;
  readonly zone: string;
  readonly generation: number;
  readonly field: string;
  readonly onField: (field: string) => void;
  readonly onChange: (filter: Group) => void;
  readonly onSay: (words: string) => void;
  readonly onClose: () => void;
};

const pageOfGroups = 200;
const columns: readonly (readonly [sort: GroupingSort, words: string])[] = [
  ['value', 'Value'],
  ['count', 'Events'],
  ['first', 'First'],
  ['last', 'Last'],
];

/** The events of the view by the values of one field: how many, from when, until when. A value leads to its events. */
export function GroupingDialog(props: Props) {
  const { bridge, filter, zone, generation, field } = props;
  const [sort, setSort] = useState<GroupingSort>('count');
  const [isDesc, setDesc] = useState(true);
  const [limit, setLimit] = useState(pageOfGroups);
  const input = { filter, zone, field, sort, desc: isDesc };
  const answer = useAnswer(JSON.stringify([input, limit, generation]), (signal) =>
    bridge.call('event.grouping', { ...input, limit }, signal),
  );
  const grouping = answer.value?.field === field ? answer.value : null;
  const label = findField(field)?.label ?? field;
  return (
    <Dialog
      title={`Events by ${label}`}
      width={760}
      aside={<FieldChoice field={field} onField={props.onField} />}
      buttons={<Foot {...props} input={input} label={label} grouping={grouping} />}
      onClose={props.onClose}
    >
      <p className="mute" aria-live="polite">
        {grouping === null
          ? 'Counting…'
          : `${countWords(grouping.total, 'event')} of this view, ${countWords(grouping.distinct, 'value')}. A value leads to its events.`}
      </p>
      <ErrorNotice error={answer.failure} />
      {grouping !== null && (
        <div className="grouping-table">
          <table className="table">
            <thead>
              <tr>
                {columns.map(([name, words]) => (
                  <th
                    key={name}
                    scope="col"
                    aria-sort={sort !== name ? 'none' : isDesc ? 'descending' : 'ascending'}
                    className={name === 'count' ? 'number' : undefined}
                  >
                    <button
                      type="button"
                      className="grouping-sort"
                      onClick={() => {
                        setDesc(sort === name ? !isDesc : name === 'count' || name === 'last');
                        setSort(name);
                      }}
                    >
                      {name === 'first' || name === 'last' ? `${words} (${zone})` : words}
                      {sort === name && (isDesc ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <GroupRows {...props} grouping={grouping} label={label} />
          </table>
          {grouping.distinct > limit && (
            <button
              type="button"
              className="link-button"
              onClick={() => setLimit(Math.min(10_000, limit + 1000))}
            >
              {countWords(grouping.distinct - limit, 'more value')}: show the next
            </button>
          )}
        </div>
      )}
    </Dialog>
  );
}

function FieldChoice({ field, onField }: Pick<Props, 'field' | 'onField'>) {
  const own = ['occurredAt', 'occurredAtRaw', 'event', 'offset', 'before', 'after', 'target'];
  const known = fields.filter(({ name }) => !own.includes(name));
  return (
    <label className="grouping-field">
      <span className="mute">by</span>
      <select
        className="input"
        aria-label="Count by"
        value={field}
        onChange={(event) => onField(event.target.value)}
      >
        {known.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
        {!known.some(({ name }) => name === field) && <option value={field}>{field}</option>}
      </select>
    </label>
  );
}

type FootProps = Props & {
  readonly input: {
    readonly filter: Group;
    readonly zone: string;
    readonly field: string;
    readonly sort: GroupingSort;
    readonly desc: boolean;
  };
  readonly label: string;
  readonly grouping: Grouping | null;
};

function Foot({ bridge, input, label, grouping, onSay, onClose }: FootProps) {
  const action = useAction();
  const copy = async (shown: Grouping): Promise<void> => {
    await navigator.clipboard.writeText(groupingCsv(label, shown.groups));
    onSay(`${countWords(shown.groups.length, 'value')} copied as CSV`);
  };
  const save = (): Promise<boolean> =>
    saveToFile(bridge, `events by ${label.toLowerCase()}.csv`, (target) =>
      bridge.call('event.exportGrouping', { ...input, target }),
    );
  return (
    <>
      <ErrorNotice error={action.error} />
      <Button
        disabled={grouping === null}
        onClick={() => {
          if (grouping !== null) action.run(() => copy(grouping));
        }}
      >
        Copy as CSV
      </Button>
      <Button disabled={grouping === null || action.isRunning} onClick={() => action.run(save)}>
        Save all as CSV…
      </Button>
      <Button look="primary" onClick={onClose}>
        Close
      </Button>
    </>
  );
}
