import { parseEventReference } from '../../../shared/event.ts';
import { timeInterval } from '../../../shared/timeRange.ts';
import type { View } from '../../../shared/view.ts';

/** What was typed into "Go to". */
export type GoTarget =
  | { readonly kind: 'row'; readonly row: number }
  | { readonly kind: 'find'; readonly target: string; readonly isReference: boolean };

/** A row number as it is counted on screen, a reference, or a time in the view's zone. Throws `bad-filter` for none. */
export function goTarget(text: string, zone: View['zone'], total: number): GoTarget {
  const digits = text.replaceAll(/[\s,_]/g, '');
  if (/^\d{1,9}$/.test(digits) && !/^\d{4}$/.test(text)) {
    return { kind: 'row', row: Math.min(total, Math.max(1, Number(digits))) - 1 };
  }
  if (parseEventReference(text)) return { kind: 'find', target: text, isReference: true };
  timeInterval(text, { zone, newestMs: 0 });
  return { kind: 'find', target: text, isReference: false };
}
