/** How precisely a wall clock is told: to the millisecond at most. */
export function clockPrecision(
  precision: string | null,
): 'day' | 'minute' | 'second' | 'millisecond' {
  if (precision === 'day' || precision === 'minute' || precision === 'second') return precision;
  return 'millisecond';
}
