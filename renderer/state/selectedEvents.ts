import { create } from 'zustand';

import { makeCondition, makeGroup } from '../../shared/filter.ts';
import type { View } from '../../shared/view.ts';

/** The events that several selected rows of the grid stand for, in its order. */
export type SelectedEvents = {
  readonly count: number;
  /** Fewer than `count` while some of the rows were not read yet. */
  readonly events: readonly string[];
};

/** Null while no more than the active row is meant, and on every other screen. */
export const useSelectedEvents = create<{ readonly selected: SelectedEvents | null }>()(() => ({
  selected: null,
}));

/** The view's order, columns and zone, of these events alone. */
export function viewOfEvents(view: View, events: readonly string[]): View {
  return { ...view, filter: makeGroup('all', [makeCondition('event', 'in', events)]) };
}
