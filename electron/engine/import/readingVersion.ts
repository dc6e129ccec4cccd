import { createHash } from 'node:crypto';

import { verbsOf } from '../catalogue.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { sourceOf } from './adapters/sources.ts';

/**
 * Raised when the program comes to make something else of records whatever their source: a reader cuts or parses otherwise,
 * a field of all events is read otherwise, a column is added, or the digest is made otherwise. What a single source's code
 * changes is the version of its definition; what its data change is told by their hash.
 */
export const readingVersion = 2;

/** The adapter of that name in this program, for a log of `source`, as it goes on record. */
export function adapterHere(name: string, source: string): Interpretation['adapter'] {
  const version = sourceOf(name)?.definition.version ?? 1;
  return { name, version, data: dataHash(name, source) };
}

/** The interpretation as this program carries it out: the same reader and mapping, its own adapter. */
export function asReadHere(interpretation: Interpretation): Interpretation {
  const { adapter, mapping } = interpretation;
  return {
    ...interpretation,
    adapter: adapterHere(adapter.name, mapping.source),
    reading: readingVersion,
  };
}

/** Null where this program reads by what is on record; else in which versions the two differ, in words. */
export function otherVersion(interpretation: Interpretation): string | null {
  const here = asReadHere(interpretation);
  const { name, version, data } = interpretation.adapter;
  const differing = [
    [`adapter “${name}”`, version, here.adapter.version] as const,
    ['reading', interpretation.reading, here.reading] as const,
  ].filter(([, recorded, running]) => recorded !== running);
  const words = differing.map(
    ([what, recorded, running]) => `${what} version ${recorded}, here ${running}`,
  );
  // A case from before hashes were recorded says nothing of them.
  if (words.length === 0 && data !== '' && data !== here.adapter.data)
    words.push(`adapter “${name}” version ${version}, here with other rules or another catalogue`);
  return words.length === 0 ? null : words.join('; ');
}

const hashes = new Map<string, string>();

/** Over all that a source's events are made by and that is data: its definition, but for what it tells people, and its verbs. */
function dataHash(name: string, source: string): string {
  const key = `${name}\0${source}`;
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const { about: _about, ...rules } = sourceOf(name)?.definition ?? { about: null };
  const hash = createHash('sha256')
    .update(JSON.stringify([rules, verbsOf(source)]))
    .digest('hex')
    .slice(0, 16);
  hashes.set(key, hash);
  return hash;
}
