import type { SyncSchedule, SyncSource } from '../../../shared/sync.ts';
import type { ApiDescription } from '../../../shared/syncApi.ts';
import { emptyRequest, requestDraftOf, requestOf } from './requestDraft.ts';
import type { RequestDraft } from './requestDraft.ts';

/** A sync source as it is being filled in: texts as typed. */
export type SourceDraft = {
  readonly id: string;
  /** `folder`, `bucket`, `generic`, or the name of a described API. */
  readonly what: string;
  readonly name: string;
  readonly schedule: string;
  readonly folder: string;
  readonly server: string;
  readonly values: Readonly<Record<string, string>>;
  /** `2026-01-31`, or empty. */
  readonly since: string;
  readonly certificate: string;
  readonly secretFrom: 'store' | 'variable' | 'none';
  readonly variable: string;
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  readonly keyId: string;
  readonly pathStyle: boolean;
  readonly request: RequestDraft;
};

export function newDraft(id: string): SourceDraft {
  return {
    id,
    what: 'folder',
    name: '',
    schedule: 'hand',
    folder: '',
    server: '',
    values: {},
    since: '',
    certificate: '',
    secretFrom: 'store',
    variable: '',
    bucket: '',
    region: 'us-east-1',
    prefix: '',
    keyId: '',
    pathStyle: false,
    request: emptyRequest,
  };
}

export function draftOf(source: SyncSource): SourceDraft {
  const base = {
    ...newDraft(source.id),
    name: source.name,
    schedule: scheduleId(source.schedule),
  };
  if (source.kind === 'folder') return { ...base, what: 'folder', folder: source.folder };
  const remote = {
    ...base,
    server: source.server,
    certificate: source.certificate ?? '',
    secretFrom: source.secret.kind,
    variable: source.secret.kind === 'variable' ? source.secret.name : '',
  };
  if (source.kind === 'bucket') {
    const { bucket, region, prefix, keyId, pathStyle } = source;
    return { ...remote, what: 'bucket', bucket, region, prefix, keyId, pathStyle };
  }
  return {
    ...remote,
    what: source.api,
    values: source.values,
    since: source.since?.slice(0, 10) ?? '',
    request: source.request === null ? emptyRequest : requestDraftOf(source.request),
  };
}

/** The source that the draft describes. Throws Error in words where a part cannot be read; the engine checks the rest. */
export function sourceOf(draft: SourceDraft): SyncSource {
  const schedule = scheduleOf(draft.schedule);
  const base = { id: draft.id, name: draft.name.trim(), schedule };
  if (draft.what === 'folder') return { ...base, kind: 'folder', folder: draft.folder.trim() };
  const remote = {
    ...base,
    server: serverOf(draft.server),
    certificate: draft.certificate.trim() === '' ? null : draft.certificate.trim(),
    secret:
      draft.secretFrom === 'variable'
        ? ({ kind: 'variable', name: draft.variable.trim() } as const)
        : { kind: draft.secretFrom },
  };
  if (draft.what === 'bucket') {
    const { bucket, region, prefix, keyId, pathStyle } = draft;
    return {
      ...remote,
      kind: 'bucket',
      bucket: bucket.trim(),
      region: region.trim(),
      prefix: prefix.trim().replace(/^\//u, ''),
      keyId: keyId.trim(),
      pathStyle,
    };
  }
  return {
    ...remote,
    kind: 'api',
    api: draft.what,
    values: Object.fromEntries(
      Object.entries(draft.values).map(([name, value]) => [name, value.trim()]),
    ),
    since: draft.since === '' ? null : `${draft.since}T00:00:00Z`,
    request: draft.what === 'generic' ? requestOf(draft.request) : null,
  };
}

/** What is left to fill in; null: it can be saved. */
export function missing(draft: SourceDraft, api: ApiDescription | null): string | null {
  const given = (text: string): boolean => text.trim() !== '';
  if (!given(draft.name)) return 'a name';
  if (draft.what === 'folder') return given(draft.folder) ? null : 'the folder';
  if (!given(draft.server)) return 'the server';
  if (draft.what === 'bucket' && !given(draft.bucket)) return 'the bucket';
  const value = api?.values.find(({ name }) => !given(draft.values[name] ?? ''));
  if (value) return value.label.toLowerCase();
  if (draft.what === 'generic' && !given(draft.request.path)) return 'the path';
  return draft.secretFrom === 'variable' && !given(draft.variable) ? 'the variable' : null;
}

/** As the contract wants it: `https://host[:port]` and nothing after it. */
function serverOf(typed: string): string {
  const text = typed.trim().replace(/\/+$/u, '');
  return /^[a-z]+:\/\//iu.test(text) ? text : `https://${text}`;
}

export const schedules = [
  { id: 'hand', label: 'By hand' },
  { id: 'open', label: 'When the case is opened' },
  { id: '5', label: 'Every 5 minutes while it is open' },
  { id: '15', label: 'Every 15 minutes while it is open' },
  { id: '60', label: 'Every hour while it is open' },
  { id: '360', label: 'Every 6 hours while it is open' },
] as const;

function scheduleOf(id: string): SyncSchedule {
  if (id === 'open') return { kind: 'open' };
  return id === 'hand' ? { kind: 'hand' } : { kind: 'every', minutes: Number(id) };
}

function scheduleId(schedule: SyncSchedule): string {
  return schedule.kind === 'every' ? String(schedule.minutes) : schedule.kind;
}
