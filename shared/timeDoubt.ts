/** What is not known of a time: shown wherever the time is, so that no order is claimed that the log does not give. */
export type TimeDoubt = {
  /** Stands beside the time: `≈` to the minute or day, `?` in no known zone, `±` with a clock offset added. */
  readonly mark: string;
  readonly words: string;
};

const coarse: ReadonlyMap<string, string> = new Map([
  ['minute', 'logged to the minute: the order within the minute is not known'],
  ['day', 'logged to the day: the order within the day is not known'],
]);

/**
 * Null for a time to the second or finer whose zone is known and whose clock was left alone. `precision`, `zoneSource` and
 * `flags` are those of the event.
 */
export function timeDoubt(
  precision: string | null,
  zoneSource: string | null,
  flags: readonly string[],
): TimeDoubt | null {
  const precise = precision === null ? undefined : coarse.get(precision);
  const found = [
    ...(precise === undefined ? [] : [['≈', precise] as const]),
    ...(zoneSource === 'assumed'
      ? [['?', 'nobody knows its time zone: UTC is assumed'] as const]
      : []),
    ...(flags.includes('clock corrected')
      ? [['±', 'the clock offset set for its evidence file is added'] as const]
      : []),
  ];
  if (found.length === 0) return null;
  const words = found.map(([, text]) => text).join('; ');
  return {
    mark: found.map(([mark]) => mark).join(''),
    words: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
  };
}
