/** What is not known of a time: shown wherever the time is, so that no order is claimed that the log does not give. */
export type TimeDoubt = {
  /** Stands beside the time. */
  readonly mark: '≈' | '?' | '≈?';
  readonly words: string;
};

const coarse: ReadonlyMap<string, string> = new Map([
  ['minute', 'logged to the minute: the order within the minute is not known'],
  ['day', 'logged to the day: the order within the day is not known'],
]);

/** Null for a time to the second or finer whose zone is known. `precision` and `zoneSource` are those of the event. */
export function timeDoubt(precision: string | null, zoneSource: string | null): TimeDoubt | null {
  const precise = precision === null ? null : (coarse.get(precision) ?? null);
  const zone = zoneSource === 'assumed' ? 'nobody knows its time zone: UTC is assumed' : null;
  if (precise === null && zone === null) return null;
  const words = [precise, zone].filter((text) => text !== null).join('; ');
  const mark = precise === null ? '?' : zone === null ? '≈' : '≈?';
  return { mark, words: `${words.charAt(0).toUpperCase()}${words.slice(1)}` };
}
