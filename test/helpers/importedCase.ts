import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';

import { eventObject, exportedFields } from '../../electron/engine/eventFields.ts';
import { createEvidence } from '../../electron/engine/evidence/evidence.ts';
import type { Wishes } from '../../electron/engine/import/recognise.ts';
import { runImport } from '../../electron/engine/import/run.ts';
import { openCase } from '../../electron/engine/openCase.ts';
import type { OpenCase } from '../../electron/engine/openCase.ts';
import { verifyWhole } from '../../electron/engine/verifyTask.ts';
import type { VerifyResult } from '../../shared/caseInfo.ts';
import type { CaseEvent, JsonValue } from '../../shared/event.ts';
import { everything } from '../../shared/filter.ts';
import type { ImportResult } from '../../shared/importResult.ts';
import { temporaryFolder } from './folder.ts';

export const author = 'Test Auditor';

/** An empty case in a folder of its own. */
export function newCase(t: TestContext): string {
  const made = path.join(temporaryFolder(t), 'test.casebook');
  createEvidence(made, { name: 'Test', author }).close();
  return made;
}

/** Writes a file beside the case. */
export function fileBeside(made: string, name: string, content: string | Uint8Array): string {
  const folder = path.join(path.dirname(made), 'given');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

export function importFiles(
  made: string,
  files: readonly string[],
  wishes: Wishes = {},
  signal = new AbortController().signal,
  onProgress: () => void = () => undefined,
): Promise<ImportResult> {
  return runImport(
    made,
    files.map((file) => ({ path: file, name: path.basename(file), ...wishes })),
    { author, signal, onProgress },
  );
}

export async function withOpen<T>(
  made: string,
  use: (open: OpenCase) => Promise<T> | T,
): Promise<T> {
  const open = openCase(made, { author });
  try {
    return await use(open);
  } finally {
    open.close();
  }
}

/** Every event that counts, in the order of the grid. */
export function eventsOf(made: string): Promise<readonly CaseEvent[]> {
  return withOpen(made, async (open) => {
    const { signal } = new AbortController();
    const set = await open.query.rows(everything, [], 'UTC', signal);
    return Array.from({ length: set.count }, (_, i) => open.records.read(set.at(i)).event);
  });
}

/** The same as `query` prints them. */
export async function printedEvents(
  made: string,
): Promise<readonly Readonly<Record<string, JsonValue>>[]> {
  return (await eventsOf(made)).map((event) => eventObject(event, exportedFields, 'UTC'));
}

export function verify(made: string, readOnly = false): Promise<VerifyResult> {
  return verifyWhole(made, {
    author,
    readOnly,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

/** A record as Langfuse exports it; name what matters to the test. */
export function langfuseRecord(
  id: string,
  given: Readonly<Record<string, JsonValue>> = {},
): Readonly<Record<string, JsonValue>> {
  return {
    id,
    createdAt: '2026-06-18T12:00:00.000Z',
    updatedAt: '2026-06-18T12:00:00.000Z',
    type: 'USER',
    apiKeyId: null,
    userId: 'user-1',
    orgId: 'org-1',
    userOrgRole: 'OWNER',
    projectId: 'project-1',
    userProjectRole: null,
    resourceType: 'prompt',
    resourceId: `prompt-${id}`,
    action: 'update',
    before: '{"name":"a"}',
    after: '{"name":"b"}',
    ...given,
  };
}

export function langfuseLines(first: number, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const minute = String((first + i) % 60).padStart(2, '0');
    return `${JSON.stringify(
      langfuseRecord(`id-${first + i}`, { createdAt: `2026-06-18T12:${minute}:00.000Z` }),
    )}\n`;
  }).join('');
}
