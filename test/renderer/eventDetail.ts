import type { ChangeKind } from '../../shared/event.ts';
import type { EventDetail } from '../../shared/eventPage.ts';

type Overrides = Partial<Omit<EventDetail, 'changeKind'>> & { readonly changeKind?: string };

/** A detail with defaults for all that a test does not care about. */
export function eventDetail(overrides: Overrides): EventDetail {
  const { changeKind, ...rest } = overrides;
  return {
    event: 'E1-0',
    sentence: [],
    fields: {},
    absent: [],
    flags: [],
    meaning: null,
    before: undefined,
    after: undefined,
    changes: [],
    unchanged: 0,
    times: { raw: null, utc: null, precision: null, zoneSource: null },
    source: {
      original: 1,
      name: 'log.json',
      sha256: '',
      offset: 0,
      length: 0,
      reader: 'json-array',
      sourceLabel: 'Arcane',
      mapping: {
        version: 1,
        source: 'arcane',
        label: 'Arcane',
        fields: {},
        time: { format: 'iso', zone: null, zoneSource: 'assumed' },
        uniqueId: true,
        changeKind: 'snapshot',
      },
      recordHash: '',
      bytesSha256: '',
      container: 'plain',
      encoding: 'utf-8',
    },
    raw: '{}',
    bytes: '',
    parsed: null,
    duplicates: [],
    conflicts: [],
    ...rest,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tables of cases name kinds as plain text
    changeKind: (changeKind ?? 'snapshot') as ChangeKind,
  };
}
