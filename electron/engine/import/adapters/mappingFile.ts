import { readFileSync } from 'node:fs';

import { mappingSchema } from '../../../../shared/mapping.ts';
import type { Mapping } from '../../../../shared/mapping.ts';
import { resource } from '../../resources.ts';

const known = new Map<string, Mapping>();

/** A shipped mapping by its file's name in `resources/sources/`. */
export function shippedMapping(name: string): Mapping {
  let mapping = known.get(name);
  if (!mapping) {
    mapping = mappingSchema.parse(
      JSON.parse(readFileSync(resource(`sources/${name}.json`), 'utf8')),
    );
    known.set(name, mapping);
  }
  return mapping;
}
