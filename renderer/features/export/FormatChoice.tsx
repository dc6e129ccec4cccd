import type { ExportFormat } from '../../../shared/exportFormat.ts';
import { formatChoices } from './exportChoices.ts';

type Props = {
  readonly format: ExportFormat;
  readonly onChange: (format: ExportFormat) => void;
};

export function FormatChoice({ format, onChange }: Props) {
  return (
    <fieldset className="export-formats">
      <legend className="field-label">Format</legend>
      {formatChoices.map((choice) => (
        <label key={choice.id} className="export-format">
          <input
            type="radio"
            name="format"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on its first field
            autoFocus={choice.id === 'csv'}
            checked={format === choice.id}
            onChange={() => onChange(choice.id)}
          />
          <span>
            <strong>{choice.label}</strong> <span className="mute">{choice.about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
