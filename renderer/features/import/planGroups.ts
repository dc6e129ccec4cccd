import type { Preview } from '../../../shared/importResult.ts';
import type { Plan, PreviewState } from './importPlan.ts';
import { previewState, wishOf } from './importPlan.ts';

export type PlannedContent = { readonly preview: Preview; readonly state: PreviewState };
export type PlanGroup = {
  readonly label: string;
  /** Somebody has to decide something, or will not get it. */
  readonly needsLook: boolean;
  readonly contents: readonly PlannedContent[];
};

/** In the order in which they want a look. */
const stateLabels: readonly (readonly [state: PreviewState, label: string])[] = [
  ['check mapping', 'Not recognised: check the mapping'],
  ['asks zone', 'Which time zone?'],
  ['cannot be read', 'Cannot be imported'],
  ['empty', 'Empty'],
];

/** What needs a look first, by what it needs; then the recognised contents by product, the one with most first. */
export function planGroups(plan: Plan): readonly PlanGroup[] {
  const contents = plan.previews.map((preview) => ({
    preview,
    state: previewState(preview, wishOf(plan, preview.file)),
  }));
  const open = stateLabels.flatMap(([wanted, label]): readonly PlanGroup[] => {
    const found = contents.filter(({ state }) => state === wanted);
    return found.length === 0 ? [] : [{ label, needsLook: wanted !== 'empty', contents: found }];
  });
  const byProduct = Map.groupBy(
    contents.filter(({ state }) => state === 'recognised'),
    ({ preview }) => preview.sourceLabel ?? 'Unknown',
  );
  const known = [...byProduct]
    .map(([label, found]): PlanGroup => ({ label, needsLook: false, contents: found }))
    .toSorted((a, b) => b.contents.length - a.contents.length || (a.label < b.label ? -1 : 1));
  return [...open, ...known];
}

/** The file's own name, and the folders or archive before it. */
export function nameParts(name: string): { readonly own: string; readonly before: string } {
  const { own = name, before = '' } =
    /^(?<before>.*?)(?: ▸ |\/)(?<own>[^/▸]*)$/su.exec(name)?.groups ?? {};
  return { own, before };
}
