import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { exportColumns } from '../../../electron/engine/export/columns.ts';
import { runExport } from '../../../electron/engine/export/run.ts';
import { everything } from '../../../shared/filter.ts';
import { defaultView } from '../../../shared/view.ts';
import { jsonLines } from '../../helpers/command.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  withOpen,
} from '../../helpers/importedCase.ts';

const { signal } = new AbortController();
const quiet = { signal, onProgress: () => undefined };

for (const [events, how, asked] of [
  [5000, 'in threads', ['id']],
  [600, 'in the same thread', ['id']],
  [600, 'from columns', ['event']],
] as const) {
  test(`notes leave the case beside their events when asked for, made ${how}`, async (t) => {
    const made = newCase(t);
    await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, events))]);
    await withOpen(made, async (open) => {
      const rows = await open.query.rows(everything, [], 'UTC', signal);
      const noted = Uint32Array.from([rows.at(1), rows.at(events - 2)]);
      await open.eventNotes.change(noted, { addTags: ['x'], addComment: 'first' }, quiet);
      await open.eventNotes.change(noted.slice(0, 1), { addComment: 'second' }, quiet);
      const file = path.join(path.dirname(made), 'out.jsonl');
      const view = { ...defaultView, columns: asked };
      const written = async (notes: boolean) => {
        const columns = exportColumns(asked, notes);
        await runExport(open, { path: file, view, format: 'jsonl', exact: true, columns }, quiet);
        return jsonLines(readFileSync(file, 'utf8'));
      };
      assert.deepEqual(Object.keys((await written(false))[1] ?? {}), asked);
      const found = (await written(true)).map(({ tag, comment, review }) => [tag, comment, review]);
      const none = [[], null, 'unreviewed'];
      const expected = Array.from({ length: events }, () => none as unknown[]);
      expected[1] = [['x'], 'first\n\nsecond', 'unreviewed'];
      expected[events - 2] = [['x'], 'first', 'unreviewed'];
      assert.deepEqual(found, expected);
    });
  });
}
