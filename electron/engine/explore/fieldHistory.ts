import { sameJson } from '../../../shared/canonicalJson.ts';
import { eventReference } from '../../../shared/event.ts';
import type { CaseEvent, JsonValue } from '../../../shared/event.ts';
import type { FieldHistory, FieldHistoryInput, FieldValueChange } from '../../../shared/explore.ts';
import { formatInstant } from '../../../shared/instant.ts';
import { pointerGet } from '../../../shared/jsonPointer.ts';
import { timeDoubt } from '../../../shared/timeDoubt.ts';
import { rowOfReference } from '../openCase.ts';
import type { OpenCase } from '../openCase.ts';
import { Pace } from '../query/pace.ts';
import { gapsOfField } from './changeGaps.ts';
import { changesOfThing, sameThing } from './sameThing.ts';
import { versionsIn } from './versionsIn.ts';

/** Records read at most, half of them on either side of the event. */
const mostRead = 5000;

/** Who set a field of the event's resource to what, in order of time. `path` is a JSON Pointer. Throws `not-found`. */
export async function fieldHistory(
  open: OpenCase,
  { event: reference, path }: FieldHistoryInput,
  signal: AbortSignal,
): Promise<FieldHistory> {
  const row = rowOfReference(open, reference);
  const same = sameThing(open.records.read(row).event);
  if (same === null) return { by: 'id', changes: [], gaps: [], read: 0, count: 0 };
  const rows = await open.query.rows(changesOfThing(same.filter), [], 'UTC', signal);
  const pace = new Pace(signal);
  const first = Math.max(0, (rows.indexOf(row) ?? 0) - mostRead / 2);
  const near = rows.slice(first, mostRead);
  const changes: FieldValueChange[] = [];
  const ofOneId = new Map<string | null, CaseEvent[]>();
  const places = new Map<string, number>();
  for (const each of near) {
    if (pace.due()) await pace.rest();
    const { event } = open.records.read(each);
    places.set(eventReference(event), changes.length);
    const change = changeAt(event, path);
    if (change !== null) changes.push(change);
    const alike = ofOneId.get(event.resourceId) ?? [];
    alike.push(event);
    ofOneId.set(event.resourceId, alike);
  }
  const gaps = [...ofOneId.values()].flatMap((events) =>
    gapsOfField(events, path, versionsIn(open)).map((gap) => ({
      ...gap,
      place: places.get(gap.later) ?? changes.length,
    })),
  );
  return { by: same.by, changes, gaps, read: near.length, count: rows.count };
}

/** Null where the event's states do not speak of the field, or say that it stayed as it was. */
function changeAt(event: CaseEvent, path: string): FieldValueChange | null {
  const before = valueAt(event.before, path);
  const after = valueAt(event.after, path);
  if (before === undefined && after === undefined) return null;
  if (before !== undefined && after !== undefined && sameJson(before, after)) return null;
  return {
    event: eventReference(event),
    time: event.time === null ? null : formatInstant(event.time),
    precision: event.time?.precision ?? null,
    doubt: timeDoubt(event.time?.precision ?? null, event.time?.zoneSource ?? null, event.flags),
    actor: event.actorName ?? event.actorEmail ?? event.actorId,
    action: event.action,
    before,
    after,
  };
}

function valueAt(state: JsonValue | undefined, path: string): JsonValue | undefined {
  return state === undefined || state === null ? undefined : pointerGet(state, path);
}
