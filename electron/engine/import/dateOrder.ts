import { readInstant } from '../../../shared/instant.ts';
import type { DetectedSource } from './adapters/adapter.ts';
import { createAdapter } from './adapters/create.ts';
import { RecordRejected } from './readers/reader.ts';
import type { ReaderSpec, RecordValue } from './readers/reader.ts';

const dayOrMonthFirst = /^\D?(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/u;

/**
 * Whether the dates of a file begin with the day or the month, told by those that can only be one of them (`13/2/2026`): one exporter writes
 * them all alike. Where nothing tells, or some say this and some that, the times that could be either stay unread, and a
 * warning says so. Other ways of writing times are left alone.
 */
export function withDateOrder(
  source: DetectedSource,
  spec: ReaderSpec,
  sample: readonly RecordValue[],
): { readonly source: DetectedSource; readonly warnings: readonly string[] } {
  const { mapping } = source;
  const unchanged = { source, warnings: [] };
  if (mapping.time.format !== 'auto' || !sample.slice(0, 5).some(hasNumberedDate)) return unchanged;
  const times = timesOf(source, spec, sample);
  const unsure = times.find((time) => 'ambiguous' in readInstant(time, 'auto', 'UTC', 'assumed'));
  if (unsure === undefined) return unchanged;
  const [days, months] = [0, 0].map((_, second) =>
    times.some((time) => Number(dayOrMonthFirst.exec(time)?.[second + 1]) > 12),
  );
  if (days === months)
    return {
      source,
      warnings: [
        `dates such as “${unsure}” do not say whether the day or the month comes first: those times are not read until the mapping says how times are written`,
      ],
    };
  const format = days === true ? 'dmy' : 'mdy';
  return {
    source: { ...source, mapping: { ...mapping, time: { ...mapping.time, format } } },
    warnings: [
      `dates are read with the ${days === true ? 'day' : 'month'} first, as those of them are written that can only be read so`,
    ],
  };
}

function hasNumberedDate({ value }: RecordValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(
    (cell) => typeof cell === 'string' && dayOrMonthFirst.test(cell),
  );
}

function timesOf(
  { name, mapping }: DetectedSource,
  spec: ReaderSpec,
  sample: readonly RecordValue[],
): readonly string[] {
  const adapter = createAdapter(name, mapping, spec);
  return sample.flatMap((record) => {
    try {
      return adapter.core(record).flatMap(({ occurredAtRaw }) => occurredAtRaw ?? []);
    } catch (thrown) {
      if (!(thrown instanceof RecordRejected)) throw thrown;
      return [];
    }
  });
}
