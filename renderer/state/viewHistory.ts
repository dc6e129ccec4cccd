import { simplify } from '../../shared/filterTree.ts';
import type { View } from '../../shared/view.ts';

/** The views before and after the one on screen, oldest first, so that Ctrl+Z takes back a filter as it takes back text. */
export type ViewHistory = {
  readonly past: readonly View[];
  readonly view: View;
  readonly future: readonly View[];
  /** What the last step changed: steps of the same name follow one another as one (typing is one step, not forty). */
  readonly step: string | null;
};

/** Enough for a day's work; a view is a few hundred bytes. */
const longestPast = 200;

export function startHistory(view: View): ViewHistory {
  return { past: [], view, future: [], step: null };
}

/**
 * A new view on top, its filter in normal form, so that the places of the chips are the paths into it. With the same
 * `step` as the last one it replaces that one; a view that is no other than the last one is no step.
 */
export function pushView(
  history: ViewHistory,
  next: View,
  step: string | null = null,
): ViewHistory {
  const view = { ...next, filter: simplify(next.filter) };
  if (JSON.stringify(view) === JSON.stringify(history.view)) return history;
  if (step !== null && step === history.step) return { ...history, view, future: [] };
  return {
    past: [...history.past, history.view].slice(-longestPast),
    view,
    future: [],
    step,
  };
}

/** The view before; the same history when there is none. */
export function undoView(history: ViewHistory): ViewHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    view: before,
    future: [history.view, ...history.future],
    step: null,
  };
}

export function redoView(history: ViewHistory): ViewHistory {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.view], view: next, future: rest, step: null };
}
