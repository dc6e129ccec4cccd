import type { Group } from '../../../shared/filter.ts';
import { timeOf, withoutTime, withTime } from '../../../shared/filterTree.ts';

/** A period as filter texts; null is open. */
export type Period = { readonly from: string | null; readonly to: string | null };

/** The time filter that holds; null when there is none, or it is off. */
export function periodOf(filter: Group): Period | null {
  const chip = timeOf(filter);
  return chip === null || chip.off ? null : { from: chip.from, to: chip.to };
}

/** What the bars are counted under: the other filters, and the period that is zoomed into. */
export function barFilter(filter: Group, zoom: Period | null): Group {
  return zoom === null ? withoutTime(filter) : withTime(withoutTime(filter), zoom.from, zoom.to);
}

/** The periods zoomed into, the innermost last. Without a time filter there is nothing to be inside of. */
export function zoomsUnder(filter: Group, zooms: readonly Period[]): readonly Period[] {
  return periodOf(filter) === null ? [] : zooms;
}

/** Into the period that is filtered by; the same where the bars show just that. */
export function zoomedIn(filter: Group, zooms: readonly Period[]): readonly Period[] {
  const period = periodOf(filter);
  const now = zooms.at(-1);
  const isThere = now !== undefined && now.from === period?.from && now.to === period.to;
  return period === null || isThere ? zooms : [...zooms, period];
}
