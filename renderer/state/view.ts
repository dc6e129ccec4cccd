import { create } from 'zustand';

import type { Group } from '../../shared/filter.ts';
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
  /** Changes what is looked at; `step` as in `pushView`. */
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
  changeView: (change, step) =>
    set((state) => pushView(state, { ...state.view, ...change }, step ?? null)),
  changeFilter: (filter, step) =>
    set((state) => pushView(state, { ...state.view, filter }, step ?? null)),
  undo: () => set((state) => undoView(state)),
  redo: () => set((state) => redoView(state)),
  startView: (view) =>
    set({ ...startHistory(view), activeRow: -1, activeEvent: null, result: null }),
  setActive: (activeRow, activeEvent) => set({ activeRow, activeEvent }),
  setResult: (result) => set({ result }),
}));
