import type { OriginalInfo } from '../../shared/importResult.ts';
import type { Original } from './evidence/evidence.ts';

/** An original as the Evidence files screen shows it. */
export function originalInfo(original: Original): OriginalInfo {
  const { interpretation } = original;
  const time = interpretation?.mapping.time;
  return {
    original: original.id,
    name: original.name,
    parent: original.parent,
    container: original.container,
    source: interpretation?.mapping.source ?? null,
    sourceLabel: interpretation?.mapping.label ?? null,
    reader: interpretation?.reader.name ?? null,
    mapping: interpretation?.mapping ?? null,
    sha256: original.sha256,
    importedAt: original.importedAt,
    importedBy: original.importedBy,
    givenAs: original.givenAs,
    fetched: original.fetched,
    from: original.from,
    to: original.to,
    zone: time ? (time.zone ?? 'UTC, assumed where a time has none') : '',
    precision: original.precisions.join(', '),
    events: original.events,
    records: original.records,
    bytes: original.bytes,
    warnings: original.warnings,
    aside: original.aside,
  };
}
