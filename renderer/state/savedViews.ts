import { create } from 'zustand';

import type { SavedView } from '../../shared/savedView.ts';
import type { Bridge } from '../bridge/bridge.ts';

type SavedViewsState = { readonly views: readonly SavedView[] };

/** The views that the open case has under names, by name. */
export const useSavedViews = create<SavedViewsState>()(() => ({ views: [] }));

/** Reads the list anew: when a case opens, and when views came from a file. */
export async function readSavedViews(bridge: Bridge): Promise<void> {
  useSavedViews.setState({ views: await bridge.call('view.list', {}) });
}

/** What a call that changed the list gave back. */
export function keepSavedViews(views: readonly SavedView[]): void {
  useSavedViews.setState({ views });
}
