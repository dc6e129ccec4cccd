import type { EventRow } from '../../../shared/eventPage.ts';
import type { Bridge } from '../../bridge/bridge.ts';

export type CopiedRows = 'records' | 'references';

/** The records of rows as they were logged, or their references; null when one of the rows is still being read. */
export async function linesOf(
  bridge: Bridge,
  rows: readonly (EventRow | null)[],
  what: CopiedRows,
): Promise<readonly string[] | null> {
  const lines: string[] = [];
  for (const row of rows) {
    if (row === null) return null;
    const isRecord = what === 'records';
    lines.push(isRecord ? (await bridge.call('event.show', { event: row.event })).raw : row.event);
  }
  return lines;
}
