import { EventBatchBuilder } from '../../electron/engine/columns/eventBatch.ts';
import type { IndexWriter } from '../../electron/engine/columns/indexWriter.ts';
import type { EventCore, Place } from '../../shared/event.ts';

export type AddedEvent = Place & {
  readonly source: string;
  readonly core: EventCore;
  readonly key: { readonly low: number; readonly high: number };
};

/** An event in a block of its own. */
export function addEvent(writer: IndexWriter, event: AddedEvent): number {
  const builder = new EventBatchBuilder(event.source, 1);
  builder.add(0, event.part, event.core);
  writer.beginBatch(builder.finish());
  const { original, offset, length, key } = event;
  return writer.addEvent(0, { original, offset, length, key, isConflict: false });
}
