import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as rest } from 'node:timers/promises';

import { openCase } from '../../../electron/engine/openCase.ts';
import { Session } from '../../../electron/engine/session.ts';
import { everything } from '../../../shared/filter.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  withOpen,
} from '../../helpers/importedCase.ts';

test('a window hears of what another one notes, and not of its other settings', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(0, 20))]);
  const heard: string[] = [];
  const session = new Session(({ name }) => void heard.push(name));
  session.use(openCase(made, { author: 'Ada' }));
  t.after(() => session.close());
  await withOpen(made, async (other) => {
    other.setSetting('zone', 'Asia/Kolkata');
    await rest(1500);
    const quiet = heard.filter((name) => name === 'notes.changed').length;
    const { signal } = new AbortController();
    const rows = await other.query.rows(everything, [], 'UTC', signal);
    const first = Uint32Array.of(rows.at(0));
    await other.eventNotes.change(
      first,
      { flagged: true },
      { signal, onProgress: () => undefined },
    );
    for (let i = 0; i < 60 && !heard.includes('notes.changed'); i++) await rest(100);
    assert.deepEqual([quiet, heard.filter((name) => name === 'notes.changed').length], [0, 1]);
    assert.equal(session.current.eventNotes.values(rows.at(0)).flagged, true);
  });
});
