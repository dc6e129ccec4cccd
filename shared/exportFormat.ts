/** How filtered events leave the case. */
export const exportFormats = ['json', 'jsonl', 'csv', 'sqlite'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type CsvPreset = {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly (readonly [field: string, header: string])[];
};

/** Column sets that a product's own CSV export has. */
export const csvPresets: readonly CsvPreset[] = [
  {
    name: 'kore',
    label: 'Kore.ai audit log',
    columns: [
      ['occurredAt', 'Date and time'],
      ['action', 'Event name'],
      ['category', 'Category'],
      ['description', 'Description'],
      ['actor', 'User or app name'],
      ['ip', 'IP address'],
    ],
  },
];
