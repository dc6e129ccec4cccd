import { ExpectedError } from '../../../shared/failure.ts';
import { checkFilter } from '../../../shared/filterCheck.ts';
import { viewSchema } from '../../../shared/view.ts';
import { freeName } from '../../../shared/viewFile.ts';
import type { NamedView } from '../../../shared/viewFile.ts';
import type { Entry } from './entryLog.ts';
import type { SavedViews } from './savedViews.ts';

/** The views that a log of notes holds in the end; those that this version cannot read are left where they are. */
export function viewsOf(entries: readonly Entry[]): readonly NamedView[] {
  const newest = new Map<string, string>();
  for (const { kind, name, value } of entries) if (kind === 'view') newest.set(name, value);
  return [...newest].flatMap(([name, value]) => {
    const view = viewSchema.safeParse(JSON.parse(value));
    if (!view.success) return [];
    try {
      checkFilter(view.data.filter);
    } catch (thrown) {
      if (thrown instanceof ExpectedError) return [];
      throw thrown;
    }
    return [{ name, view: view.data }];
  });
}

/**
 * Adds what is not there yet and gives the names: the same view under its name, or under that name with a number from
 * an earlier time, stays as it is; another of that name gets a number.
 */
export function takeViews(
  views: SavedViews,
  given: readonly NamedView[],
  author: string,
): readonly string[] {
  const known = new Map(views.list().map(({ name, view }) => [name, JSON.stringify(view)]));
  const added: string[] = [];
  for (const { name, view } of given) {
    const text = JSON.stringify(view);
    const taken = new Set<string>();
    let free = name;
    while (known.has(free) && known.get(free) !== text) {
      taken.add(free);
      free = freeName(name, taken);
    }
    if (known.has(free)) continue;
    views.save(free, view, author);
    known.set(free, text);
    added.push(free);
  }
  return added;
}
