import type { Mapping } from '../../../shared/mapping.ts';

/** The ways in which times are written, with an example of each. */
export const timeFormats: readonly {
  readonly id: Mapping['time']['format'];
  readonly label: string;
}[] = [
  { id: 'auto', label: 'Found out from the times' },
  { id: 'iso', label: '2026-06-18T22:40:59Z (ISO 8601)' },
  { id: 'epoch', label: 'Seconds or milliseconds since 1970' },
  { id: 'dmy', label: 'Day first: 18/06/2026 22:40' },
  { id: 'mdy', label: 'Month first: 06/18/2026 10:40 PM' },
  { id: 'words', label: 'In words: 18 Jun 2026 22:40' },
];
