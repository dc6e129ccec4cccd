import type { CaseEvent } from '../../../shared/event.ts';
import type { FollowedBy } from '../../../shared/explore.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { FilterNode, Group } from '../../../shared/filter.ts';

/**
 * Resource types of which a source keeps each version as a thing with an id of its own, so that an id is one version
 * only. Langfuse: a prompt and an evaluation template are unique by project, name and version.
 */
const versioned: ReadonlyMap<string, RegExp> = new Map([
  ['langfuse', /^(?:prompt|evaltemplate|evaluation template)$/iu],
]);

type Named = Pick<
  CaseEvent,
  'source' | 'resourceType' | 'resourceId' | 'resourceName' | 'projectId'
>;

/** The filter for every event about the same resource; null when the event names none. */
export function sameThing(
  event: Named,
): { readonly filter: Group; readonly by: FollowedBy } | null {
  const { resourceId, resourceName } = event;
  const type = [is('source', event.source), isOrNone('resourceType', event.resourceType)];
  if (resourceName !== null && isVersioned(event)) {
    const named = makeGroup('all', [
      is('resourceName', resourceName),
      isOrNone('projectId', event.projectId),
    ]);
    const any =
      resourceId === null ? named : makeGroup('any', [is('resourceId', resourceId), named]);
    return { filter: makeGroup('all', [...type, any]), by: 'versions' };
  }
  if (resourceId !== null)
    return { filter: makeGroup('all', [...type, is('resourceId', resourceId)]), by: 'id' };
  if (resourceName === null) return null;
  return { filter: makeGroup('all', [...type, is('resourceName', resourceName)]), by: 'name' };
}

/** What no change of a resource is made by. */
const passive = ['read', 'login', 'logout', 'export'];

/** The same, without what only looks at it. */
export function changesOfThing(filter: Group): Group {
  return makeGroup('all', [...filter.items, makeCondition('verb', 'notIn', passive)]);
}

function isVersioned({ source, resourceType }: Named): boolean {
  return resourceType !== null && versioned.get(source)?.test(resourceType) === true;
}

function is(field: string, value: string): FilterNode {
  return makeCondition(field, 'is', [value]);
}

function isOrNone(field: string, value: string | null): FilterNode {
  return value === null
    ? makeGroup('none', [makeCondition(field, 'exists', [])])
    : is(field, value);
}
