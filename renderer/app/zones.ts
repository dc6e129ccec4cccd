import type { SourceZone } from '../../shared/caseInfo.ts';
import { numberWords } from '../ui/words.ts';
import { zoneScore } from './zoneNames.ts';

export type ZoneChoice = { readonly id: string; readonly label: string };

/**
 * Zones to show times in: UTC, this computer's, those of the sources and those chosen lately first, then every one that
 * the platform knows.
 */
export function zoneChoices(
  local: string,
  sources: readonly SourceZone[],
  recent: readonly string[],
  known: readonly string[],
): readonly ZoneChoice[] {
  const own = sources.filter(({ zone }) => zone !== 'UTC' && zone !== local);
  const usual = new Set(['UTC', local, ...own.map(({ zone }) => zone)]);
  const chosen = recent.filter((zone) => !usual.has(zone));
  const first = new Set([...usual, ...chosen]);
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
    ...chosen.map((zone) => ({ id: zone, label: `${zone} (chosen lately)` })),
    ...known.filter((zone) => !first.has(zone)).map((zone) => ({ id: zone, label: zone })),
  ];
}

/** The choices that have every word typed in their names, cities or abbreviations, the best first; nothing typed: all. */
export function foundZones(choices: readonly ZoneChoice[], typed: string): readonly ZoneChoice[] {
  if (typed.trim() === '') return choices;
  return choices
    .map((choice) => ({ choice, score: zoneScore(choice.id, choice.label, typed) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ choice }) => choice);
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
