import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as fc from 'fast-check';

import { civilFromDays, daysFromCivil } from '../../shared/calendar.ts';
import { formatInstant, readInstant } from '../../shared/instant.ts';
import type { TimeFormat } from '../../shared/instant.ts';

function read(
  text: string | number,
  format: TimeFormat = 'auto',
  zone: string | null = null,
): string {
  const source = zone === null ? 'assumed' : 'set at import';
  const found = readInstant(text, format, zone, source);
  if ('problem' in found) return `${found.problem}${found.ambiguous ? ', ambiguous' : ''}`;
  const { precision, zoneSource } = found.instant;
  return `${formatInstant(found.instant)} ${precision} ${zoneSource}`;
}

describe('times are read', () => {
  const cases: readonly (readonly [string | number, string, TimeFormat?, string?])[] = [
    ['2026-02-17T15:34:05Z', '2026-02-17T15:34:05Z second in data'],
    ['2026-02-17t15:34:05z', '2026-02-17T15:34:05Z second in data'],
    ['2026-02-17T15:34:05.1Z', '2026-02-17T15:34:05.100Z millisecond in data'],
    ['2026-02-17T15:34:05,123Z', '2026-02-17T15:34:05.123Z millisecond in data'],
    ['2026-02-17T15:34:05.123456Z', '2026-02-17T15:34:05.123456Z microsecond in data'],
    ['2026-01-24T06:54:24.0000000Z ', '2026-01-24T06:54:24.000000000Z nanosecond in data'],
    ['2026-01-01T10:00:47.834659236Z', '2026-01-01T10:00:47.834659236Z nanosecond in data'],
    ['2026-01-01T10:00:47.83465923699Z', '2026-01-01T10:00:47.834659236Z nanosecond in data'],
    ['"2024-01-01T10:00:00.000Z"', '2024-01-01T10:00:00.000Z millisecond in data'],
    ['2023-09-20T04:05:03', '2023-09-20T04:05:03Z second assumed'],
    ['2024-05-10 17:46:49', '2024-05-10T17:46:49Z second assumed'],
    ['2024-05-10 17:46:49', '2024-05-10T15:46:49Z second set at import', 'auto', 'Europe/Berlin'],
    ['2024-05-10 17:46:49Z', '2024-05-10T17:46:49Z second in data', 'auto', 'Europe/Berlin'],
    ['2024-05-10 17:46:49 +02:00', '2024-05-10T15:46:49Z second in data'],
    ['2024-05-10 17:46:49+00', '2024-05-10T17:46:49Z second in data'],
    ['2024-05-10 17:46:49-0330', '2024-05-10T21:16:49Z second in data'],
    ['2024-05-10 17:46:49 UTC', '2024-05-10T17:46:49Z second in data'],
    ['2024-05-10 17:46:49.5 +0000 UTC', '2024-05-10T17:46:49.500Z millisecond in data'],
    ['2024-05-10T17:46Z', '2024-05-10T17:46Z minute in data'],
    ['2024-05-10', '2024-05-10 day assumed'],
    ['2024-05-10', '2024-05-09T22:00Z day set at import', 'auto', 'Europe/Berlin'],
    ['2014-03-19T18:45:42.967+0000', '2014-03-19T18:45:42.967Z millisecond in data'],
    ['2026-11-20 05:38:09.067 EST', '2026-11-20T10:38:09.067Z millisecond in data'],
    ['2026-11-20 05:38:09.067 IST', '2026-11-20T05:38:09.067Z millisecond assumed'],
    [
      '2026-11-20 05:38:09 IST',
      '2026-11-20T00:08:09Z second set at import',
      'auto',
      'Asia/Kolkata',
    ],
    ['2026-11-20 05:38:09 CET', '2026-11-20T04:38:09Z second in data'],
    ['2015-09-11 02:10 PM EDT', '2015-09-11T18:10Z minute in data'],
    ['2024-02-29 12:00:00', '2024-02-29T12:00:00Z second assumed'],
    ['2023/09/20 04:05:03', '2023-09-20T04:05:03Z second assumed'],
    ['20260217T153400Z', '2026-02-17T15:34:00Z second in data'],
    ['2026-01-01T10:00:00+01:00[Europe/Paris]', '2026-01-01T09:00:00Z second in data'],
    ['2026-01-01 10:00:00 Europe/Paris', '2026-01-01T09:00:00Z second in data'],
    ['9/20/2023 4:05:03 AM', '2023-09-20T04:05:03Z second assumed'],
    ['20/9/2023 16:05', '2023-09-20T16:05Z minute assumed'],
    ['20.09.2023 16:05:03', '2023-09-20T16:05:03Z second assumed'],
    ['5/5/2025', '2025-05-05 day assumed'],
    ['3/12/2025 7:31:34 AM', 'time not read, ambiguous'],
    ['3/12/2025 7:31:34 AM', '2025-03-12T07:31:34Z second assumed', 'mdy'],
    ['3/12/2025 7:31:34 AM', '2025-12-03T07:31:34Z second assumed', 'dmy'],
    ['12/12/2025 12:31 AM', '2025-12-12T00:31Z minute assumed'],
    ['12/12/2025 12:31 PM', '2025-12-12T12:31Z minute assumed'],
    ['13/13/2025 1:00', 'impossible time'],
    ['9/20/2023 4:05:03 AM', 'impossible time', 'dmy'],
    ['Feb 17, 2026, 3:34 PM', '2026-02-17T15:34Z minute assumed'],
    ['Feb 17, 2026, 3:34\u202fPM', '2026-02-17T15:34Z minute assumed'],
    ['Feb 17, 2026, 3:34 PM', '2026-02-17T10:04Z minute set at import', 'words', 'Asia/Kolkata'],
    ['Jan 04, 2026, 10:36:52 PM', '2026-01-04T22:36:52Z second assumed'],
    ['Jan 01, 2019 0:16:45 PM', '2019-01-01T12:16:45Z second assumed'],
    ['February 17, 2026 at 3:34 PM', '2026-02-17T15:34Z minute assumed'],
    ['17 Feb 2026 15:34:05', '2026-02-17T15:34:05Z second assumed'],
    ['Tue, 17 Feb 2026 15:34:05 +0000', '2026-02-17T15:34:05Z second in data'],
    ['Tue, 17 Feb 2026 15:34:05 GMT', '2026-02-17T15:34:05Z second in data'],
    ['17/Feb/2026:15:34:05 +0100', '2026-02-17T14:34:05Z second in data'],
    ['17-Feb-2026 15:34:05', '2026-02-17T15:34:05Z second assumed'],
    ['Tue Feb 17 15:34:05 2026', '2026-02-17T15:34:05Z second assumed'],
    ['Tue Feb 17 15:34:05 UTC 2026', '2026-02-17T15:34:05Z second in data'],
    [
      'Tue Feb 17 2026 15:34:05 GMT+0530 (India Standard Time)',
      '2026-02-17T10:04:05Z second in data',
    ],
    ['1685465626150', '2023-05-30T16:53:46.150Z millisecond in data'],
    [1685465626150, '2023-05-30T16:53:46.150Z millisecond in data'],
    [1685465626, '2023-05-30T16:53:46Z second in data'],
    [1685465626.5, '2023-05-30T16:53:46.500Z millisecond in data'],
    ['1685465626.150123', '2023-05-30T16:53:46.150123Z microsecond in data'],
    ['1685465626150123', '2023-05-30T16:53:46.150123Z microsecond in data'],
    ['1685465626150123456', '2023-05-30T16:53:46.150123456Z nanosecond in data'],
    ['0', '1970-01-01T00:00:00Z second in data', 'epoch'],
    ['-1', '1969-12-31T23:59:59Z second in data', 'epoch'],
    ['5', 'time not read'],
    ['-1', 'time not read'],
    ['2.3E+18', 'time not read'],
    [1e21, 'time not read'],
    ['34:12.1', 'time not read'],
    ['', 'time not read'],
    ['hello', 'time not read'],
    ['2026', 'time not read'],
    ['Feb 17 15:34:05', 'time not read'],
    ['17 Foo 2026 15:34:05', 'time not read'],
    ['2026-02-17 15', 'time not read'],
    ['2026-02-17T15:34:05.Z', 'time not read'],
    ['2026-02-17T15:34:05Zulu', 'time not read'],
    ['9/20/2023 4:05:03 AM', 'time not read', 'iso'],
    ['9/20/2023 4:05:03 AM', 'time not read', 'words'],
    ['2026-02-17T15:34:05Z', 'time not read', 'epoch'],
    ['2026-02-17T15:34:05Z', '2026-02-17T15:34:05Z second in data', 'mdy'],
    ['2026-02-30T00:00:00Z', 'impossible time'],
    ['2025-02-29', 'impossible time'],
    ['2026-13-01T00:00:00Z', 'impossible time'],
    ['0000-00-00 00:00:00', 'impossible time'],
    ['2026-01-01T25:00:00Z', 'impossible time'],
    ['2026-01-01T10:60:00Z', 'impossible time'],
    ['2026-01-01T10:00:60Z', 'impossible time'],
    ['2026-01-01T10:00:00+25:00', 'impossible time'],
    ['Feb 30, 2026, 3:34 PM', 'impossible time'],
    ['Feb 17, 2026, 13:34 PM', 'impossible time'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z second in data'],
    ['2016-12-31T23:59:60.5Z', '2017-01-01T00:00:00.500Z millisecond in data'],
    ['2017-01-01T05:29:60+05:30', '2017-01-01T00:00:00Z second in data'],
    // Clocks set forward over it: as far after the jump; set back over it: the first of the two.
    ['2026-03-29 02:30:00', '2026-03-29T01:30:00Z second set at import', 'auto', 'Europe/Berlin'],
    ['2026-10-25 02:30:00', '2026-10-25T00:30:00Z second set at import', 'auto', 'Europe/Berlin'],
    ['2026-10-25 03:00:00', '2026-10-25T02:00:00Z second set at import', 'auto', 'Europe/Berlin'],
    [
      '2026-03-08 02:30:00',
      '2026-03-08T07:30:00Z second set at import',
      'auto',
      'America/New_York',
    ],
  ];
  for (const [text, expected, format, zone] of cases) {
    it(`${JSON.stringify(text)} as ${format ?? 'auto'}${zone ? ` in ${zone}` : ''} is ${expected}`, () => {
      assert.equal(read(text, format, zone ?? null), expected);
    });
  }

  it('as Date reads RFC 3339, for any instant', () => {
    const at = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(at, (date) => {
        const found = readInstant(date.toISOString(), 'auto', null, 'assumed');
        assert.ok('instant' in found);
        assert.equal(found.instant.ms, date.getTime());
        assert.equal(formatInstant(found.instant), date.toISOString());
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, whatever the text', () => {
    const bits = [
      '2026',
      '-',
      '02',
      '17',
      'T',
      ' ',
      ':',
      '.',
      'Feb',
      'PM',
      '+',
      'Z',
      ',',
      '/',
      '"',
      '9',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 2 }))),
        (parts) => {
          const text = parts.join('');
          for (const format of ['auto', 'iso', 'epoch', 'dmy', 'mdy', 'words'] as const)
            read(text, format);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('the calendar', () => {
  it('agrees with Date on every day of 3,000 years', () => {
    const first = daysFromCivil(-500, 1, 1);
    for (let day = first; day < first + 3000 * 365; day += 1) {
      const { year, month, day: dayOfMonth } = civilFromDays(day);
      if (daysFromCivil(year, month, dayOfMonth) !== day) assert.fail(String(day));
      if (day % 97 !== 0) continue;
      const date = new Date(day * 86_400_000);
      assert.deepEqual(
        [year, month, dayOfMonth],
        [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()],
      );
    }
  });
});
