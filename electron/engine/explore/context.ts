import type { CaseEvent } from '../../../shared/event.ts';
import type { Context, ContextInput, ContextScope } from '../../../shared/explore.ts';
import { assertNever } from '../../../shared/failure.ts';
import { everything, makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { toEventRow } from '../eventRow.ts';
import { rowOfReference } from '../openCase.ts';
import type { OpenCase } from '../openCase.ts';
import { sameThing } from './sameThing.ts';

const columns = ['occurredAt', 'precision', 'zoneSource', 'actor', 'action', 'resource', 'outcome'];

/** The events before and after one in order of time, whatever the view filters. Throws `not-found`. */
export async function contextOf(
  open: OpenCase,
  { event: reference, scope, zone, reach }: ContextInput,
  signal: AbortSignal,
): Promise<Context> {
  const row = rowOfReference(open, reference);
  const held = holdOn(open.records.read(row).event, scope);
  const nothing = { scope, of: null, rows: [], at: -1, before: 0, after: 0 };
  if (held === null) return nothing;
  const found = await open.query.rows(held.filter, [], 'UTC', signal);
  const at = found.indexOf(row);
  // An event of a file that is set aside has no neighbours: it is in no view.
  if (at === null) return nothing;
  const first = Math.max(0, at - reach);
  return {
    scope,
    of: held.of,
    rows: found.slice(first, at - first + reach + 1).map((each) => {
      const { event, value } = open.records.read(each);
      return toEventRow(event, columns, zone, { value, volatile: [] });
    }),
    at: at - first,
    before: at,
    after: found.count - at - 1,
  };
}

/** What of an event its neighbours share; null when it has nothing of the kind. */
function holdOn(
  event: CaseEvent,
  scope: ContextScope,
): { readonly filter: Group; readonly of: string | null } | null {
  switch (scope) {
    case 'everything':
      return { filter: everything, of: null };
    case 'ip':
      return event.ip === null ? null : { filter: only('ip', event.ip), of: event.ip };
    case 'resource': {
      const same = sameThing(event);
      return same && { filter: same.filter, of: event.resourceName ?? event.resourceId };
    }
    case 'actor':
      return sameActor(event);
    default:
      return assertNever(scope);
  }
}

/** An e-mail is the same person in every product; an id is so within one, and so is a name where there is neither. */
function sameActor(event: CaseEvent): { readonly filter: Group; readonly of: string } | null {
  const { source, actorId, actorEmail, actorName } = event;
  const inSource = (field: string, value: string): Group =>
    makeGroup('all', [makeCondition('source', 'is', [source]), ...only(field, value).items]);
  const any = [
    ...(actorEmail === null ? [] : [makeCondition('actorEmail', 'is', [actorEmail])]),
    ...(actorId === null ? [] : [inSource('actorId', actorId)]),
  ];
  const of = actorName ?? actorEmail ?? actorId;
  if (of === null) return null;
  if (any.length > 0) return { filter: makeGroup('any', any), of };
  return { filter: inSource('actorName', of), of };
}

const only = (field: string, value: string): Group =>
  makeGroup('all', [makeCondition(field, 'is', [value])]);
