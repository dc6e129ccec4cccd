import type { Interpretation } from '../evidence/interpretation.ts';
import { sourceOf } from './adapters/sources.ts';

/**
 * Raised when the program comes to make something else of records whatever their source: a reader cuts or parses otherwise,
 * a field of all events is read otherwise, a column is added, or the digest is made otherwise. What a single source changes
 * is the version of its own definition.
 */
export const readingVersion = 1;

/** The interpretation as this program carries it out: the same reader and mapping, its own versions. */
export function asReadHere(interpretation: Interpretation): Interpretation {
  const { name } = interpretation.adapter;
  const version = sourceOf(name)?.definition.version ?? 1;
  return { ...interpretation, adapter: { name, version }, reading: readingVersion };
}

/** Null where this program reads by the versions on record; else which those are, in words. */
export function otherVersion(interpretation: Interpretation): string | null {
  const here = asReadHere(interpretation);
  const { name } = interpretation.adapter;
  const differing = [
    [`adapter “${name}”`, interpretation.adapter.version, here.adapter.version] as const,
    ['reading', interpretation.reading, here.reading] as const,
  ].filter(([, recorded, running]) => recorded !== running);
  if (differing.length === 0) return null;
  return differing
    .map(([what, recorded, running]) => `${what} version ${recorded}, here ${running}`)
    .join('; ');
}
