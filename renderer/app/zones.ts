import type { SourceZone } from '../../shared/caseInfo.ts';
import type { SelectChoice } from '../ui/Select.tsx';
import { numberWords } from '../ui/words.ts';

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

function filesWords({ files, first }: SourceZone): string {
  return files === 1 ? `source zone of ${first}` : `source zone of ${numberWords(files)} files`;
}

export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
