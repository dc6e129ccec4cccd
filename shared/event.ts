/** The one shape that every source's records are read into. */

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export const actorTypes = ['USER', 'API_KEY', 'APP', 'SERVICE', 'SYSTEM', 'UNKNOWN'] as const;
export type ActorType = (typeof actorTypes)[number];

/** Kind of action, from the catalogue. */
export const verbs = [
  'create',
  'read',
  'update',
  'delete',
  'grant',
  'revoke',
  'login',
  'logout',
  'export',
  'enable',
  'disable',
  'other',
] as const;
export type Verb = (typeof verbs)[number];

export const outcomes = ['success', 'failure', 'denied', 'pending', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];

export const precisions = [
  'day',
  'minute',
  'second',
  'millisecond',
  'microsecond',
  'nanosecond',
] as const;
export type Precision = (typeof precisions)[number];

/** Where the zone of a time comes from: the text itself, the source's documentation, the auditor, or nobody. */
export const zoneSources = ['in data', 'documented', 'set at import', 'assumed'] as const;
export type ZoneSource = (typeof zoneSources)[number];

/** A time as an export wrote it. `ms` is milliseconds since 1970 UTC; `ns` what lies below it, 0 to 999,999. */
export type Instant = {
  readonly ms: number;
  readonly ns: number;
  readonly precision: Precision;
  readonly zoneSource: ZoneSource;
};

/** Someone or something else that an event affected. */
export type Target = {
  readonly type: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
};

/** What the states of a record are: whole documents, only what changed, or only what was asked for. */
export type ChangeKind = 'snapshot' | 'patch' | 'request' | 'derived from words' | 'none';

/** What two parsers could read differently, or an auditor should know, about one record. */
export const recordFlags = [
  'duplicate keys',
  'NUL character',
  'number beyond 2^53',
  'lone surrogate',
  'deep nesting',
  'invalid UTF-8',
  'impossible time',
  'time not read',
  'ragged row',
  'exporter damaged',
  'spreadsheet re-saved',
  'text told twice',
  'conflict',
  'name derived',
  'clock corrected',
] as const;
export type RecordFlag = (typeof recordFlags)[number];

/** What the first pass reads of a record: the fields that become columns. Texts are as the source wrote them. */
export type EventCore = {
  readonly time: Instant | null;
  readonly occurredAtRaw: string | null;
  readonly id: string | null;
  readonly actorType: ActorType;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly actorEmail: string | null;
  /** Organisation role, then project role, at the time. */
  readonly actorRoles: readonly string[];
  readonly authMethod: string | null;
  readonly action: string | null;
  readonly category: string | null;
  readonly verb: Verb;
  readonly outcome: Outcome;
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly orgId: string | null;
  readonly orgName: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly flags: readonly RecordFlag[];
};

/** What only the second pass, the detail pane and exports read: it needs the whole record parsed. */
export type EventRest = {
  readonly description: string | null;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  readonly changeKind: ChangeKind;
  /** JSON Pointers (RFC 6901) of what differs between before and after. */
  readonly changed: readonly string[];
  readonly targets: readonly Target[];
  /** Every other documented field of the source under its documented name. */
  readonly details: Readonly<Record<string, JsonValue>>;
  /** Documented metadata that this record does not have. */
  readonly absent: readonly string[];
};

/** Where a record lies: `offset` and `length` in bytes of the original's decoded, untranscoded content. */
export type Place = {
  readonly original: number;
  readonly offset: number;
  readonly length: number;
  /** 0, or the place among the events that one record fans out to. */
  readonly part: number;
};

/** An event as read back from its bytes. */
export type CaseEvent = EventCore &
  EventRest &
  Place & {
    readonly source: string;
    /** Of the file that the place is in; empty where it is in no case yet. */
    readonly originalName: string;
    readonly originalSha256: string;
    /** SHA-256(0x00 ‖ bytes), the leaf of the record tree (RFC 6962), lower-case hex. */
    readonly recordHash: string;
    /** SHA-256 of the bytes alone: what `sha256sum` says of them. */
    readonly bytesSha256: string;
  };

/** Permanent reference: `E3-1048211`, third evidence file, byte offset; a record that fans out adds `.2`. */
export function eventReference(place: Pick<Place, 'original' | 'offset' | 'part'>): string {
  return `E${place.original}-${place.offset}${place.part > 0 ? `.${place.part + 1}` : ''}`;
}

export function parseEventReference(
  text: string,
): Pick<Place, 'original' | 'offset' | 'part'> | null {
  const found = /^E(\d{1,9})-(\d{1,15})(?:\.(\d{1,6}))?$/i.exec(text.trim());
  if (!found) return null;
  const part = found[3] === undefined ? 0 : Number(found[3]) - 1;
  if (part < 0) return null;
  return { original: Number(found[1]), offset: Number(found[2]), part };
}
