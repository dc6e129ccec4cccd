import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseRecord, recordText } from '../../../electron/engine/import/readers/record.ts';
import { assertBalanced, assertVerifies, countsOf } from '../../helpers/importCounts.ts';
import { fileBeside, importFiles, newCase, withOpen } from '../../helpers/importedCase.ts';

for (const [encoding, bytesOf] of [
  [
    'utf-16le',
    (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
  ],
  [
    'utf-16be',
    (text: string) =>
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
  ],
  ['windows-1252', (text: string) => Buffer.from(text, 'latin1')],
] as const) {
  test(`events of a ${encoding} file re-parse from the bytes at their place`, async (t) => {
    const made = newCase(t);
    const names = ['Zoë', 'Müller & Söhne', 'naïve'];
    const csv = `Date & Time,Event Name,Category,Description,User/App Name,IP Address\r\n${names
      .map(
        (name) =>
          `"Jan 04, 2026, 10:36:52 PM",Login,Login/Logout,User logged in,${name},10.0.0.7\r\n`,
      )
      .join('')}`;
    const result = await importFiles(made, [fileBeside(made, 'a.csv', bytesOf(csv))]);
    result.originals.forEach(assertBalanced);
    assert.deepEqual(countsOf(result), [[3, 3, 0, 0, 0]]);
    await withOpen(made, (open) => {
      const [original] = open.evidence.originals();
      const spec = original?.interpretation?.reader;
      assert(spec);
      assert.equal(spec.encoding, encoding);
      const found = [0, 1, 2].map((row) => {
        const { offset, length } = open.index.place(row);
        const { utf8 } = recordText(spec, bytesOf(csv).subarray(offset, offset + length));
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a CSV row
        const value = parseRecord(spec, utf8).value as Record<string, string>;
        return [value['User/App Name'], open.records.read(row).event.actorName];
      });
      assert.deepEqual(
        found,
        names.map((name) => [name, name]),
      );
    });
    await assertVerifies(made);
  });
}
