import { precisions } from '../../../shared/event.ts';
import type { CaseEvent, JsonValue } from '../../../shared/event.ts';
import { findField } from '../../../shared/field.ts';
import type { Field } from '../../../shared/field.ts';
import { formatInstant } from '../../../shared/instant.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import type { Segment } from '../columns/segment.ts';
import type { RecordReader } from '../recordReader.ts';
import { targetLabel } from './codedField.ts';
import { fieldTexts } from './fieldTexts.ts';
import { isPlaceField, placeText } from './leaf.ts';

/** What a facet counts of an event, each once; where no column of codes tells: from place or time, else by reading. */
export function rowLabels(
  field: Field,
  index: CaseIndex,
  records: RecordReader,
  zone: string,
): (segment: Segment, at: number) => readonly string[] {
  if (isPlaceField(field.name)) {
    const text = placeText(field.name);
    return (segment, at) => [text(segment, at)];
  }
  if (field.name === 'occurredAt') {
    return (segment, at) => {
      const ms = segment.times()[at] ?? NaN;
      if (Number.isNaN(ms)) return [];
      const known = index.dictionary('precision').text(segment.value('precision', at));
      const precision = precisions.find((each) => each === known) ?? 'millisecond';
      return [formatInstant({ ms, ns: segment.value('subMs', at), precision })];
    };
  }
  return (segment, at) => {
    const { event, value } = records.read(segment.firstRow + at);
    return eventLabels(field, event, value, zone);
  };
}

function eventLabels(
  field: Field,
  event: CaseEvent,
  value: JsonValue,
  zone: string,
): readonly string[] {
  if (field.name === 'targets' || field.name === 'target') {
    return [...new Set(event.targets.flatMap((target) => targetLabel(target) ?? []))];
  }
  return [...new Set(fieldTexts(findField(field.name) ?? field, event, value, zone))];
}
