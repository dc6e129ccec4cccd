import { createHash } from 'node:crypto';

import { ExpectedError } from '../../../shared/failure.ts';
import { syncSourceSchema } from '../../../shared/sync.ts';
import type { SyncSource } from '../../../shared/sync.ts';
import { canonicalJson } from '../evidence/chain.ts';
import type { OpenCase } from '../openCase.ts';
import { describeApi } from './apis.ts';

const prefix = 'sync.';

/** The sources of a case, by name. One that cannot be read (a newer Casebook wrote it) is left out. */
export function syncSources(open: OpenCase): readonly SyncSource[] {
  return Object.entries(open.notes.settings())
    .filter(([name]) => name.startsWith(prefix))
    .flatMap(([, value]) => {
      const read = syncSourceSchema.safeParse(value);
      return read.success ? [read.data] : [];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Throws `not-found`. `name` is a source's id or its name. */
export function syncSourceNamed(open: OpenCase, name: string): SyncSource {
  const all = syncSources(open);
  const found = all.find(({ id }) => id === name) ?? all.find((each) => each.name === name);
  if (!found) throw new ExpectedError('not-found', `The case has no sync source "${name}".`);
  return found;
}

export function saveSyncSource(open: OpenCase, source: SyncSource): void {
  if (source.kind === 'api') describeApi(source);
  const same = syncSources(open).find(({ id, name }) => id !== source.id && name === source.name);
  if (same)
    throw new ExpectedError('bad-request', `There is a sync source "${source.name}" already.`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
  open.setSetting(`${prefix}${source.id}`, JSON.parse(JSON.stringify(source)));
}

/** What it brought stays; the custody log tells where that came from. */
export function removeSyncSource(open: OpenCase, id: string): void {
  open.setSetting(`${prefix}${syncSourceNamed(open, id).id}`, null);
}

/** What is read, in words. Never holds a secret. */
export function placeOf(source: SyncSource): string {
  switch (source.kind) {
    case 'folder':
      return source.folder;
    case 'api': {
      const { path, label } = describeApi(source);
      return `${label}, ${source.server}${path}`;
    }
    case 'bucket':
      return `${source.server}, bucket ${source.bucket}${source.prefix === '' ? '' : `, ${source.prefix}`}`;
    default:
      throw new Error(`unknown source ${JSON.stringify(source satisfies never)}`);
  }
}

/**
 * What somebody allows on this computer: this source, of this case, as it is. Another server, folder or secret is another
 * permission; another name or schedule is not.
 */
export function fingerprintOf(caseId: string, source: SyncSource): string {
  const { name: _name, schedule: _schedule, ...rest } = source;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
  const plain = JSON.parse(JSON.stringify({ caseId, ...rest })) as Parameters<
    typeof canonicalJson
  >[0];
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}

/** The name of a source's secret in the operating system's store: bound to its server, so that no other is sent it. */
export function secretKeyOf(caseId: string, source: SyncSource): string | null {
  return source.kind !== 'folder' && source.secret.kind === 'store'
    ? `${caseId}/${source.id}@${source.server}`
    : null;
}
