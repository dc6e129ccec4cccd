/** What stands at the end of a content, as far as it tells that an export was cut off. */
export type Ending = {
  /** Where the last rejected piece ends, and why it was rejected. */
  readonly rejected: { readonly end: number; readonly reason: string } | null;
  /** Where the last record ends, and whether it has fewer or more cells than the header. */
  readonly record: { readonly end: number; readonly isRagged: boolean } | null;
};

/** That a file ends in the middle of a record; null where nothing says so. `decoded`: bytes of the whole content. */
export function cutShort({ rejected, record }: Ending, decoded: number): string | null {
  const toTheEnd = rejected !== null && rejected.end === decoded;
  // A line that is no record has a line end behind it, unless the writer was stopped.
  const isTorn = toTheEnd || (rejected !== null && rejected.reason.startsWith('the file ends'));
  const isRagged = record !== null && record.isRagged && record.end === decoded && !toTheEnd;
  if (!isTorn && !isRagged) return null;
  return 'it ends in the middle of a record: the export was cut off, and what followed is missing';
}
