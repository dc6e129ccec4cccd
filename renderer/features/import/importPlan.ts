import type { FileGrant } from '../../../shared/host.ts';
import { emptyFileProblem } from '../../../shared/importResult.ts';
import type { ImportFile, Preview } from '../../../shared/importResult.ts';
import type { Mapping } from '../../../shared/mapping.ts';

/** What the auditor decided about one file; nothing until something was corrected. */
export type Wish = {
  readonly mapping: Mapping | null;
  readonly zone: string | null;
  /** log_line_prefix of the PostgreSQL server whose log text it is. */
  readonly prefix: string | null;
};

export type Plan = {
  readonly files: readonly FileGrant[];
  /** One a content: a zip or a folder has several with the same file. */
  readonly previews: readonly Preview[];
  readonly wishes: ReadonlyMap<string, Wish>;
};

export const emptyPlan: Plan = { files: [], previews: [], wishes: new Map() };

const noWish: Wish = { mapping: null, zone: null, prefix: null };
const recognisedFrom = 0.8;

export function wishOf(plan: Plan, file: string): Wish {
  return plan.wishes.get(file) ?? noWish;
}

export function previewKey(preview: Preview): string {
  return `${preview.file} ${preview.name}`;
}

/** A file as it goes to the engine. */
export function importFile(plan: Plan, file: string): ImportFile {
  const { mapping, zone, prefix } = wishOf(plan, file);
  return {
    file,
    ...(mapping !== null && { mapping }),
    ...(zone !== null && { zone }),
    ...(prefix !== null && { prefix }),
  };
}

/** More files; those that are in it already stay as they are. */
export function withFiles(plan: Plan, files: readonly FileGrant[]): Plan {
  const known = new Set(plan.files.map(({ file }) => file));
  const more = files.filter(({ file }) => !known.has(file));
  return more.length === 0 ? plan : { ...plan, files: [...plan.files, ...more] };
}

/** How many files will be read: a folder that was handed over as one counts for those in it. */
export function fileCount(plan: Plan): number {
  return plan.files.reduce((sum, { files }) => sum + (files ?? 1), 0);
}

/** The previews of these files, in the place of what was known of them. */
export function withPreviews(
  plan: Plan,
  files: readonly string[],
  found: readonly Preview[],
): Plan {
  const again = new Set(files);
  const all = [...plan.previews.filter(({ file }) => !again.has(file)), ...found];
  const order = new Map(plan.files.map(({ file }, place) => [file, place]));
  const previews = all
    .filter(({ file }) => order.has(file))
    .toSorted((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0));
  return { ...plan, previews };
}

export function withWish(plan: Plan, file: string, change: Partial<Wish>): Plan {
  const wishes = new Map(plan.wishes).set(file, { ...wishOf(plan, file), ...change });
  return { ...plan, wishes };
}

export function withoutFile(plan: Plan, file: string): Plan {
  const wishes = new Map(plan.wishes);
  wishes.delete(file);
  return {
    files: plan.files.filter((one) => one.file !== file),
    previews: plan.previews.filter((one) => one.file !== file),
    wishes,
  };
}

export type PreviewState =
  | 'recognised'
  | 'check mapping'
  | 'asks zone'
  | 'empty'
  | 'cannot be read';

/** What a file still needs from the auditor before it can be imported with a good conscience. */
export function previewState(preview: Preview, wish: Wish): PreviewState {
  if (preview.problem === emptyFileProblem) return 'empty';
  if (preview.problem !== null) return 'cannot be read';
  if (preview.confidence < recognisedFrom && wish.mapping === null) return 'check mapping';
  if (preview.asksZone && wish.zone === null) return 'asks zone';
  return 'recognised';
}

/** The first content that needs a look, for opening it. */
export function firstOpen(plan: Plan): Preview | null {
  return (
    plan.previews.find((preview) => {
      const state = previewState(preview, wishOf(plan, preview.file));
      return state === 'check mapping' || state === 'asks zone';
    }) ?? null
  );
}

/** Whether anything of it can be imported; an empty export is evidence too. */
export function isImportable(plan: Plan): boolean {
  return plan.previews.some(({ problem }) => problem === null || problem === emptyFileProblem);
}
