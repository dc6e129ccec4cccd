import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { verbs } from '../../shared/event.ts';
import type { CaseEvent, EventCore, Verb } from '../../shared/event.ts';
import type { CatalogueEntry } from '../../shared/eventPage.ts';
import { resource } from './resources.ts';

const products = ['langfuse', 'arcane', 'kore'] as const;

const entrySchema = z.strictObject({
  source: z.string(),
  level: z.string(),
  category: z.string(),
  event: z.string(),
  resourceType: z.string().nullable(),
  verb: z.enum(verbs),
  meaning: z.string(),
  metadata: z.array(z.string()),
});
type Entry = z.infer<typeof entrySchema>;

let loaded: { readonly all: readonly Entry[]; readonly byKey: ReadonlyMap<string, Entry> } | null =
  null;

function load(): NonNullable<typeof loaded> {
  if (loaded) return loaded;
  const all = products.flatMap((name) =>
    z
      .array(entrySchema)
      .parse(JSON.parse(readFileSync(resource(`catalogue/${name}.json`), 'utf8'))),
  );
  const byKey = new Map<string, Entry>();
  for (const entry of all) {
    const key = keyOf(entry.source, entry.resourceType ?? entry.category, entry.event);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  loaded = { all, byKey };
  return loaded;
}

/** Event names repeat across categories and resources, so both make the key; case does not count (FORMATS 1). */
function keyOf(source: string, within: string, event: string): string {
  return `${source.toLowerCase()}\0${within.toLowerCase()}\0${event.toLowerCase()}`;
}

function find(
  source: string,
  event: Pick<EventCore, 'action' | 'category' | 'resourceType'>,
): Entry | null {
  const { action, category, resourceType } = event;
  if (action === null) return null;
  const { byKey } = load();
  const product = source.startsWith('kore') ? 'kore' : source;
  for (const within of [resourceType, category, '']) {
    const entry = within === null ? undefined : byKey.get(keyOf(product, within, action));
    if (entry) return entry;
  }
  return null;
}

/** The documented events of a product, or of all. */
export function catalogueOf(source: string | null): readonly CatalogueEntry[] {
  return source === null
    ? load().all
    : load().all.filter(
        (entry) => entry.source === source || source.startsWith(`${entry.source}-`),
      );
}

/** What the product's own documentation has of this event; null for one outside it, which is normal. */
export function meaningOf(event: CaseEvent): CatalogueEntry | null {
  return find(event.source, event);
}

export function verbInCatalogue(
  source: string,
  action: string,
  category: string | null,
  resourceType: string | null,
): Verb | null {
  return find(source, { action, category, resourceType })?.verb ?? null;
}

/** Kinds of action that the catalogue gives this source's events: key and verb, in order. */
export function verbsOf(source: string): readonly (readonly [key: string, verb: Verb])[] {
  const product = source.startsWith('kore') ? 'kore' : source;
  return [...load().byKey]
    .filter(([, entry]) => entry.source.toLowerCase() === product.toLowerCase())
    .map(([key, { verb }]) => [key, verb]);
}

/** Metadata that is documented for an event. */
export function metadataOf(
  source: string,
  event: Pick<EventCore, 'action' | 'category' | 'resourceType'>,
): readonly string[] {
  return find(source, event)?.metadata ?? [];
}
