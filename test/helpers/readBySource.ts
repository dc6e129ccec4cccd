import assert from 'node:assert/strict';

import { createAdapter } from '../../electron/engine/import/adapters/create.ts';
import { sourceOf } from '../../electron/engine/import/adapters/sources.ts';
import type { ReaderSpec } from '../../electron/engine/import/readers/reader.ts';
import type { EventCore, EventRest, JsonValue } from '../../shared/event.ts';
import { formatInstant } from '../../shared/instant.ts';

export type JsonRecord = Readonly<Record<string, JsonValue>>;
type Read = EventCore & Omit<EventRest, 'changed'>;

/** What a shipped source makes of one record: each of its events, whole. */
export function readBySource(
  source: string,
  value: JsonRecord,
  header: string[] = [],
): readonly Read[] {
  const spec: ReaderSpec =
    header.length === 0
      ? { name: 'json-lines', version: 1, encoding: 'utf-8' }
      : {
          name: 'csv',
          version: 1,
          encoding: 'utf-8',
          delimiter: ',',
          header,
          headerAsWritten: header,
        };
  const found = sourceOf(source);
  assert(found, source);
  const adapter = createAdapter(source, found.definition.mapping, spec);
  const record = { value, flags: [] };
  return adapter.core(record).map((core, part) => {
    const change = adapter.change(record, part, core);
    return { ...core, ...change, ...adapter.more(record, part, core, change) };
  });
}

/** The one event of a record. */
export function readOne(source: string, value: JsonRecord): Read {
  const [event, ...others] = readBySource(source, value);
  assert(event && others.length === 0);
  return event;
}

/** Everything that the event tells but its details; fields without a value are left out. */
export function toldOf(source: string, record: JsonRecord): unknown {
  const {
    time,
    flags: _flags,
    details: _details,
    occurredAtRaw: _raw,
    ...event
  } = readOne(source, record);
  const all = { ...event, time: time === null ? null : formatInstant(time) };
  return JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(all).filter(
          ([, value]) =>
            value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
        ),
      ),
    ),
  );
}
