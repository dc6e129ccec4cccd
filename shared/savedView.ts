import type { View } from './view.ts';

/** A view of a case under a name, in `notes.db`. */
export type SavedView = {
  readonly name: string;
  /** Who saved it last, and when (UTC ISO). */
  readonly author: string;
  readonly at: string;
  /** Null: saved by another Casebook, and this one cannot read it; it can be renamed and deleted. */
  readonly view: View | null;
};

export const maxViewNameLength = 200;
