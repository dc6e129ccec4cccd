import { diffStates } from '../../shared/diff.ts';
import { eventReference } from '../../shared/event.ts';
import type { JsonValue } from '../../shared/event.ts';
import type { EventDetail } from '../../shared/eventPage.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { formatInstant } from '../../shared/instant.ts';
import { meaningOf } from './catalogue.ts';
import { eventObject, exportedFields } from './eventFields.ts';
import type { ReaderSpec } from './import/readers/reader.ts';
import type { OpenCase } from './openCase.ts';
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
    parsed: isOwnJson(interpretation.reader) ? null : value,
    duplicates: open.index.duplicatesOf(row).map(eventReference),
    conflicts: open.index.conflictsOf(row).map((other) => eventReference(open.index.place(other))),
  };
}

/** Whether a record's text is itself the JSON that was read, or text of which nothing else can be made. */
function isOwnJson({ name, raw }: ReaderSpec): boolean {
  return raw === undefined && !name.includes('csv') && !name.startsWith('prefixed-');
}

/** A reference in the shape `show` takes, checked. */
export function assertReference(reference: string | undefined): string {
  if (reference === undefined)
    throw new ExpectedError('bad-request', 'show needs a reference such as E3-1048211');
  return reference;
}
