type Props = {
  readonly zone: string;
  /** Labels of the fields that the filter now asks on this zone's clock. */
  readonly labels: readonly string[];
  readonly onUndo: () => void;
};

/** After another zone was chosen: what of the filter is read on its clock, and so may show other events. */
export function ZoneNotice({ zone, labels, onUndo }: Props) {
  return (
    <div aria-live="polite">
      {labels.length > 0 && (
        <p className="notice is-warning time-edge">
          <span>
            {labels.join(' and ')} in the filter {labels.length === 1 ? 'is' : 'are'} now read in{' '}
            {zone}: other events may be shown than before.
          </span>
          <button type="button" className="button tiny" onClick={onUndo}>
            Undo
          </button>
        </p>
      )}
    </div>
  );
}
