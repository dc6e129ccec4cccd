import { findField } from '../../../shared/field.ts';
import { filterSentence } from '../../../shared/filterSentence.ts';
import { simplify } from '../../../shared/filterTree.ts';
import type { SavedView } from '../../../shared/savedView.ts';
import type { ShippedView } from '../../../shared/shippedViews.ts';
import type { View } from '../../../shared/view.ts';

/** What makes a view, each in words: shown before it is saved, and of every saved one. */
export function viewWords(view: View): readonly (readonly [about: string, words: string])[] {
  const label = (name: string): string => findField(name)?.label ?? name;
  const sort = view.sort.map(({ field, desc }) => `${label(field)} ${desc ? '↓' : '↑'}`);
  return [
    ['Events', filterSentence(view.filter, { zone: view.zone })],
    ['Order', sort.length === 0 ? 'Time ↑' : sort.join(', ')],
    ['Columns', `${view.columns.length}${view.frozen > 0 ? `, ${view.frozen} frozen` : ''}`],
    ['Time zone', view.zone],
    ['Histogram', view.split === null ? 'not split' : `split by ${label(view.split)}`],
  ];
}

/** The saved view that is on screen, as it was saved; null when it is none of them. */
export function shownView(view: View, saved: readonly SavedView[]): SavedView | null {
  const text = comparable(view);
  return saved.find((one) => one.view !== null && comparable(one.view) === text) ?? null;
}

const comparable = ({ filter, sort, columns, zone, split, frozen }: View): string =>
  JSON.stringify([simplify(filter), sort, columns, zone, split, frozen]);

/** What a shipped view changes; all else stays as it is. */
export function shippedChange({ columns, filter, sort }: ShippedView): Partial<View> {
  return {
    ...(columns !== null && { columns, frozen: 0 }),
    ...(filter !== null && { filter }),
    ...(sort !== null && { sort }),
  };
}
