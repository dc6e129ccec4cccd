/** A time for a cell, in the parts that are drawn in different strength. */
export type TimeText = {
  readonly date: string;
  readonly clock: string;
  readonly fraction: string;
};

const written = /^(\d{4,}-\d{2}-\d{2})(?: (\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?)?$/;

/** The engine's `2026-06-18 22:40:59.123`, as precise as it was logged, in parts; null if it is not one. */
export function timeText(text: string): TimeText | null {
  const found = written.exec(text);
  if (!found) return null;
  return { date: found[1] ?? '', clock: found[2] ?? '', fraction: found[3] ?? '' };
}
