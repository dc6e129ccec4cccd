import { clockOffsetText } from '../../../shared/clockOffset.ts';
import type { MappedField, Mapping } from '../../../shared/mapping.ts';
import { mappedFields } from '../../../shared/mapping.ts';
import { pathsText, readPaths } from './pathsText.ts';

/** A mapping while it is being corrected: its paths as the texts of their fields. */
export type MappingDraft = {
  readonly mapping: Mapping;
  readonly texts: ReadonlyMap<MappedField, string>;
};

export function draftOf(mapping: Mapping): MappingDraft {
  return {
    mapping,
    texts: new Map(mappedFields.map((field) => [field, pathsText(mapping.fields[field] ?? [])])),
  };
}

/** The mapping that a draft says, or the field whose text cannot be read. */
export function mappingOf(draft: MappingDraft): Mapping | { readonly badField: MappedField } {
  const fields: { [F in MappedField]?: readonly string[] } = {};
  for (const field of mappedFields) {
    try {
      const paths = readPaths(draft.texts.get(field) ?? '');
      if (paths.length > 0) fields[field] = paths;
    } catch (thrown) {
      if (!(thrown instanceof SyntaxError)) throw thrown;
      return { badField: field };
    }
  }
  return { ...draft.mapping, fields };
}

/** The mapping with that offset of the clock; one that is not read yet, or a mapping that is not, stays as it is. */
export function withClock<T extends Mapping | { readonly badField: MappedField }>(
  mapping: T,
  clockMs: number | null,
): T {
  if ('badField' in mapping || clockMs === null) return mapping;
  const { clockMs: _, ...time } = mapping.time;
  return { ...mapping, time: clockMs === 0 ? time : { ...time, clockMs } };
}

/** The offset as it stands in its field: empty for none. */
export function clockText({ time }: Mapping): string {
  return (time.clockMs ?? 0) === 0 ? '' : clockOffsetText(time.clockMs ?? 0);
}

/** Whether two mappings read a file the same way. */
export function isSameMapping(a: Mapping, b: Mapping): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder(mapping: Mapping): unknown {
  const paths = mappedFields.map((field) => mapping.fields[field] ?? []);
  return { ...mapping, fields: paths };
}
