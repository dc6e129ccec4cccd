import { mappedFields } from '../../shared/mapping.ts';
import type { MappedField } from '../../shared/mapping.ts';
import type { SourceAbout } from '../../shared/sourceAbout.ts';
import type { SourceDefinition } from './import/adapters/definition.ts';
import { allSources, sourceOf } from './import/adapters/sources.ts';

/** What is known of a shipped source; null for another (the auditor's own mapping). */
export function sourceAbout(name: string): SourceAbout | null {
  const source = sourceOf(name);
  return source && aboutOf(source.definition);
}

/** Every shipped source, in the order of their names. */
export function sourcesAbout(): readonly SourceAbout[] {
  return allSources().map(({ definition }) => aboutOf(definition));
}

export function aboutOf(definition: SourceDefinition): SourceAbout {
  const { name, mapping, about } = definition;
  const fields = mappedFields.flatMap((field): SourceAbout['fields'] => {
    const places = mapping.fields[field] ?? [];
    const workedOut = isWorkedOut(definition, field);
    if (places.length === 0 && !workedOut) return [];
    const knownBy = about.confidence.fields?.[field] ?? about.confidence.rest;
    return [{ field, places, workedOut, knownBy }];
  });
  const { containers, cannotTell, hides: defaults, reads } = about;
  const hides = reads === undefined ? defaults : [...defaults, reads];
  return { source: name, label: mapping.label, fields, containers, cannotTell, hides };
}

function isWorkedOut(definition: SourceDefinition, field: MappedField): boolean {
  const { derive, actorType, outcome, changes, about } = definition;
  if (about.byCode?.includes(field) === true) return true;
  if (derive?.some((rule) => rule.field === field) === true) return true;
  if (field === 'actorType') return actorType !== undefined;
  if (field === 'outcome') return outcome !== undefined;
  if (field === 'before')
    return (changes ?? []).some(
      (change) => change.from === 'names' || change.from === 'delta' || change.before !== undefined,
    );
  return field === 'after' && changes !== undefined;
}
