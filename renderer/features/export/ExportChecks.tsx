import { Checkbox } from '../../ui/Checkbox.tsx';

type Props = {
  /** Null where the format has no such choice. */
  readonly exact: boolean | null;
  readonly notes: boolean;
  readonly onExactChange: (exact: boolean) => void;
  readonly onNotesChange: (notes: boolean) => void;
};

/** What an export may hold beside the columns. */
export function ExportChecks({ exact, notes, onExactChange, onNotesChange }: Props) {
  return (
    <>
      {exact !== null && (
        <Checkbox
          label={
            <>
              Exact cells{' '}
              <span className="mute">
                (a spreadsheet may run cells that begin with = + - @; without this they begin with
                ’)
              </span>
            </>
          }
          checked={exact}
          onChange={onExactChange}
        />
      )}
      <Checkbox
        label={
          <>
            Notes{' '}
            <span className="mute">
              (flag, review state, tags, control reference and comments beside each event)
            </span>
          </>
        }
        checked={notes}
        onChange={onNotesChange}
      />
    </>
  );
}
