import { z } from 'zod';

import type { ImportedOriginal } from './importResult.ts';
import { apiRequestSchema } from './syncApi.ts';

/**
 * A place that a case is kept up to date from. It is data, kept in the settings of the case; it never holds a secret,
 * only where one is to be found.
 */
const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hand') }),
  /** Each time the case is opened. */
  z.strictObject({ kind: z.literal('open') }),
  /** While the program runs with the case open. */
  z.strictObject({ kind: z.literal('every'), minutes: z.int().min(1).max(1440) }),
]);
export type SyncSchedule = z.infer<typeof schedule>;

const secretFrom = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** The operating system's store, under a key of this case, source and server. */
  z.strictObject({ kind: z.literal('store') }),
  z.strictObject({
    kind: z.literal('variable'),
    name: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/u, 'is no name of an environment variable'),
  }),
]);
export type SecretFrom = z.infer<typeof secretFrom>;

/** `https://host[:port]`: nothing else is ever contacted for the source. */
const server = z
  .string()
  .max(300)
  .refine(isServer, 'is no address of the form https://host or https://host:port');

function isServer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' && url.origin === text && url.username === '';
}

const common = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/u),
  name: z.string().min(1).max(100),
  schedule,
};
const remote = {
  server,
  secret: secretFrom,
  /** PEM of an authority that signs the server's certificate, where the system's own do not; null: the system's. */
  certificate: z.string().max(20_000).nullable(),
};

export const syncSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('folder'), folder: z.string().min(1).max(4096) }),
  z.strictObject({
    ...common,
    ...remote,
    kind: z.literal('api'),
    /** Name of a description in `resources/sync/`, or `generic`: then `request` says it all. */
    api: z.string().min(1).max(50),
    values: z.record(z.string().max(50), z.string().max(500)),
    /** The first event wanted, UTC ISO; null: as far back as the server goes. */
    since: z.iso.datetime().nullable(),
    request: apiRequestSchema.nullable(),
  }),
  z.strictObject({
    ...common,
    ...remote,
    kind: z.literal('bucket'),
    bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u, 'is no name of a bucket'),
    region: z.string().regex(/^[a-z0-9-]{1,40}$/u, 'is no region'),
    prefix: z.string().max(1024),
    /** The access key's public part; its secret part is the secret. */
    keyId: z.string().max(200),
    /** `https://server/bucket/key` instead of `https://bucket.server/key`. */
    pathStyle: z.boolean(),
  }),
]);
export type SyncSource = z.infer<typeof syncSourceSchema>;
export type FolderSource = Extract<SyncSource, { kind: 'folder' }>;
export type ApiSource = Extract<SyncSource, { kind: 'api' }>;
export type BucketSource = Extract<SyncSource, { kind: 'bucket' }>;

/** How the last run of a source ended. */
/** What `error` says of a run that somebody stopped. */
export const stoppedWords = 'Stopped before its end; the next run goes on from there.';

export type SyncRun = {
  readonly at: string;
  /** Null: it ran to its end. */
  readonly error: string | null;
  readonly requests: number;
  readonly files: number;
  /** Records that came for the first time. */
  readonly newRecords: number;
  readonly warnings: readonly string[];
};

/** A source as the Evidence files screen shows it. */
export type SyncSourceInfo = {
  readonly source: SyncSource;
  /** What is read, in words: a folder, or a server with what is asked of it. */
  readonly place: string;
  readonly lastRun: SyncRun | null;
  readonly isRunning: boolean;
  /** Null: it may run. Else why not. */
  readonly blocked:
    | null
    /** All network is switched off on this computer. */
    | 'network-off'
    /** Nobody has allowed this source on this computer: the case came from elsewhere, or the source was changed there. */
    | 'not-allowed';
  /** Under what its secret is kept in the operating system's store; null where it needs none from there. */
  readonly secretKey: string | null;
  readonly hasSecret: boolean;
};

/** What a run of one source brought. */
export type SyncOutcome = SyncRun & {
  readonly id: string;
  readonly name: string;
  readonly originals: readonly ImportedOriginal[];
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
};
