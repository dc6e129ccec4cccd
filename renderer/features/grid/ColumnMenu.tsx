import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { findField } from '../../../shared/field.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { columnLabel, moveColumn, offeredColumns, toggleColumn } from './gridColumn.ts';

type ChoiceProps = {
  readonly columns: readonly string[];
  readonly onChange: (columns: readonly string[]) => void;
};

type Props = ChoiceProps & {
  /** Rows of 36 px rather than 28. */
  readonly isRoomy: boolean;
  readonly onRoomy: (isRoomy: boolean) => void;
};

/** Choose, order and find columns: every field, and any path into the record. */
export function ColumnMenu({ columns, onChange, isRoomy, onRoomy }: Props) {
  return (
    <DialogTrigger>
      <Button className="button small" aria-label="Columns">
        <Columns3 size={14} /> Columns
      </Button>
      <Popover placement="bottom end" className="popover">
        <Dialog aria-label="Columns" className="column-menu">
          <ColumnChoice columns={columns} onChange={onChange} />
          <Checkbox label="Roomy rows" checked={isRoomy} onChange={onRoomy} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function ColumnChoice({ columns, onChange }: ChoiceProps) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const isWanted = (name: string, label: string): boolean =>
    `${name} ${label}`.toLowerCase().includes(wanted);
  const others = offeredColumns().filter(
    ({ name, label }) => !columns.includes(name) && isWanted(name, label),
  );
  const path = search.trim();
  const isPath = findField(path)?.name === path && columnLabel(path) === path;
  return (
    <>
      <input
        className="input"
        aria-label="Find a column"
        placeholder="Find a field, or type a path: raw./user/name"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {isPath && !columns.includes(path) && (
        <button
          type="button"
          className="button small"
          onClick={() => onChange(toggleColumn(columns, path))}
        >
          Add the path {path}
        </button>
      )}
      <div className="column-list">
        <h3>Shown, from left to right</h3>
        {columns.map((name, place) => (
          <div key={name} className="column-choice">
            <label>
              <input
                type="checkbox"
                checked
                disabled={columns.length === 1}
                onChange={() => onChange(toggleColumn(columns, name))}
              />
              {columnLabel(name) ?? name}
            </label>
            <MoveButton name={name} by={-1} isAtEnd={place === 0} {...{ columns, onChange }} />
            <MoveButton
              name={name}
              by={1}
              isAtEnd={place === columns.length - 1}
              {...{ columns, onChange }}
            />
          </div>
        ))}
        <h3>Hidden</h3>
        {others.length === 0 && <p className="mute">No field of that name.</p>}
        {others.map(({ name, label }) => (
          <div key={name} className="column-choice">
            <label>
              <input
                type="checkbox"
                checked={false}
                onChange={() => onChange(toggleColumn(columns, name))}
              />
              {label} <span className="mute">{name}</span>
            </label>
          </div>
        ))}
      </div>
    </>
  );
}

type MoveProps = ChoiceProps & {
  readonly name: string;
  readonly by: -1 | 1;
  readonly isAtEnd: boolean;
};

function MoveButton({ name, by, isAtEnd, columns, onChange }: MoveProps) {
  const words = `Move ${columnLabel(name) ?? name} to the ${by < 0 ? 'left' : 'right'}`;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={words}
      title={words}
      disabled={isAtEnd}
      onClick={() => onChange(moveColumn(columns, name, by))}
    >
      {by < 0 ? <ArrowUp size={13} /> : <ArrowDown size={13} />}
    </button>
  );
}
