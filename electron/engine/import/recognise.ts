import { ExpectedError } from '../../../shared/failure.ts';
import { valueAt } from '../../../shared/jsonPointer.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { DetectedSource } from './adapters/adapter.ts';
import { detectSource, sourceNamed } from './adapters/detectSource.ts';
import { withDateOrder } from './dateOrder.ts';
import { detectFormat } from './detect.ts';
import { detectRawCopy } from './detectRawCopy.ts';
import type { HeadStart } from './headStart.ts';
import { createReader } from './readers/create.ts';
import { RecordRejected, recordSpec } from './readers/reader.ts';
import type { ReaderSpec, RecordValue } from './readers/reader.ts';
import { parseRecord } from './readers/record.ts';

/** What the auditor says about a file beforehand. */
export type Wishes = {
  readonly source?: string | undefined;
  readonly mapping?: Mapping | undefined;
  /** Zone of times that carry none. */
  readonly zone?: string | undefined;
  /** A page of an API: the member of it that is the list of records; empty: the content is the list itself. */
  readonly list?: string | undefined;
  /** The setting `log_line_prefix` of the PostgreSQL server that wrote it. */
  readonly prefix?: string | undefined;
};

export type Recognised = {
  readonly spec: ReaderSpec;
  readonly source: DetectedSource;
  /** The first records, parsed. */
  readonly sample: readonly RecordValue[];
  readonly warnings: readonly string[];
};

const sampleRecords = 200;
/** The head is read by so many bytes at first, then by twice as many each time, until there are records enough. */
const sampleStep = 4096;

/** From the first MiB of content to reader, adapter and mapping; or why nothing of it can be read. */
export function recognise(
  start: HeadStart,
  name: string,
  wishes: Wishes,
): Recognised | { readonly problem: string } {
  const format = detectFormat(start.head, start.complete, name, wishes.prefix);
  if ('problem' in format) return format;
  const { warnings } = format;
  const content = asPage(format.spec, wishes.list);
  const records = firstRecords(content, start.head, sampleRecords);
  const copy = detectRawCopy(records, wishes.prefix);
  const spec = copy ? { ...content, raw: copy.raw } : content;
  const sample = copy ? firstRecords(spec, start.head, sampleRecords) : records;
  const chosen = chooseSource(sample, recordSpec(spec), name, wishes);
  if (isSchema(chosen, spec, sample, wishes))
    return { problem: 'not an audit log: a JSON Schema, which says what records look like' };
  const dated = withDateOrder(chosen, spec, sample);
  return {
    spec,
    source: withZone(dated.source, wishes.zone),
    sample,
    warnings: [...warnings, ...(copy?.warnings ?? []), ...dated.warnings],
  };
}

/** A JSON Schema tells of records and is none; the auditor's own mapping says otherwise. */
function isSchema(
  { name }: DetectedSource,
  spec: ReaderSpec,
  [first]: readonly RecordValue[],
  wishes: Wishes,
): boolean {
  if (name !== 'mapped' || spec.name !== 'json-object' || wishes.mapping) return false;
  return (
    first !== undefined &&
    valueAt(first.value, ['$schema']) !== undefined &&
    ['properties', 'oneOf', 'anyOf', 'allOf', '$ref', 'type'].some(
      (key) => valueAt(first.value, [key]) !== undefined,
    )
  );
}

/** A page of few records may look like a record itself. */
function asPage(spec: ReaderSpec, list: string | undefined): ReaderSpec {
  if (list === undefined || !spec.name.startsWith('json-')) return spec;
  const { encoding } = spec;
  return list === ''
    ? { name: 'json-array', version: 1, encoding }
    : { name: 'json-wrapper', version: 1, encoding, key: list };
}

function chooseSource(
  sample: readonly RecordValue[],
  spec: ReaderSpec,
  name: string,
  wishes: Wishes,
): DetectedSource {
  if (wishes.mapping) {
    const { mapping } = wishes;
    const known = sourceNamed(mapping.source, sample, spec);
    return {
      name: known?.name ?? 'mapped',
      version: known?.version ?? 1,
      label: mapping.label,
      mapping,
      confidence: 1,
    };
  }
  if (wishes.source !== undefined) {
    const named = sourceNamed(wishes.source, sample, spec);
    if (!named)
      throw new ExpectedError('bad-request', `there is no source named "${wishes.source}"`);
    return { ...named, confidence: 1 };
  }
  return detectSource(sample, spec, name);
}

/** A zone given by the auditor holds for times that carry none and whose source documents none. */
function withZone(source: DetectedSource, zone: string | undefined): DetectedSource {
  if (zone === undefined) return source;
  const { mapping } = source;
  return {
    ...source,
    mapping: { ...mapping, time: { ...mapping.time, zone, zoneSource: 'set at import' } },
  };
}

/** The first records that can be parsed, at most so many. */
export function firstRecords(
  spec: ReaderSpec,
  head: Uint8Array,
  most: number,
): readonly RecordValue[] {
  const found: RecordValue[] = [];
  const reader = createReader(spec, (kind, _length, utf8) => {
    if (kind !== 'record' || found.length >= most) return;
    try {
      found.push(parseRecord(spec, utf8));
    } catch (thrown) {
      if (!(thrown instanceof RecordRejected)) throw thrown;
    }
  });
  let step = sampleStep;
  for (let at = 0; at < head.length && found.length < most; step *= 2) {
    reader.push(head.subarray(at, at + step));
    at += step;
  }
  if (found.length < most) reader.end();
  return found;
}
