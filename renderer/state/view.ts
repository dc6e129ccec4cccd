import { create } from 'zustand';

import type { Group } from '../../shared/filter.ts';
import { inZone } from '../../shared/filterZone.ts';
import { defaultView } from '../../shared/view.ts';
import type { View } from '../../shared/view.ts';
import { pushView, redoView, startHistory, undoView } from './viewHistory.ts';
import type { ViewHistory } from './viewHistory.ts';

/** How many events the view shows, once the engine has said. */
export type ViewResult = {
  readonly total: number;
  /** False while `total` is a lower bound. */
  readonly exact: boolean;
  readonly tookMs: number;
};

export type ViewState = ViewHistory & {
  /** Of the row that has the focus, counted from 0 in the view's order; -1 when there is none. */
  readonly activeRow: number;
  /** The reference of that row's event; null until its page has arrived. */
  readonly activeEvent: string | null;
  readonly result: ViewResult | null;
  /** What the filter asks otherwise since the last step, which was to another zone. */
  readonly readOtherwise: readonly string[];
  /** Changes what is looked at; `step` as in `pushView`. Another zone without another filter keeps the filter's instants. */
  readonly changeView: (change: Partial<View>, step?: string) => void;
  readonly changeFilter: (filter: Group, step?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Another case: its view, and no way back into the old one. */
  readonly startView: (view: View) => void;
  readonly setActive: (row: number, event: string | null) => void;
  readonly setResult: (result: ViewResult | null) => void;
};

/** The view on screen, its past, and the row that has the focus. */
export const useViewState = create<ViewState>()((set) => ({
  ...startHistory(defaultView),
  activeRow: -1,
  activeEvent: null,
  result: null,
  readOtherwise: [],
  changeView: (change, step) =>
    set(({ view, ...state }) => {
      const there = inZone(view.filter, view.zone, change.zone ?? view.zone);
      const next = { ...view, filter: there.filter, ...change };
      const readOtherwise = change.filter === undefined ? there.otherwise : [];
      return { ...pushView({ ...state, view }, next, step ?? null), readOtherwise };
    }),
  changeFilter: (filter, step) =>
    set((state) => ({
      ...pushView(state, { ...state.view, filter }, step ?? null),
      readOtherwise: [],
    })),
  undo: () => set((state) => ({ ...undoView(state), readOtherwise: [] })),
  redo: () => set((state) => ({ ...redoView(state), readOtherwise: [] })),
  startView: (view) =>
    set({
      ...startHistory(view),
      activeRow: -1,
      activeEvent: null,
      result: null,
      readOtherwise: [],
    }),
  setActive: (activeRow, activeEvent) => set({ activeRow, activeEvent }),
  setResult: (result) => set({ result }),
}));
