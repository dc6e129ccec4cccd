import type { OriginalInfo } from '../../shared/importResult.ts';
import type { SelectChoice } from '../ui/Select.tsx';

/** The zone in which evidence files wrote times without one, and their references. */
export type SourceZone = { readonly zone: string; readonly files: readonly string[] };

/** Zones other than UTC that are on record for evidence files, the most common first. */
export function sourceZones(
  originals: readonly Pick<OriginalInfo, 'original' | 'mapping'>[],
): readonly SourceZone[] {
  const files = new Map<string, string[]>();
  for (const { original, mapping } of originals) {
    const zone = mapping?.time.zone ?? 'UTC';
    if (zone !== 'UTC') files.set(zone, [...(files.get(zone) ?? []), `E${original}`]);
  }
  return [...files]
    .map(([zone, references]) => ({ zone, files: references }))
    .toSorted((a, b) => b.files.length - a.files.length || (a.zone < b.zone ? -1 : 1));
}

/** Zones to show times in: UTC, this computer's and those of the sources first, then every one that the platform knows. */
export function zoneChoices(
  local: string,
  sources: readonly SourceZone[],
  known: readonly string[],
): readonly SelectChoice[] {
  const own = sources.filter(({ zone }) => zone !== 'UTC' && zone !== local);
  const first = new Set(['UTC', local, ...own.map(({ zone }) => zone)]);
  const isOfSource = sources.find(({ zone }) => zone === local);
  return [
    { id: 'UTC', label: 'UTC' },
    ...(local === 'UTC'
      ? []
      : [
          {
            id: local,
            label: `${local} (this computer${isOfSource ? `, ${filesWords(isOfSource)}` : ''})`,
          },
        ]),
    ...own.map((source) => ({ id: source.zone, label: `${source.zone} (${filesWords(source)})` })),
    ...known.filter((zone) => !first.has(zone)).map((zone) => ({ id: zone, label: zone })),
  ];
}

/** From UTC to this computer's zone to each of the sources' and back; from any other zone to UTC. */
export function nextZone(now: string, local: string, sources: readonly SourceZone[]): string {
  const round = [...new Set(['UTC', local, ...sources.map(({ zone }) => zone)])];
  return round[(round.indexOf(now) + 1) % round.length] ?? 'UTC';
}

function filesWords({ files }: SourceZone): string {
  const [first] = files;
  return files.length === 1 ? `source zone of ${first}` : `source zone of ${files.length} files`;
}

export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
