import type { SourceZone } from '../../shared/caseInfo.ts';
import type { Original } from './evidence/evidence.ts';

/** Zones other than UTC that are on record for evidence files, the most common first. */
export function sourceZones(
  originals: readonly Pick<Original, 'id' | 'interpretation'>[],
): readonly SourceZone[] {
  const zones = new Map<string, { files: number; readonly first: string }>();
  for (const { id, interpretation } of originals) {
    const zone = interpretation?.mapping.time.zone ?? 'UTC';
    if (zone === 'UTC') continue;
    const known = zones.get(zone);
    if (known) known.files++;
    else zones.set(zone, { files: 1, first: `E${id}` });
  }
  return [...zones]
    .map(([zone, said]) => ({ zone, ...said }))
    .toSorted((a, b) => b.files - a.files || (a.zone < b.zone ? -1 : 1));
}
