import { readdirSync } from 'node:fs';
import path from 'node:path';

import { openGiven } from '../../electron/engine/import/givenFile.ts';
import { readHead } from '../../electron/engine/import/headStart.ts';
import { openContents } from '../../electron/engine/import/openContents.ts';
import { recognise } from '../../electron/engine/import/recognise.ts';
import type { Recognised } from '../../electron/engine/import/recognise.ts';
import { sharedFolder } from './corpus.ts';

/** Every file of the samples, by its path within them; null where they are missing. */
export function sampleFiles(): readonly string[] | null {
  const folder = sharedFolder('samples');
  if (folder === null) return null;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^README|\.md$/u.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

/** What each content of a sample file is recognised as. */
export async function recogniseSample(
  name: string,
): Promise<readonly (Recognised | { readonly problem: string })[]> {
  const folder = sharedFolder('samples');
  if (folder === null) return [];
  const opened = await openContents(openGiven({ path: path.join(folder, name), name }));
  if (opened.kind === 'unsupported') return [{ problem: opened.reason }];
  const found: (Recognised | { readonly problem: string })[] = [];
  for (const content of opened.contents) {
    const start = await readHead(content.open());
    await start.content[Symbol.asyncIterator]().return?.();
    found.push(recognise(start, content.name, {}));
  }
  return found;
}
