import { z } from 'zod';

import { actorTypes, outcomes, verbs } from '../../../../shared/event.ts';
import { mappedFields, mappingSchema } from '../../../../shared/mapping.ts';
import { confidences } from '../../../../shared/sourceAbout.ts';

/**
 * A source as data: one file in `resources/sources/`, named for it. `mapping` says which place of a record feeds which
 * field and goes into the ledger with each import; everything else says what a mapping cannot, and belongs to the
 * adapter's version. How to add one: docs/sources.md.
 *
 * A *path* is a JSON Pointer, or a column's header. Within a list a step is an index, `*` (every element), or
 * `[Name=UserAgent]` (the first element whose `Name` is that).
 */
const path = z.string().min(1).max(300);
const paths = z.array(path).min(1);
const pattern = z.string().refine(isPattern, 'not a regular expression');

/** What must hold of a record, or of the event made so far (`field`). Words compare without case. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | ({ readonly at: string | readonly string[] } & Test)
  | ({ readonly field: TextField } & Test);
/** Every test that is given must pass; none given: there is a value, and it is not empty. */
export type Test = {
  readonly is?: readonly string[] | undefined;
  /** Case counts unless the pattern says otherwise: `(?i:…)`. */
  readonly matches?: string | undefined;
  /** The value as a number is at least this. */
  readonly from?: number | undefined;
  /** The value as a number is below this. */
  readonly below?: number | undefined;
};

export const textFields = [
  'id',
  'actorId',
  'actorName',
  'actorEmail',
  'authMethod',
  'action',
  'category',
  'resourceType',
  'resourceId',
  'resourceName',
  'orgId',
  'orgName',
  'projectId',
  'projectName',
  'ip',
  'userAgent',
  'description',
] as const;
export type TextField = (typeof textFields)[number];

/** A text made of a record: the first that gives one counts wherever there is a list of them. */
export type Value =
  /** What is at a path. */
  | string
  | { readonly text: string }
  /** A field of the event made so far. */
  | { readonly field: TextField }
  /** Place among the events that one record fans out to, from 0. */
  | { readonly part: true }
  /** All of them, or with `some` those that there are. */
  | {
      readonly join: readonly Value[];
      readonly by: string;
      readonly some?: boolean | undefined;
    }
  /** What the pattern finds in the value: `$1` is the first group; the whole match without `take`. */
  | { readonly of: Value; readonly match: string; readonly take?: string | undefined }
  /** Another word for the value; `else` for one that is not listed. */
  | {
      readonly of: Value;
      readonly words: Readonly<Record<string, string>>;
      readonly else?: Value | undefined;
    }
  | { readonly when: Condition; readonly give: Value };

const test = {
  is: z.array(z.string()).min(1).optional(),
  matches: pattern.optional(),
  from: z.number().optional(),
  below: z.number().optional(),
};
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
    z.strictObject({ at: z.union([path, paths]), ...test }),
    z.strictObject({ field: z.enum(textFields), ...test }),
  ]),
);
const value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    path,
    z.strictObject({ text: z.string() }),
    z.strictObject({ field: z.enum(textFields) }),
    z.strictObject({ part: z.literal(true) }),
    z.strictObject({
      join: z.array(value).min(1),
      by: z.string(),
      some: z.boolean().optional(),
    }),
    z.strictObject({ of: value, match: pattern, take: z.string().optional() }),
    z.strictObject({ of: value, words: z.record(z.string(), z.string()), else: value.optional() }),
    z.strictObject({ when: condition, give: value }),
  ]),
);

function rule<T extends z.ZodType>(is: T) {
  return z.array(z.strictObject({ when: condition.optional(), is }));
}

const changeKind = z.enum(['snapshot', 'patch', 'request']);

/** How a change is told. The first construction that finds anything in a record counts. */
const change = z.discriminatedUnion('from', [
  /** Whole documents, or JSON text of them. */
  z.strictObject({
    from: z.literal('states'),
    when: condition.optional(),
    before: paths.optional(),
    after: paths.optional(),
    kind: changeKind,
  }),
  /** A list of changes, each with its name, old and new value; `at` may hold `*`, the others are within one of them. */
  z.strictObject({
    from: z.literal('list'),
    at: path,
    name: paths,
    before: paths.optional(),
    after: paths.optional(),
    kind: changeKind,
  }),
  /** One change: its name, old and new value. */
  z.strictObject({
    from: z.literal('one'),
    name: z.array(value).min(1),
    before: paths,
    after: paths,
    kind: changeKind,
  }),
  /**
   * Keys that hold another's old value: `{}_was` beside `{}`, or beside what `new` says. `in`: the objects to look in,
   * '' is the record.
   */
  z.strictObject({
    from: z.literal('names'),
    in: z.array(z.string()).min(1),
    keys: z
      .array(z.strictObject({ old: z.string().includes('{}'), new: z.string().includes('{}') }))
      .min(1),
    kind: changeKind,
  }),
  /** A list of what was added and removed, by name: `sign` tells which. */
  z.strictObject({
    from: z.literal('delta'),
    at: path,
    sign: path,
    added: z.array(z.string()).min(1),
    removed: z.array(z.string()).min(1),
    name: path,
    value: path,
    kind: changeKind,
  }),
]);
export type Change = z.infer<typeof change>;

const confidence = z.enum(confidences);

