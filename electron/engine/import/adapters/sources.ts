import { readdirSync, readFileSync } from 'node:fs';

import { resource } from '../../resources.ts';
import { codes } from './codes.ts';
import { definitionSchema } from './definition.ts';
import type { Source } from './source.ts';

const known = new Map<string, Source>();
let names: readonly string[] | null = null;

/** Names of the sources in `resources/sources/`, in order. */
export function sourceNames(): readonly string[] {
  names ??= readdirSync(resource('sources'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted();
  return names;
}

/** The source of that name; null for one that is not shipped (`mapped`). */
export function sourceOf(name: string): Source | null {
  const before = known.get(name);
  if (before) return before;
  if (!sourceNames().includes(name)) return null;
  const definition = definitionSchema.parse(
    JSON.parse(readFileSync(resource(`sources/${name}.json`), 'utf8')),
  );
  if (definition.name !== name) throw new Error(`resources/sources/${name}.json names another`);
  const code = definition.code === undefined ? null : codes.get(definition.code);
  if (code === undefined) throw new Error(`${name}: no code is named ${definition.code}`);
  const source = { definition, code };
  known.set(name, source);
  return source;
}

/** Every known source. */
export function allSources(): readonly Source[] {
  return sourceNames().flatMap((name) => sourceOf(name) ?? []);
}
