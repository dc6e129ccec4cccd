import { assertNever } from '../../../shared/failure.ts';
import { fields, findField } from '../../../shared/field.ts';
import type { FieldKind } from '../../../shared/field.ts';
import { makeCondition } from '../../../shared/filter.ts';
import type { Condition, FilterNode, Group, Operator } from '../../../shared/filter.ts';
import { conditionProblem, operatorsOf } from '../../../shared/filterCheck.ts';

/** What a condition is about: a field's name, or one of the two questions that are put to the whole record. */
export const wholeRecord = 'the whole record';
export const changedField = 'changed path';

export function kindOf(field: string): FieldKind {
  return findField(field)?.kind ?? 'text';
}

/** The operator in words, as a list offers it. Times have words of their own. */
export function operatorWords(op: Operator, kind: FieldKind): string {
  const isTime = kind === 'time';
  switch (op) {
    case 'is':
      return isTime ? 'is within' : 'is';
    case 'isNot':
      return isTime ? 'is not within' : 'is not';
    case 'in':
      return 'is one of';
    case 'notIn':
      return 'is none of';
    case 'contains':
      return 'contains';
    case 'notContains':
      return 'does not contain';
    case 'starts':
      return 'starts with';
    case 'matches':
      return 'matches pattern';
    case 'notMatches':
      return 'does not match pattern';
    case 'gt':
      return isTime ? 'is after' : 'is greater than';
    case 'gte':
      return isTime ? 'is from' : 'is at least';
    case 'lt':
      return isTime ? 'is before' : 'is less than';
    case 'lte':
      return isTime ? 'is until' : 'is at most';
    case 'exists':
      return 'is given';
    case 'changed':
      return 'was changed';
    case 'search':
      return 'contains the words';
    default:
      return assertNever(op);
  }
}

/** The parts of a chip. */
export type ChipWords = {
  readonly about: string;
  readonly operator: string;
  readonly values: string;
};

export function chipWords(condition: Condition): ChipWords {
  const { field, op, values } = condition;
  if (op === 'search') return { about: 'record', operator: 'contains', values: values.join(' ') };
  if (op === 'changed') return { about: 'changed', operator: '', values: values.join(', ') };
  const label = findField(field)?.label ?? field;
  const few = values.length > 3 ? [...values.slice(0, 2), `${values.length - 2} more`] : values;
  const operator = operatorWords(op, kindOf(field)).replace(' pattern', '');
  return { about: label, operator, values: few.join(', ') };
}

/** The subjects that a condition can be about, for the list that is typed into. */
export function offeredSubjects(): readonly { readonly name: string; readonly label: string }[] {
  return [
    ...fields.map(({ name, label }) => ({ name, label })),
    { name: wholeRecord, label: 'Whole record (search)' },
    { name: changedField, label: 'Path that was changed' },
  ];
}

export function subjectOf({ op, field }: Condition): string {
  if (op === 'search') return wholeRecord;
  return op === 'changed' ? changedField : field;
}

/** The condition on another subject: keeps operator and values where they still fit. */
export function withSubject(condition: Condition, subject: string): Condition {
  const first = condition.values.slice(0, 1);
  const oneValue = first.length === 0 ? [''] : first;
  if (subject === wholeRecord) return { ...condition, field: '', op: 'search', values: oneValue };
  if (subject === changedField) return { ...condition, field: '', op: 'changed', values: oneValue };
  const fits = operatorsOf(kindOf(subject)).includes(condition.op);
  return withOperator({ ...condition, field: subject }, fits ? condition.op : 'is');
}

/** The condition with another operator, and as many values as that takes. */
export function withOperator(condition: Condition, op: Operator): Condition {
  const { values } = condition;
  if (op === 'exists') return { ...condition, op, values: [] };
  if (op === 'in' || op === 'notIn') {
    return { ...condition, op, values: values.filter((value) => value !== '') };
  }
  return { ...condition, op, values: [values[0] ?? ''] };
}

export function newCondition(): Condition {
  return makeCondition('action', 'is', ['']);
}

/** A list of values as typed: `a, b`. */
export function isListOperator(op: Operator): boolean {
  return op === 'in' || op === 'notIn';
}

/** Whether the condition can be asked as it stands. A plain one without a value is still being written. */
export function isComplete(condition: Condition): boolean {
  if (conditionProblem(condition) !== null) return false;
  return condition.op === 'exists' || condition.values.some((value) => value !== '');
}

/** The filter without what is still being written. */
export function completeOnly(group: Group): Group {
  return { ...group, items: group.items.flatMap(complete) };
}

function complete(node: FilterNode): readonly FilterNode[] {
  if (node.kind === 'group') return [completeOnly(node)];
  return isComplete(node) ? [node] : [];
}