const prepareSchema = {
  /** Other spellings of top-level keys, as copies have them: `protopayload` for `protoPayload`. Keys within are respelt with them. */
  respell: z.record(z.string(), z.string()).optional(),
  /** A member that holds the record itself, as an object or as JSON text; what was around it is kept under `as`. */
  unwrap: z
    .array(z.strictObject({ at: path, as: z.string().min(1), base64: z.boolean().optional() }))
    .optional(),
  /** Members that hold JSON as text. */
  parse: paths.optional(),
  /** Lists of name and value pairs to be read as objects; `at` may hold `*`. */
  pairs: z.array(z.strictObject({ at: path, name: z.string(), values: paths })).optional(),
  /**
   * A record with a list is as many events. `as`: the element takes this name in the record; `outer`: the element is
   * the record, and what was around the list is kept under this name.
   */
  each: z
    .union([
      z.strictObject({ list: path, as: z.string().min(1) }),
      z.strictObject({ list: path, outer: z.string().min(1) }),
    ])
    .optional(),
};

const eventSchema = {
  /** Records that are no event of this log. */
  reject: z.array(z.strictObject({ when: condition, reason: z.string().min(1) })).optional(),
  /** Fields made of others, where the mapping finds nothing (`replace`: whatever it finds). In order: later ones see earlier ones. */
  derive: z
    .array(
      z.strictObject({
        field: z.enum(textFields),
        from: z.array(value).min(1),
        when: condition.optional(),
        replace: z.boolean().optional(),
      }),
    )
    .optional(),
  /** Values of mapped fields must match, or the next path is asked. */
  accept: z.partialRecord(z.enum(textFields), pattern).optional(),
  /** Texts that mean that there is nothing (`<null>`). */
  nothing: z.array(z.string()).optional(),
  /** Addresses come with ports: `203.0.113.9:5310`, `[2001:db8::7]:443`. */
  stripPort: z.boolean().optional(),
  /** The first rule that holds counts; where none does, the mapping's words and the built-in ones. */
  actorType: rule(z.enum(actorTypes)).optional(),
  outcome: rule(z.enum(outcomes)).optional(),
  verb: rule(z.enum(verbs)).optional(),
  /**
   * Changes of somebody's role: `at` is where their states name it, `order` the product's roles from the least to the most
   * rights. Up is a grant, down a revocation; where the order is not known, an update.
   */
  roleChange: z
    .strictObject({
      when: condition,
      at: z.array(z.string().startsWith('/')).min(1),
      order: z.array(z.string()),
    })
    .optional(),
  changes: z.array(change).optional(),
  /** Who and what else was affected; `at` is an object or a list of them, '' the record. */
  targets: z
    .array(
      z.strictObject({
        at: z.string(),
        when: condition.optional(),
        type: z.array(value).optional(),
        id: z.array(value).optional(),
        name: z.array(value).optional(),
        email: z.array(value).optional(),
      }),
    )
    .optional(),
  /** For whom the actor acted, where the log tells both. */
  onBehalfOf: z.array(value).optional(),
  /** What is said of the copy, not of the event (`ResultIndex`): left out of details, so that two copies are one event. */
  copy: paths.optional(),
  /** What this record does not tell, in words for the auditor. */
  absent: z.array(z.strictObject({ when: condition.optional(), words: z.string() })).optional(),
};

const about = z.strictObject({
  /** Shapes in which the log comes. */
  containers: z.array(z.strictObject({ name: z.string(), confidence })).min(1),
  /** How sure the mapping is; of fields that differ from the rest by themselves. */
  confidence: z.strictObject({
    rest: confidence,
    fields: z.record(z.string(), confidence).optional(),
  }),
  /** Fields that the code makes, or adds to. */
  byCode: z.array(z.enum(mappedFields)).optional(),
  /** What nobody can learn from this log. */
  cannotTell: z.array(z.string()),
  /** Defaults and limits of the product that hide events. */
  hides: z.array(z.string()),
  /**
   * The product logs projects and what is above them: what is missing where only the one is there. `parts`: what the product
   * calls its projects; `one`: what is missing where there is a single one of them.
   */
  levels: z
    .strictObject({
      parts: z.string().default('projects'),
      projectOnly: z.string().optional(),
      organisationOnly: z.string().optional(),
      one: z.string().optional(),
    })
    .optional(),
  /** The product keeps several lists, told by the begin of the category (up to `until`): what is missing where there is one alone. */
  lists: z.strictObject({ until: z.string().optional(), one: z.string() }).optional(),
  /** Why a log of this product may have no event that reads anything, where its defaults leave them out. */
  reads: z.string().optional(),
  /** Actions by which the product tells that it deleted old records by itself, as its documentation has it. */
  retention: z.array(z.string()).min(1).optional(),
  /** Record counts at which an export ends without a word. */
  caps: z.array(z.strictObject({ records: z.int().positive(), whose: z.string() })).optional(),
});

export const definitionSchema = z.strictObject({
  /** The adapter's name, and the file's. */
  name: z.string().regex(/^[a-z\d][a-z\d-]*$/u),
  /** Raised when what the events of a record are changes. */
  version: z.int().positive(),
  mapping: mappingSchema,
  /** Product and service as detection rules name them (Sigma). */
  logsource: z
    .array(z.strictObject({ product: z.string(), service: z.string().optional() }))
    .optional(),
  /** Shapes of a record, after `unwrap` and `each`; the surest that fits counts. `has`: keys or headers that must be there. */
  detect: z
    .array(
      z.strictObject({
        score: z.number().positive().max(1),
        has: paths.optional(),
        lacks: paths.optional(),
        when: condition.optional(),
        /** Pattern of the file's name. */
        file: pattern.optional(),
      }),
    )
    .optional(),
  ...prepareSchema,
  ...eventSchema,
  /** A function for what none of this can say, by its name in `codes.ts`. */
  code: z.string().optional(),
  about,
});
export type SourceDefinition = z.infer<typeof definitionSchema>;

function isPattern(text: string): boolean {
  try {
    void new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
