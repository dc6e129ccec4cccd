import { create } from 'zustand';

import type { Group } from '../../shared/filter.ts';
import type { View } from '../../shared/view.ts';
import { useSession } from './session.ts';
import type { Screen } from './session.ts';
import { useViewState } from './view.ts';

type WayBack = {
  /** The view that another screen led to; null when none did. */
  readonly view: View | null;
  readonly screen: Screen;
  /** Whether it was another view before. */
  readonly isStep: boolean;
};

const useWayBack = create<WayBack>()(() => ({ view: null, screen: 'Events', isStep: false }));

/** The events of a filter, from another screen, with one of them active if asked; `goBack` leads there again. */
export function showEvents(filter: Group, event: string | null = null): void {
  const { screen } = useSession.getState();
  const views = useViewState.getState();
  if (event !== null) views.setActive(-1, event);
  const before = views.view;
  views.changeFilter(filter);
  const { view } = useViewState.getState();
  useWayBack.setState({ view, screen, isStep: view !== before });
  useSession.setState({ screen: 'Events' });
}

/** Back to the screen that led to this view; false when none did. */
export function goBack(): boolean {
  const { view, screen, isStep } = useWayBack.getState();
  const views = useViewState.getState();
  if (view === null || view !== views.view) return false;
  useWayBack.setState({ view: null });
  if (isStep) views.undo();
  useSession.setState({ screen });
  return true;
}
