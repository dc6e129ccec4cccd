import { z } from 'zod';

import type { CallName, Calls, Input } from './contract.ts';
import { entityKinds, entitySorts } from './entity.ts';
import { histogramUnits } from './eventPage.ts';
import { contextScopes } from './explore.ts';
import { exportFormats } from './exportFormat.ts';
import { ExpectedError } from './failure.ts';
import { groupSchema } from './filter.ts';
import { groupingShape, maxGroups } from './grouping.ts';
import { mappingSchema } from './mapping.ts';
import { noteChangeSchema } from './note.ts';
import { originalGroupings } from './originalPage.ts';
import { maxViewNameLength } from './savedView.ts';
import { syncSourceSchema } from './sync.ts';
import { sortSchema, viewSchema } from './view.ts';
import { zoneNamed } from './zone.ts';

const empty = z.strictObject({});
const grant = z.string().min(1).max(200);
const job = z.string().min(1).max(100);
const author = z.string().max(200);
const zone = z
  .string()
  .max(100)
  .refine((name) => zoneNamed(name) !== null, {
    error: ({ input }) => `there is no time zone "${String(input)}"`,
  });
const count = z.int().nonnegative();
const eventRef = z.string().max(50);
const viewName = z.string().min(1).max(maxViewNameLength);
const fieldName = z.string().min(1).max(1000);
const entityRef = {
  kind: z.enum(entityKinds),
  field: fieldName,
  value: z.string().max(100_000),
};
const importFile = z.strictObject({
  file: grant,
  source: z.string().max(100).optional(),
  mapping: mappingSchema.optional(),
  zone: zone.optional(),
  prefix: z.string().max(200).optional(),
});

