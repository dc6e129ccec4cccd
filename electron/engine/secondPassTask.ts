import { CaseEvents } from './caseEvents.ts';
import { openIndex } from './columns/caseIndex.ts';
import { openEvidence } from './evidence/evidence.ts';
import { runSecondPass } from './query/secondPass.ts';
import type { TaskProgress } from './workerTask.ts';

/** Fills what needs the states parsed: search, `changed`, `targets`. Stopped, it goes on where it was the next time. */
export async function secondPassOf(
  folder: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: TaskProgress) => void },
): Promise<{ events: number }> {
  const evidence = openEvidence(folder, { readOnly: true });
  const index = openIndex(folder);
  const started = performance.now();
  try {
    const interpretations = new Map(
      evidence.originals().map(({ id, interpretation }) => [id, interpretation]),
    );
    const events = new CaseEvents({
      read: (original, offset, length) => evidence.read(original, offset, length),
      interpretation(original) {
        const found = interpretations.get(original);
        if (!found) throw new Error(`E${original} has no interpretation`);
        return found;
      },
    });
    const records = {
      read: (row: number) => events.readPlace(index.place(row)),
      readPlace: events.readPlace.bind(events),
    };
    await runSecondPass(folder, records, options.signal, (done, total) => {
      options.onProgress({
        phase: 'indexing',
        what: 'search and changed fields',
        bytesDone: done,
        bytesTotal: total,
        records: done,
        rejected: 0,
        seconds: (performance.now() - started) / 1000,
      });
    });
    return { events: index.rows };
  } finally {
    index.close();
    evidence.close();
  }
}
