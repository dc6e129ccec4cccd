import { z } from 'zod';

/**
 * How an HTTPS API gives its log: what is asked, where the records are, how the next page is reached. In `resources/sync/`
 * for known products; written by the auditor for any other.
 */
const pointer = z.string().regex(/^(\/[^/]*)*$/u, 'is no JSON Pointer');
const templates = z.record(z.string().max(100), z.string().max(500));
const unit = z.enum(['iso', 'ms', 's']);

const paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** `Link: <…>; rel="next"`. */
  z.strictObject({ kind: z.literal('link') }),
  /** A word in the answer (`at`) that is sent back as the parameter `query`; no word, or an empty one, ends. */
  z.strictObject({ kind: z.literal('cursor'), at: pointer, query: z.string().min(1).max(100) }),
  /**
   * The id of the page's last record, sent back as `query`; it holds from one run to the next. The very first page is
   * asked with `first` instead, in order of time: what comes after its smallest id is then asked in order of id.
   */
  z.strictObject({
    kind: z.literal('after'),
    id: pointer,
    query: z.string().min(1).max(100),
    first: templates,
  }),
  /** A number that counts pages, or records where `step` is more than 1; an empty page ends. */
  z.strictObject({
    kind: z.literal('number'),
    query: z.string().min(1).max(100),
    first: z.int().min(0).max(1),
    step: z.int().min(1).max(100_000),
  }),
  /**
   * Newest first, and the next page begins before a time (`at`) that the answer gives. Records that share that
   * millisecond may lie on both sides, so each page is asked from one millisecond later, and `limit` is raised to
   * `most` where a page holds nothing else.
   */
  z.strictObject({
    kind: z.literal('time'),
    at: pointer,
    query: z.string().min(1).max(100),
    limit: z.string().min(1).max(100),
    most: z.int().min(1).max(100_000),
  }),
]);

export const apiRequestSchema = z.strictObject({
  /** Begins with `/`; `{name}` stands for a value of the source, encoded; `{+name}` keeps its slashes. */
  path: z
    .string()
    .regex(/^\/[^\s?#]*$/u, 'is no path: it begins with / and has no ? in it')
    .max(500),
  query: templates,
  /** Sent with every request; `{secret}` stands for the secret, and `{basic:name}` for Basic credentials of that value and the secret. */
  headers: templates,
  /** Where the records are in an answer: a member of it, `/logs`; empty: the answer is the list. Import reads no deeper lists. */
  items: z
    .string()
    .regex(/^(\/[^/]+)?$/u, 'is neither empty nor / and one name')
    .max(100),
  /** Where a record has its time; null: the log is read from its start each time. */
  time: pointer.nullable(),
  timeUnit: unit,
  /** Added where only records from a time on are wanted; `{since}` stands for it. */
  since: templates,
  sinceUnit: unit,
  paging,
  /** How long after its time a record may still appear: what was read before is asked again so far back. */
  overlapMinutes: z.int().min(0).max(10_080),
});
export type ApiRequest = z.infer<typeof apiRequestSchema>;
export type Paging = ApiRequest['paging'];

export const apiDescriptionSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{1,50}$/u),
  label: z.string().min(1).max(100),
  /** The usual server; empty where each customer has one of their own. */
  server: z.string().max(300),
  serverHint: z.string().max(200),
  /** What the auditor fills in; each stands in the path, query or headers as `{name}`. */
  values: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z]{1,20}$/u),
      label: z.string().min(1).max(100),
      example: z.string().max(100),
    }),
  ),
  /** What kind of secret, where it is made, and which rights it needs. */
  secret: z.string().min(1).max(500),
  request: apiRequestSchema,
  /** Where the API is documented, and what is not known for certain. */
  documentation: z.string().max(500),
});
export type ApiDescription = z.infer<typeof apiDescriptionSchema>;
