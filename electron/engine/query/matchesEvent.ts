import type { CaseEvent, JsonValue } from '../../../shared/event.ts';
import { assertNever, ExpectedError } from '../../../shared/failure.ts';
import { findField } from '../../../shared/field.ts';
import type { Field } from '../../../shared/field.ts';
import type { Condition, FilterNode, Group } from '../../../shared/filter.ts';
import { activeFilter } from '../../../shared/filterNormal.ts';
import type { TimeRangeOptions } from '../../../shared/timeRange.ts';
import { conditionOf, timeConditionOf } from './condition.ts';
import { fieldTexts } from './fieldTexts.ts';
import { phraseTest, readPhrase } from './phrase.ts';

/** Whether a whole event, with its parsed record, fulfils something. */
export type EventTest = (event: CaseEvent, value: JsonValue) => boolean;

/** A condition asked of a whole event. Throws `bad-filter` when it cannot be asked. */
export function eventTest(condition: Condition, options: TimeRangeOptions): EventTest {
  if (condition.op === 'search') {
    const holds = phraseTest(readPhrase(condition.values[0] ?? ''));
    return (_event, value) => holds(value);
  }
  const field = fieldOf(condition);
  if (field.kind === 'time') {
    const holds = timeConditionOf(condition, options);
    return (event) => holds(event.time ? event.time.ms : NaN);
  }
  const holds = conditionOf(condition, field.kind, field.name);
  return (event, value) => holds(fieldTexts(field, event, value, options.zone));
}

/** The plain reading of a filter, event by event: what the evaluator over columns is held against. */
export function matchesEvent(
  filter: Group,
  event: CaseEvent,
  value: JsonValue,
  options: TimeRangeOptions,
): boolean {
  const holds = (node: FilterNode): boolean => {
    if (node.kind === 'condition') return eventTest(node, options)(event, value);
    if (node.items.length === 0) return true;
    switch (node.join) {
      case 'all':
        return node.items.every(holds);
      case 'any':
        return node.items.some(holds);
      case 'none':
        return !node.items.some(holds);
      default:
        return assertNever(node.join);
    }
  };
  return holds(activeFilter(filter));
}

/** The field that a condition asks about; `changed PATH` names none. */
export function fieldOf(condition: Condition): Field {
  return fieldNamed(condition.op === 'changed' ? 'changed' : condition.field);
}

/** Throws `bad-filter` when there is no such field. */
export function fieldNamed(name: string): Field {
  const field = findField(name);
  if (!field) throw new ExpectedError('bad-filter', `There is no field “${name}”.`);
  return field;
}
