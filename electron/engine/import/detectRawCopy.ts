import { valueAt } from '../../../shared/jsonPointer.ts';
import { csvlogHeader } from './detectLog.ts';
import { splitRow } from './readers/csvRow.ts';
import { beginsRecord, givenPrefix } from './readers/postgresPrefix.ts';
import { isBitbucketLine } from './readers/postgresRecord.ts';
import { jsonAfterText } from './readers/prefixedJson.ts';
import type { ContentSpec, ReaderSpec, RecordValue } from './readers/reader.ts';

type RawCopy = {
  readonly raw: NonNullable<ReaderSpec['raw']>;
  readonly warnings: readonly string[];
};

/** Where Splunk's exports keep the original record: its CSV, and the objects of its JSON. */
const places = [['_raw'], ['result', '_raw']] as const;
const looked = 50;

/**
 * A copy that a search system made (Splunk's `_raw`, FORMATS 18): how the originals within it are read. Null where the file is none,
 * or where the texts are of no kind that is known; it is read by its columns then.
 */
export function detectRawCopy(
  records: readonly RecordValue[],
  prefix: string | undefined,
): RawCopy | null {
  const first = records.slice(0, looked);
  for (const at of places) {
    const raws = first.flatMap(({ value }) => {
      const raw = valueAt(value, at);
      return typeof raw === 'string' && raw.trim() !== '' ? [raw] : [];
    });
    if (raws.length === 0 || raws.length * 2 < first.length) continue;
    const spec = specOf(raws, prefix);
    if (spec) return { raw: { at, spec }, warnings: warningsOf(first, at) };
  }
  return null;
}

function specOf(raws: readonly string[], prefix: string | undefined): ContentSpec | null {
  const most = (test: (raw: string) => boolean): boolean =>
    raws.filter(test).length * 2 > raws.length;
  const common = { version: 1, encoding: 'utf-8' } as const;
  if (most((raw) => raw.trimStart().startsWith('{'))) return { ...common, name: 'json-object' };
  if (most(isBitbucketLine)) return { ...common, name: 'bitbucket-log' };
  const columns = csvlogHeader(splitRow(raws[0] ?? '', ','));
  if (columns)
    return { ...common, name: 'csv', delimiter: ',', header: columns, headerAsWritten: [] };
  if (most((raw) => beginsRecord(firstLine(raw))))
    return {
      ...common,
      name: 'postgres-log',
      prefix: prefix !== undefined && givenPrefix(prefix) ? prefix : '',
    };
  if (most((raw) => jsonAfterText(raw) >= 0)) return { ...common, name: 'prefixed-json-lines' };
  return null;
}

function firstLine(text: string): string {
  return text.split(/\r?\n/u, 1)[0] ?? '';
}

function warningsOf(first: readonly RecordValue[], at: readonly string[]): readonly string[] {
  const kinds = new Set(
    first.flatMap(({ value }) => {
      const kind = valueAt(value, [...at.slice(0, -1), 'sourcetype']);
      return typeof kind === 'string' && kind !== '' ? [kind] : [];
    }),
  );
  const copied = `a copy made by Splunk: events are read from the originals in ${at.at(-1)}`;
  return kinds.size <= 1
    ? [copied]
    : [
        copied,
        `it holds records of several source types (${[...kinds].slice(0, 5).join(', ')}), which are read as one: export each by itself`,
      ];
}
