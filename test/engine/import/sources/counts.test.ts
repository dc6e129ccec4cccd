import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { sharedFolder } from '../../../helpers/corpus.ts';
import { importFiles, newCase } from '../../../helpers/importedCase.ts';

type Listed = { readonly name: string; readonly records: number };

/** Files and folders of the samples that say how many records they hold. */
function listed(readme: string): readonly Listed[] {
  const found: Listed[] = [];
  for (const entry of readme.split(/^- /mu).slice(1)) {
    const name = /^\S+/u.exec(entry)?.[0] ?? '';
    const records = /^\s+records: (\d+)\s*(?:activities.*)?$/mu.exec(entry)?.[1];
    if (records !== undefined && !name.includes('**'))
      found.push({ name: name.replace(/\/\*\..*$/u, ''), records: Number(records) });
  }
  return found;
}

test('every sample file holds as many records as its list says', async (t) => {
  const folder = sharedFolder('samples');
  if (folder === null) return t.skip('no samples here');
  const wrong: string[] = [];
  const all = listed(readFileSync(path.join(folder, 'README.txt'), 'utf8'));
  const made = newCase(t);
  for (const { name, records } of all) {
    const { originals } = await importFiles(made, [path.join(folder, name)]);
    const total = originals.reduce((sum, original) => sum + original.records.total, 0);
    if (total !== records) wrong.push(`${name}: ${total}, listed ${records}`);
  }
  assert.deepEqual({ wrong, many: all.length > 100 }, { wrong: [], many: true });
});
