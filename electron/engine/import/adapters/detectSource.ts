import type { ReaderSpec, RecordValue } from '../readers/reader.ts';
import type { DetectedSource } from './adapter.ts';
import { proposeMapping } from './proposeMapping.ts';
import type { SourceRules } from './source.ts';
import { sourceRules } from './sources.ts';

/** What a file's first records look like: the surest known source, or a mapping proposed from names and values. */
export function detectSource(
  records: readonly RecordValue[],
  spec: ReaderSpec,
  fileName: string,
): DetectedSource {
  let best: { rules: SourceRules; confidence: number } | null = null;
  for (const rules of sourceRules) {
    const confidence = share(records, rules, spec, fileName);
    if (confidence > 0 && (!best || confidence > best.confidence)) best = { rules, confidence };
  }
  const values = records.map(({ value }) => value);
  const proposed = proposeMapping(values, spec, fileName);
  if (!best || best.confidence < Math.max(0.5, proposed.confidence)) return proposed;
  return known(best.rules, records, spec, best.confidence);
}

/** The source of that name read as asked; null when there is none. */
export function sourceNamed(
  name: string,
  records: readonly RecordValue[],
  spec: ReaderSpec,
): DetectedSource | null {
  const wanted = sourceRules.filter(
    (rules) => rules.name === name || (rules.name.startsWith(`${name}-`) && name === 'kore'),
  );
  const best = wanted
    .map((rules) => ({ rules, confidence: share(records, rules, spec, '') }))
    .toSorted((a, b) => b.confidence - a.confidence)[0];
  return best ? known(best.rules, records, spec, best.confidence) : null;
}

function known(
  rules: SourceRules,
  records: readonly RecordValue[],
  spec: ReaderSpec,
  confidence: number,
): DetectedSource {
  const mapping = rules.mapping(
    records.map(({ value }) => value),
    spec,
  );
  return { name: rules.name, label: mapping.label, mapping, confidence };
}

/** Mean over the records: a file of one source does not become another's by a stray record. */
function share(
  records: readonly RecordValue[],
  rules: SourceRules,
  spec: ReaderSpec,
  fileName: string,
): number {
  if (records.length === 0) {
    const byName = spec.name === 'langfuse-csv-a' || /\d{13}-lf-audit_logs-export-/u.test(fileName);
    return byName && rules.name === 'langfuse'
      ? 0.8
      : 'header' in spec
        ? rules.detect({}, spec, fileName)
        : 0;
  }
  let sum = 0;
  for (const { value } of records) sum += rules.detect(value, spec, fileName);
  return sum / records.length;
}
