import { z } from 'zod';

import { mostClockMs } from './clockOffset.ts';
import type { ActorType, Outcome, Verb } from './event.ts';
import { actorTypes, outcomes, verbs } from './event.ts';

/**
 * How the records of one source feed the event: data, kept in `resources/sources/` for known sources, proposed for
 * unknown ones, corrected by the auditor, saved as a file, and recorded in the ledger with every import.
 */

/**
 * One path or several, first non-empty wins. JSON Pointer (`/actor/id`) in JSON; the header's text in a CSV. Within a list a step is
 * an index, `*` (every element) or `[type=User]` (the first element whose `type` is that).
 */
export type Paths = readonly string[];

export const mappedFields = [
  'id',
  'occurredAt',
  'actorType',
  'actorId',
  'actorName',
  'actorEmail',
  'actorRoles',
  'authMethod',
  'action',
  'category',
  'outcome',
  'description',
  'resourceType',
  'resourceId',
  'resourceName',
  'orgId',
  'orgName',
  'projectId',
  'projectName',
  'ip',
  'userAgent',
  'before',
  'after',
] as const;
export type MappedField = (typeof mappedFields)[number];

export type Mapping = {
  readonly version: 1;
  /** The source's name (`langfuse`, `arcane`, `kore`, or the auditor's own word). */
  readonly source: string;
  /** The words for it on screen. */
  readonly label: string;
  readonly fields: { readonly [F in MappedField]?: Paths | undefined };
  readonly time: {
    /** How the time is written: see `instant.ts`. `auto` tries every unambiguous pattern. */
    readonly format: 'auto' | 'iso' | 'epoch' | 'dmy' | 'mdy' | 'words';
    /** Zone of times that carry none: IANA name; null when nobody knows (then UTC is assumed and said so). */
    readonly zone: string | null;
    readonly zoneSource: 'documented' | 'set at import' | 'assumed';
    /** Milliseconds added to every time, for a clock that is known to have been wrong; absent: none. */
    readonly clockMs?: number | undefined;
  };
  /** The source promises that ids are unique: same id and other content is then a conflict. */
  readonly uniqueId: boolean;
  readonly changeKind: 'snapshot' | 'patch' | 'request' | 'none';
  /** Source's word to ours, compared in lower case; what is not listed falls to the built-in rules. */
  readonly actorTypes?: Readonly<Record<string, ActorType>> | undefined;
  readonly outcomes?: Readonly<Record<string, Outcome>> | undefined;
  readonly verbs?: Readonly<Record<string, Verb>> | undefined;
  /** Paths that change on every write and say nothing (`/updatedAt`): left out of `changed`. */
  readonly volatile?: Paths | undefined;
};

const paths = z.array(z.string().max(2000)).max(50);

export const mappingSchema = z.strictObject({
  version: z.literal(1),
  source: z.string().min(1).max(100),
  label: z.string().min(1).max(200),
  fields: z.partialRecord(z.enum(mappedFields), paths),
  time: z.strictObject({
    format: z.enum(['auto', 'iso', 'epoch', 'dmy', 'mdy', 'words']),
    zone: z.string().max(100).nullable(),
    zoneSource: z.enum(['documented', 'set at import', 'assumed']),
    clockMs: z.int().min(-mostClockMs).max(mostClockMs).optional(),
  }),
  uniqueId: z.boolean(),
  changeKind: z.enum(['snapshot', 'patch', 'request', 'none']),
  actorTypes: z.record(z.string(), z.enum(actorTypes)).optional(),
  outcomes: z.record(z.string(), z.enum(outcomes)).optional(),
  verbs: z.record(z.string(), z.enum(verbs)).optional(),
  volatile: paths.optional(),
});
