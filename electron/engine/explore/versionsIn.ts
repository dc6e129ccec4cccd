import { eventReference } from '../../../shared/event.ts';
import { rowOfReference } from '../openCase.ts';
import type { OpenCase } from '../openCase.ts';
import type { VersionsOf } from './changeGaps.ts';

/** The other versions of an event of this case. */
export function versionsIn(open: OpenCase): VersionsOf {
  return (event) =>
    open.index
      .conflictsOf(rowOfReference(open, eventReference(event)))
      .map((row) => open.records.read(row).event);
}
