import type { JsonValue } from '../../../../shared/event.ts';
import type { ReaderSpec, RecordValue } from '../readers/reader.ts';
import type { DetectedSource } from './adapter.ts';
import { compileDetect } from './detectShape.ts';
import { proposeMapping } from './proposeMapping.ts';
import type { Source } from './source.ts';
import { allSources } from './sources.ts';

// A proposal is never surer than this.
const surestProposal = 0.7;
const sampled = 40;

/** What a file's first records look like: the surest known source, or a mapping proposed from names and values. */
export function detectSource(
  records: readonly RecordValue[],
  spec: ReaderSpec,
  fileName: string,
): DetectedSource {
  const values = records.map(({ value }) => value);
  let best: { source: Source; confidence: number } | null = null;
  for (const source of allSources()) {
    const confidence = share(values, source, spec, fileName);
    if (confidence > 0 && (!best || confidence > best.confidence)) best = { source, confidence };
  }
  if (best && best.confidence > surestProposal)
    return known(best.source, values, spec, best.confidence);
  const proposed = proposeMapping(values, spec, fileName);
  if (!best || best.confidence < Math.max(0.5, proposed.confidence)) return proposed;
  return known(best.source, values, spec, best.confidence);
}

/** How sure each known source is of a file's first records; those that are not at all are left out. */
export function sourceScores(
  records: readonly RecordValue[],
  spec: ReaderSpec,
  fileName: string,
): ReadonlyMap<string, number> {
  const values = records.map(({ value }) => value);
  const scores = allSources().map(
    (source) => [source.definition.name, share(values, source, spec, fileName)] as const,
  );
  return new Map(scores.filter(([, score]) => score > 0));
}

/** Whether a name stands for a source, or for several whose names begin with it. */
export function isSourceName(name: string): boolean {
  return allSources().some(({ definition }) => isNamed(definition.name, name));
}

const isNamed = (source: string, name: string): boolean =>
  source === name || source.startsWith(`${name}-`);

/** The source of that name read as asked; null when there is none. A product's name stands for the surest of its logs. */
export function sourceNamed(
  name: string,
  records: readonly RecordValue[],
  spec: ReaderSpec,
): DetectedSource | null {
  const values = records.map(({ value }) => value);
  const best = allSources()
    .filter(({ definition }) => isNamed(definition.name, name))
    .map((source) => ({
      source,
      exact: source.definition.name === name,
      confidence: share(values, source, spec, ''),
    }))
    .toSorted((a, b) => b.confidence - a.confidence || Number(b.exact) - Number(a.exact))[0];
  return best ? known(best.source, values, spec, best.confidence) : null;
}

function known(
  { definition, code }: Source,
  values: readonly JsonValue[],
  spec: ReaderSpec,
  confidence: number,
): DetectedSource {
  const mapping = code?.mapping?.(definition.mapping, values, spec) ?? definition.mapping;
  const { name, version } = definition;
  return { name, version, label: mapping.label, mapping, confidence };
}

/** Mean over some of the records: a file of one source does not become another's by a stray record. */
function share(
  values: readonly JsonValue[],
  source: Source,
  spec: ReaderSpec,
  fileName: string,
): number {
  const detect = source.code?.detect ?? compileDetect(source.definition, spec);
  if (values.length === 0) {
    if (source.definition.name === 'langfuse' && isLangfuseName(spec, fileName)) return 0.8;
    return 'header' in spec ? detect({}, spec, fileName) : 0;
  }
  const every = Math.max(1, Math.floor(values.length / sampled));
  let sum = 0;
  let looked = 0;
  for (let at = 0; at < values.length; at += every) {
    sum += detect(values[at] ?? null, spec, fileName);
    looked++;
  }
  return sum / looked;
}

function isLangfuseName(spec: ReaderSpec, fileName: string): boolean {
  return spec.name === 'langfuse-csv-a' || /\d{13}-lf-audit_logs-export-/u.test(fileName);
}
