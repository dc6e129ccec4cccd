import { makeCondition, makeGroup } from '../../shared/filter.ts';
import { sourceOf } from './import/adapters/sources.ts';
import type { Found, Product } from './missing.ts';
import type { OpenCase } from './openCase.ts';

/** More different values than this are never of one list. */
const mostValues = 1000;

/**
 * A log that its product keeps in parts (projects and what is above them, lists by kind) and of which the case has one alone;
 * the products' own data say what is missing then.
 */
export async function missingLevels(
  { query }: OpenCase,
  { source, label, events }: Product,
  signal: AbortSignal,
): Promise<Found> {
  const about = sourceOf(source)?.definition.about;
  if (!about?.levels && !about?.lists) return [];
  const ofSource = makeCondition('source', 'is', [source]);
  const all = await query.count(makeGroup('all', [ofSource]), 'UTC', signal);
  if (all === 0) return [];
  const count = `${label}: all ${events.toLocaleString('en')} events`;
  const valuesOf = async (field: 'projectId' | 'category'): Promise<readonly string[]> => {
    const filter = makeGroup('all', [ofSource]);
    const { values } = await query.facet({ filter, zone: 'UTC', field, top: mostValues }, signal);
    return values.flatMap(({ value }) => (value === null ? [] : [value]));
  };
  const found: { rule: 'level'; words: string }[] = [];
  const say = (words: string): number => found.push({ rule: 'level', words });
  const { levels, lists } = about;
  if (levels) {
    const ofProject = makeGroup('all', [ofSource, makeCondition('projectId', 'exists', [])]);
    const inProjects = await query.count(ofProject, 'UTC', signal);
    const [only, ...others] =
      inProjects === all && levels.one !== undefined ? await valuesOf('projectId') : [];
    if (only !== undefined && others.length === 0)
      say(`${count} are of one of the ${levels.parts}, ${only}. ${levels.one}`);
    else if (inProjects === all && levels.projectOnly !== undefined)
      say(`${count} are of ${levels.parts}. ${levels.projectOnly}`);
    else if (inProjects === 0 && levels.organisationOnly !== undefined)
      say(`${count} are of none of the ${levels.parts}. ${levels.organisationOnly}`);
  }
  if (lists) {
    const until = lists.until;
    const [only, ...others] = new Set(
      (await valuesOf('category')).map((name) =>
        until === undefined ? name : (name.split(until)[0] ?? name),
      ),
    );
    if (only !== undefined && others.length === 0)
      say(`${count} are of the list “${only}”. ${lists.one}`);
  }
  return found;
}
