import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { exclude, include, includeTogether } from '../../../shared/filterClick.ts';
import type { Bridge } from '../../bridge/bridge.ts';

/** The view in which a value was clicked. */
export type Clicked = { readonly filter: Group; readonly zone: string };

/**
 * Include of an action. Some products use one event name in several categories ("Update" of a role and of a bot): there
 * the click takes category and name together, or it would bring in what was not meant.
 */
export async function includeAction(
  bridge: Bridge,
  { filter, zone }: Clicked,
  action: string,
  category: string | null,
): Promise<Group> {
  if (category === null) return include(filter, 'action', action);
  const named = makeGroup('all', [makeCondition('action', 'is', [action])]);
  const facet = await bridge.call('event.facet', {
    filter: named,
    zone,
    field: 'category',
    top: 2,
  });
  return facet.distinct > 1
    ? includeTogether(filter, [
        ['category', category],
        ['action', action],
      ])
    : include(filter, 'action', action);
}

/** Include or exclude of one value of any other field. */
export function clickedFilter(
  filter: Group,
  field: string,
  value: string | null,
  isInclude: boolean,
): Group {
  return isInclude ? include(filter, field, value) : exclude(filter, field, value);
}
