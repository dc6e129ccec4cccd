import type { JsonValue } from '../../../shared/event.ts';
import type { ReaderSpec, RecordValue } from './readers/reader.ts';

/** Records of a file that make its shape. */
export const shapeRecords = 2;
/** An object of so few members is a wrapper of the record proper: its own members' names count too. */
const fewMembers = 4;

/**
 * What the first records of a JSON file look like: reader and names. The files of one job that look alike are read alike, and
 * a hundred thousand of them are not pondered one by one. Null for a CSV file, whose dialect lies in its values, and for one without records.
 */
export function shapeOf(records: readonly RecordValue[], spec: ReaderSpec): string | null {
  if (!spec.name.startsWith('json-') || records.length === 0) return null;
  const shapes = new Set<string>();
  for (const { value } of records.slice(0, shapeRecords)) shapes.add(namesOf(value, true));
  return `${JSON.stringify(spec)}\n${[...shapes].toSorted().join('\n')}`;
}

function namesOf(value: JsonValue, inside: boolean): string {
  if (typeof value !== 'object' || value === null) return value === null ? '' : typeof value;
  if (Array.isArray(value)) return '[]';
  const names = Object.keys(value);
  if (!inside) return names.join('\0');
  const few = names.length <= fewMembers;
  let shape = '';
  for (const [name, member] of Object.entries(value))
    shape += few ? `${name}{${namesOf(member, false)}}\0` : `${name}\0`;
  return shape;
}