const schemas: { readonly [N in CallName]: z.ZodType<Calls[N]['input']> } = {
  'case.create': z.strictObject({ case: grant, author }),
  'case.open': z.strictObject({ case: grant, author }),
  'case.summary': z.strictObject({ case: grant }),
  'case.close': empty,
  'case.info': empty,
  'case.overview': z.strictObject({ zone }),
  'case.coverage': z.strictObject({ zone }),
  'case.ledger': empty,
  'reading.changes': z.strictObject({ job }),
  'reading.accept': z.strictObject({ job }),
  'case.verify': z.strictObject({ job }),
  'author.set': z.strictObject({ author: author.min(1) }),
  'setting.set': z.strictObject({ name: z.string().min(1).max(100), value: z.json() }),
  'import.preview': z.strictObject({ files: z.array(importFile).max(10_000) }),
  'import.start': z.strictObject({
    job,
    files: z.array(importFile).max(10_000),
    brief: z.boolean().optional(),
  }),
  'original.list': empty,
  'case.missing': empty,
  'original.page': z.strictObject({
    search: z.string().max(1000),
    grouping: z.enum(originalGroupings),
    folded: z.strictObject({ all: z.boolean(), but: z.array(z.string().max(4000)).max(10_000) }),
    offset: count,
    limit: count.max(500),
  }),
  'original.rejected': z.strictObject({
    original: count.nullable(),
    offset: count,
    limit: count.max(1000),
  }),
  'original.content': z.strictObject({
    original: count,
    offset: count,
    length: count.max(262_144),
  }),
  'original.interpret': z.strictObject({
    job,
    original: count,
    mapping: mappingSchema.nullable(),
    zone: zone.nullable(),
  }),
  'original.setAside': z.strictObject({
    original: count,
    aside: z.boolean(),
    reason: z.string().max(2000),
  }),
  'event.page': z.strictObject({
    filter: groupSchema,
    sort: sortSchema,
    zone,
    columns: z.array(fieldName).max(200),
    offset: count,
    limit: count.max(1000),
  }),
  'event.count': z.strictObject({ filter: groupSchema, zone }),
  'event.facet': z.strictObject({
    filter: groupSchema,
    zone,
    field: fieldName,
    top: count.max(10_000),
    contains: z.string().max(1000).optional(),
  }),
  'event.grouping': z.strictObject({ ...groupingShape, limit: count.max(maxGroups) }),
  'event.exportGrouping': z.strictObject({ ...groupingShape, target: grant }),
  'event.histogram': z.strictObject({
    filter: groupSchema,
    zone,
    unit: z.enum([...histogramUnits, 'auto']),
    split: fieldName.nullable(),
  }),
  'event.find': z.strictObject({
    filter: groupSchema,
    sort: sortSchema,
    zone,
    target: z.string().max(100),
  }),
  'event.show': z.strictObject({ event: eventRef }),
  'event.saveState': z.strictObject({
    target: grant,
    event: eventRef,
    state: z.enum(['before', 'after']),
  }),
  'event.changes': z.strictObject({ event: eventRef }),
  'event.context': z.strictObject({
    event: eventRef,
    scope: z.enum(contextScopes),
    zone,
    reach: count.max(200),
  }),
  'event.fieldHistory': z.strictObject({ event: eventRef, path: z.string().max(10_000) }),
  'entity.list': z.strictObject({
    kind: z.enum(entityKinds),
    contains: z.string().max(1000),
    onlyStanding: z.boolean().optional(),
    sort: z.enum(entitySorts),
    desc: z.boolean(),
    offset: count,
    limit: count.max(1000),
  }),
  'entity.page': z.strictObject({ ...entityRef, zone }),
  'entity.doneTo': z.strictObject(entityRef),
  'entity.same': z.strictObject({
    ...entityRef,
    other: z.strictObject({ field: entityRef.field, value: entityRef.value }),
    isSame: z.boolean(),
  }),
  'index.status': empty,
  'filter.parse': z.strictObject({ text: z.string().max(100_000) }),
  'export.start': z.strictObject({
    job,
    target: grant,
    view: viewSchema,
    format: z.enum(exportFormats),
    exact: z.boolean(),
    notes: z.boolean(),
  }),
  'view.list': empty,
  'view.save': z.strictObject({ name: viewName, view: viewSchema }),
  'view.delete': z.strictObject({ name: viewName }),
  'view.rename': z.strictObject({ name: viewName, to: viewName }),
  'note.show': z.strictObject({ event: eventRef }),
  'note.list': z.strictObject({ offset: count, limit: count.max(1000) }),
  'note.next': z.strictObject({
    filter: groupSchema,
    sort: sortSchema,
    zone,
    after: z.int().min(-1),
  }),
  'note.change': z.strictObject({
    job,
    target: z.union([
      z.strictObject({ events: z.array(eventRef).min(1).max(10_000) }),
      z.strictObject({ filter: groupSchema, zone }),
    ]),
    change: noteChangeSchema,
  }),
  'note.undo': z.strictObject({ job, step: z.string().max(100) }),
  'note.merge': z.strictObject({ file: grant }),
  'note.export': z.strictObject({ target: grant }),
  'view.export': z.strictObject({ target: grant }),
  'view.import': z.strictObject({ file: grant }),
  'catalogue.list': z.strictObject({ source: z.string().max(100).nullable() }),
  'source.about': z.strictObject({ source: z.string().max(100) }),
  'source.list': empty,
  'mapping.save': z.strictObject({ target: grant, mapping: mappingSchema }),
  'mapping.load': z.strictObject({ file: grant }),
  'sync.list': empty,
  'sync.apis': empty,
  'sync.save': z.strictObject({ source: syncSourceSchema, folder: grant.nullable() }),
  'sync.remove': z.strictObject({ id: z.string().max(100) }),
  'sync.stop': z.strictObject({ id: z.string().max(100) }),
  'sync.allow': z.strictObject({ id: z.string().max(100) }),
  'sync.run': z.strictObject({
    job,
    ids: z.array(z.string().max(100)).max(1000).nullable(),
    brief: z.boolean().optional(),
  }),
  'host.info': empty,
  'host.setSettings': z.strictObject({
    author: author.optional(),
    theme: z.enum(['system', 'light', 'dark']).optional(),
    zone: zone.optional(),
    recentZones: z.array(zone).max(20).optional(),
    density: z.enum(['compact', 'roomy']).optional(),
    network: z.boolean().optional(),
  }),
  'host.recentCases': empty,
  'host.forgetCase': z.strictObject({ id: z.string().max(200) }),
  'host.newCase': z.strictObject({ name: z.string().min(1).max(120) }),
  'host.openCase': z.strictObject({ id: z.string().max(200).nullable() }),
  'host.sampleCase': empty,
  'host.pickFiles': z.strictObject({ folders: z.boolean() }),
  'host.watchFolder': z.strictObject({ path: z.string().min(1).max(4096).nullable() }),
  'host.setSecret': z.strictObject({
    key: z.string().min(1).max(500),
    secret: z.string().min(1).max(10_000).nullable(),
  }),
  'host.secretStore': empty,
  'host.pasteText': z.strictObject({
    text: z
      .string()
      .min(1)
      .max(64 * 1024 * 1024),
  }),
  'host.saveTarget': z.strictObject({ suggestedName: z.string().min(1).max(200) }),
  'host.exported': z.strictObject({ target: grant }),
};

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(schemas, name);
}

/** The input of a call, checked; throws `bad-request` naming the first place that is off. */
export function decodeInput<N extends CallName>(name: N, raw: unknown): Input<N> {
  const schema: z.ZodType<Input<N>> = schemas[name];
  const decoded = schema.safeParse(raw);
  if (decoded.success) return decoded.data;
  const issue = decoded.error.issues[0];
  throw new ExpectedError(
    'bad-request',
    `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  );
}
