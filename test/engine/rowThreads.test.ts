import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

import { RowThreads } from '../../electron/engine/rowThreads.ts';

test('a thread that has ended answers nobody, and whoever asks it is told at once', async () => {
  const threads = new RowThreads(path.join(tmpdir(), 'no such case'), 1);
  try {
    await assert.rejects(threads.facts(0, 1));
    await assert.rejects(threads.facts(0, 1));
  } finally {
    await threads.close();
  }
});
