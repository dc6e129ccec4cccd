import { lstatSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../../../shared/failure.ts';

/** Packs and kept containers as a job names them; what somebody else put beside them is not ours to read or remove. */
const ownName = /^\d{4,}(?:\.pack|-\d+\.(?:gz|zip))$/u;

export function isEvidenceFile(name: string): boolean {
  return ownName.test(name);
}

/**
 * Path of a file in `evidence/`. Throws `corrupt` where it is missing, or where evidence.db names something else than a
 * file of a job's: a case from somewhere else must not make us read what lies outside of it.
 */
export function evidenceFile(folder: string, name: string): string {
  if (!isEvidenceFile(name))
    throw new ExpectedError('corrupt', `evidence.db names "${name}", which no import writes`);
  const file = path.join(folder, 'evidence', name);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) throw new ExpectedError('corrupt', `evidence/${name} is missing`);
  if (!found.isFile()) throw new ExpectedError('corrupt', `evidence/${name} is not a plain file`);
  return file;
}
