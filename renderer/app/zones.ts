import type { SelectChoice } from '../ui/Select.tsx';

/** Zones to show times in: UTC and this computer's first, then every one that the platform knows. */
export function zoneChoices(local: string, known: readonly string[]): readonly SelectChoice[] {
  const rest = known.filter((zone) => zone !== 'UTC' && zone !== local);
  return [
    { id: 'UTC', label: 'UTC' },
    ...(local === 'UTC' ? [] : [{ id: local, label: `${local} (this computer)` }]),
    ...rest.map((zone) => ({ id: zone, label: zone })),
  ];
}

export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
