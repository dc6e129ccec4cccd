import { readFileSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { openEvidence } from '../../electron/engine/evidence/evidence.ts';
import type { JsonValue } from '../../shared/event.ts';
import { mappingSchema } from '../../shared/mapping.ts';
import { fileBeside, importFiles, langfuseRecord } from './importedCase.ts';

const sources = path.resolve(import.meta.dirname, '../../resources/sources');

/** Langfuse's mapping as it is shipped, or without one of its fields. */
function langfuseMapping(without: string | null) {
  const { mapping }: { mapping: Record<string, JsonValue> } = JSON.parse(
    readFileSync(path.join(sources, 'langfuse.json'), 'utf8'),
  );
  const read = mappingSchema.parse(mapping);
  const fields = Object.entries(read.fields).filter(([field]) => field !== without);
  return mappingSchema.parse({ ...read, fields: Object.fromEntries(fields) });
}

/**
 * Fills an empty case with so many events as a version of the program left it whose adapter, version 0, did not know where the address is: the
 * mapping on record is today's, index and digest are what was read then.
 */
export async function readByVersionZero(made: string, events: number): Promise<void> {
  const lines = Array.from({ length: events }, (_, i) =>
    JSON.stringify(langfuseRecord(`id-${i}`, { ipAddress: `10.0.0.${i}` })),
  );
  const file = fileBeside(made, 'events.jsonl', `${lines.join('\n')}\n`);
  await importFiles(made, [file], { mapping: langfuseMapping('ip') });
  const evidence = openEvidence(made, { readOnly: false });
  const [original] = evidence.originals();
  if (!original?.interpretation) throw new Error('nothing was imported');
  const { id, name, sha256, eventsDigest, records, bytes, interpretation } = original;
  const recorded = {
    id,
    name,
    sha256,
    interpretation: {
      ...interpretation,
      adapter: { name: 'langfuse', version: 0, data: '' },
      mapping: langfuseMapping(null),
    },
    eventsDigest,
    events: original.events,
    records,
    bytes,
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
  const body = JSON.parse(JSON.stringify({ original: id, recorded })) as JsonValue;
  const { seq } = evidence.append('interpretation', body, 'An earlier version');
  evidence.close();
  const index = new Database(path.join(made, 'index.db'));
  index.prepare('UPDATE job SET seq = ?').run(seq);
  index.close();
}
