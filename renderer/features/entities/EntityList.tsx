import { ArrowDown, ArrowUp } from 'lucide-react';

import { entityKinds } from '../../../shared/entity.ts';
import type { EntityListInput, EntityRef, EntityRow, EntitySort } from '../../../shared/entity.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { CutText } from '../../ui/CutText.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords, numberWords } from '../../ui/words.ts';
import { entitySubtitle, entityTitle, kindLabels, kindPlural, noneWords } from './entityWords.ts';
import { SeenAt } from './SeenAt.tsx';

/** Rows of a page: as many as can be looked over. */
const pageRows = 100;

type ListState = Omit<EntityListInput, 'limit'>;

type Props = {
  readonly bridge: Bridge;
  readonly zone: string;
  readonly changes: number;
  readonly state: ListState;
  readonly onChange: (change: Partial<ListState>) => void;
  readonly onOpen: (entity: EntityRef) => void;
};

const columns: readonly { readonly sort: EntitySort; readonly label: string }[] = [
  { sort: 'value', label: 'Name or id' },
  { sort: 'count', label: 'Events' },
  { sort: 'first', label: 'First seen' },
  { sort: 'last', label: 'Last seen' },
];

/** All actors, keys, resources or addresses, the busiest first. */
export function EntityList({ bridge, zone, changes, state, onChange, onOpen }: Props) {
  const { kind, contains, onlyStanding = false, sort, desc, offset } = state;
  const input = { kind, contains, onlyStanding, sort, desc, offset, limit: pageRows };
  const { value: list, failure } = useAnswer(JSON.stringify([input, changes]), (signal) =>
    bridge.call('entity.list', input, signal),
  );
  const sortBy = (next: EntitySort): void =>
    onChange({ sort: next, desc: next === sort ? !desc : next !== 'value', offset: 0 });
  return (
    <div className="entities">
      <div className="screen-head">
        <h1>Entities</h1>
        <p className="mute">
          Who did something in this case, and what it was done to. Each has a page of its own.
        </p>
      </div>
      <div className="entities-bar">
        <span role="group" aria-label="Kind" className="mode-group">
          {entityKinds.map((other) => (
            <button
              key={other}
              type="button"
              className="mode"
              aria-pressed={other === kind}
              onClick={() => onChange({ kind: other, offset: 0, contains: '' })}
            >
              {kindLabels[other]}
            </button>
          ))}
        </span>
        <TextField
          label={`Find among the ${kindPlural[kind]}`}
          type="search"
          value={contains}
          onChange={(text) => onChange({ contains: text, offset: 0 })}
        />
        {kind === 'resource' && (
          <span title="An event of kind create, and none of kind delete or revoke after it; what failed or was denied does not count. A log that names whose key was made, not the key, has the owner here.">
            <Checkbox
              label="Only with something created and nothing deleted since"
              checked={onlyStanding}
              onChange={(next) => onChange({ onlyStanding: next, offset: 0 })}
            />
          </span>
        )}
      </div>
      {failure !== null && <p className="problem">{failure.message}</p>}
      {list === null && failure === null && <p className="mute">Counting…</p>}
      {list !== null && (
        <>
          <div className="entities-table" role="region" aria-label={kindLabels[kind]} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th
                      key={column.sort}
                      scope="col"
                      aria-sort={
                        column.sort === sort ? (desc ? 'descending' : 'ascending') : 'none'
                      }
                    >
                      <button type="button" onClick={() => sortBy(column.sort)}>
                        {column.label}
                        {column.sort === 'first' || column.sort === 'last' ? ` (${zone})` : ''}
                        {column.sort === sort &&
                          (desc ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}
                      </button>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {list.rows.map((row) => (
                  <Line key={`${row.field} ${row.value}`} row={row} zone={zone} onOpen={onOpen} />
                ))}
              </tbody>
            </table>
            {list.rows.length === 0 && (
              <p className="mute">{noneWords(kind, contains, onlyStanding)}</p>
            )}
          </div>
          <p className="entities-foot">
            <span role="status">
              {list.total === 0
                ? 'None'
                : `${numberWords(offset + 1)} to ${numberWords(offset + list.rows.length)} of ${numberWords(list.total)}`}
            </span>
            <Button
              disabled={offset === 0}
              onClick={() => onChange({ offset: Math.max(0, offset - pageRows) })}
            >
              Previous {pageRows}
            </Button>
            <Button
              disabled={offset + pageRows >= list.total}
              onClick={() => onChange({ offset: offset + pageRows })}
            >
              Next {pageRows}
            </Button>
            {list.without > 0 && kind !== 'key' && (
              <span className="mute">{countWords(list.without, 'event')} without one</span>
            )}
          </p>
        </>
      )}
    </div>
  );
}

type LineProps = {
  readonly row: EntityRow;
  readonly zone: string;
  readonly onOpen: (entity: EntityRef) => void;
};

function Line({ row, zone, onOpen }: LineProps) {
  const title = entityTitle(row);
  const subtitle = entitySubtitle(row);
  return (
    <tr>
      <td className="entity-named">
        <div>
          <button
            type="button"
            className="link-button entity-name"
            title={title}
            // Cut in two, its parts would be read as two words.
            aria-label={title}
            onClick={() => onOpen(row)}
          >
            <CutText text={title} />
          </button>
          {row.type !== null && row.kind !== 'key' && <span className="chip">{row.type}</span>}
          {subtitle !== null && (
            <span className="entity-id" title={subtitle}>
              <CutText text={subtitle} isMono />
            </span>
          )}
        </div>
      </td>
      <td className="is-number">{numberWords(row.count)}</td>
      <td className="mono">
        <SeenAt time={row.first} doubt={row.firstDoubt} zone={zone} />
      </td>
      <td className="mono">
        <SeenAt time={row.last} doubt={row.lastDoubt} zone={zone} />
      </td>
    </tr>
  );
}
