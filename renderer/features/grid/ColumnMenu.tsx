import { Columns3 } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { findField } from '../../../shared/field.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { OrderedChoice } from '../../ui/OrderedChoice.tsx';
import { columnLabel, offeredColumns } from './gridColumn.ts';

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
  return (
    <OrderedChoice
      find="Find a column"
      placeholder="Find a field, or type a path: raw./user/name"
      shown={columns}
      labelOf={(name) => columnLabel(name) ?? name}
      offered={offeredColumns()}
      directions={['to the left', 'to the right']}
      onChange={onChange}
      renderMore={(path) => {
        const isPath = findField(path)?.name === path && columnLabel(path) === path;
        if (!isPath || columns.includes(path)) return null;
        return (
          <button
            type="button"
            className="button small"
            onClick={() => onChange([...columns, path])}
          >
            Add the path {path}
          </button>
        );
      }}
    />
  );
}
