import type { Output } from '../../shared/contract.ts';
import { diffStates } from '../../shared/diff.ts';
import { eventReference } from '../../shared/event.ts';
import type { JsonValue } from '../../shared/event.ts';
import type { EventDetail } from '../../shared/eventPage.ts';
import { ExpectedError } from '../../shared/failure.ts';
import type { Group } from '../../shared/filter.ts';
import { formatInstant } from '../../shared/instant.ts';
import { meaningOf } from './catalogue.ts';
import { eventObject, exportedFields } from './eventFields.ts';
import { changesOfThing, sameThing } from './explore/sameThing.ts';
import { rowOfReference } from './openCase.ts';
import type { OpenCase } from './openCase.ts';
import type { RowSet } from './query/rowSet.ts';
import { eventSentence } from './sentence.ts';

const shownAlone = new Set(['before', 'after']);

/** Everything the detail pane shows of one event, from one parse of its bytes. */
export function showEvent(open: OpenCase, row: number): EventDetail {
  const { event, value, bytes, utf8 } = open.records.read(row);
  const original = open.original(event.original);
  const { interpretation } = original;
  if (!interpretation) throw new Error(`E${event.original} has events and no interpretation`);
  const volatile = interpretation.mapping.volatile ?? [];
  const { changes, unchanged } = diffStates(event.before, event.after, { volatile });
  const fields: Record<string, JsonValue> = eventObject(
    event,
    exportedFields.filter((field) => !shownAlone.has(field)),
    'UTC',
  );
  return {
    event: eventReference(event),
    sentence: eventSentence(event),
    fields,
    absent: event.absent,
    flags: event.flags,
    meaning: meaningOf(event),
    before: event.before,
    after: event.after,
    changeKind: event.changeKind,
    changes,
    unchanged,
    times: {
      raw: event.occurredAtRaw,
      utc: event.time ? formatInstant(event.time) : null,
      precision: event.time?.precision ?? null,
      zoneSource: event.time?.zoneSource ?? null,
    },
    source: {
      original: event.original,
      name: original.name,
      sha256: original.sha256,
      offset: event.offset,
      length: event.length,
      reader: interpretation.reader.name,
      sourceLabel: interpretation.mapping.label,
      mapping: interpretation.mapping,
      recordHash: event.recordHash,
      bytesSha256: event.bytesSha256,
      container: original.container,
      encoding: interpretation.reader.encoding,
    },
    raw: new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8),
    bytes: Buffer.from(bytes).toString('base64'),
    parsed: interpretation.reader.name.includes('csv') ? value : null,
    duplicates: open.index.duplicatesOf(row).map(eventReference),
    conflicts: open.index.conflictsOf(row).map((other) => eventReference(open.index.place(other))),
  };
}

/**
 * The same resource's events that create, change or delete it, in order of time, around one of them. One that only looks at
 * the resource stands between two changes: `index` is -1 then.
 */
export async function changesOf(
  open: OpenCase,
  reference: string,
  signal: AbortSignal,
): Promise<Output<'event.changes'>> {
  const row = rowOfReference(open, reference);
  const same = sameThing(open.records.read(row).event);
  if (same === null) return { previous: null, next: null, index: 0, count: 1, by: 'id' };
  const rows = await open.query.rows(changesOfThing(same.filter), [], 'UTC', signal);
  const at = rows.indexOf(row);
  const next = at === null ? await placeAmong(open, rows, row, same.filter, signal) : at + 1;
  const referenceAt = (i: number): string | null =>
    i >= 0 && i < rows.count ? eventReference(open.index.place(rows.at(i))) : null;
  return {
    previous: referenceAt(at === null ? next - 1 : at - 1),
    next: referenceAt(next),
    index: at ?? -1,
    count: rows.count,
    by: same.by,
  };
}

/** The place of the first of the changes that comes after a row which is none itself. */
async function placeAmong(
  open: OpenCase,
  changes: RowSet,
  row: number,
  filter: Group,
  signal: AbortSignal,
): Promise<number> {
  const all = await open.query.rows(filter, [], 'UTC', signal);
  const at = all.indexOf(row) ?? 0;
  const isChange = new Set(changes.slice(0, changes.count));
  return all.slice(0, at).filter((each) => isChange.has(each)).length;
}

/** A reference in the shape `show` takes, checked. */
export function assertReference(reference: string | undefined): string {
  if (reference === undefined)
    throw new ExpectedError('bad-request', 'show needs a reference such as E3-1048211');
  return reference;
}
