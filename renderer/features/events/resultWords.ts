import type { ViewResult } from '../../state/view.ts';

/** `1,284 of 48,211 events`, with `≥` while the count is a lower bound. */
export function resultWords(result: ViewResult | null, events: number): string {
  const all = events.toLocaleString('en');
  if (result === null) return `${all} events`;
  const total = `${result.exact ? '' : '≥ '}${result.total.toLocaleString('en')}`;
  return `${total} of ${all} events`;
}
