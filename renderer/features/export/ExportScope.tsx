import { countWords, numberWords } from '../../ui/words.ts';

type Props = {
  readonly selected: number;
  /** False while some of the selected rows were not read. */
  readonly isWhole: boolean;
  readonly all: number | null;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
};

/** Which events leave the case, where several are selected. */
export function ExportScope({ selected, isWhole, all, isSelected, onChange }: Props) {
  return (
    <fieldset className="export-formats">
      <legend className="field-label">Events</legend>
      <label className="export-format">
        <input
          type="radio"
          name="scope"
          checked={isSelected}
          disabled={!isWhole}
          onChange={() => onChange(true)}
        />
        <span>
          <strong>The {countWords(selected, 'selected event')}</strong>{' '}
          {!isWhole && (
            <span className="mute">Some of their rows were not read yet: scroll over them.</span>
          )}
        </span>
      </label>
      <label className="export-format">
        <input type="radio" name="scope" checked={!isSelected} onChange={() => onChange(false)} />
        <span>
          <strong>All {all === null ? 'events' : numberWords(all)} of the view</strong>
        </span>
      </label>
    </fieldset>
  );
}
