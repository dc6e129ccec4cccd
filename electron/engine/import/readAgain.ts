import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportedOriginal } from '../../../shared/importResult.ts';
import type { RecordedOriginal } from '../evidence/importEntry.ts';
import { appendEntry } from '../evidence/ledger.ts';
import type { TaskProgress } from '../workerTask.ts';
import { readByOthers } from './compareReading.ts';
import { asReadHere } from './readingVersion.ts';
import { resultOf } from './recorded.ts';
import { rebuild, recordedAgain } from './reindex.ts';
import { withEvidence } from './run.ts';

type Options = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

/**
 * Reads by this version what another version of the program read: a ledger entry for each evidence file, the earlier ones stay.
 * Cancelled, the case is as it was. Throws `bad-request` when a file would have other records than at import: their hashes
 * are on record for good, so such a file has to be imported anew.
 */
export async function readAgain(
  folder: string,
  author: string,
  options: Options,
): Promise<readonly ImportedOriginal[]> {
  return withEvidence(folder, `a new reading by ${author}`, async (evidence) => {
    const others = new Set(readByOthers(evidence).map(({ original }) => original.id));
    const started = performance.now();
    const made: RecordedOriginal[] = [];
    await rebuild(evidence, options, {
      interpretationOf: ({ id, interpretation }) =>
        interpretation && others.has(id) ? asReadHere(interpretation) : interpretation,
      onIndexed: (indexed) => {
        for (const original of evidence.originals().filter(({ id }) => others.has(id))) {
          const found = indexed.get(original.id);
          if (!found || !original.interpretation) throw new Error(`E${original.id} was not read`);
          const recorded = recordedAgain(original, asReadHere(original.interpretation), found);
          if (recorded.records.total - recorded.records.rejected !== original.recordCount)
            throw new ExpectedError(
              'bad-request',
              `E${original.id} ${original.name}: this version finds other records in it than the one that imported it (${original.recordCount}). Import it into a new case to read it by this version.`,
            );
          made.push(recorded);
        }
        evidence.db
          .transaction(() => {
            for (const recorded of made) {
              const body = { original: recorded.id, recorded, newVersion: true };
              // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
              const plain = JSON.parse(JSON.stringify(body)) as JsonValue;
              appendEntry(evidence.db, 'interpretation', plain, author);
            }
          })
          .immediate();
        evidence.refresh();
        return evidence.ledger().at(-1)?.seq ?? 1;
      },
    });
    const seconds = (performance.now() - started) / 1000;
    return made.map((recorded) => resultOf(recorded, seconds));
  });
}
