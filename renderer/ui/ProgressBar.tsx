type Props = { readonly label: string; readonly done: number; readonly total: number };

/** How much of a known amount is done; without an amount, only that something is being done. */
export function ProgressBar({ label, done, total }: Props) {
  const share = total > 0 ? Math.min(1, done / total) : null;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
    >
      <div style={{ width: `${(share ?? 0) * 100}%` }} />
    </div>
  );
}
