import { X } from 'lucide-react';
import { useId, useState } from 'react';

import { findField } from '../../../shared/field.ts';
import type { Condition, Group, Operator } from '../../../shared/filter.ts';
import { conditionProblem, operatorsOf } from '../../../shared/filterCheck.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { Combo } from './Combo.tsx';
import {
  isListOperator,
  kindOf,
  offeredSubjects,
  operatorWords,
  subjectOf,
  withOperator,
  withSubject,
} from './conditionWords.ts';

export type EditorContext = {
  readonly bridge: Bridge;
  readonly zone: string;
  /** Values are offered from the events that these other conditions leave. */
  readonly others: Group;
};

type Props = EditorContext & {
  readonly condition: Condition;
  readonly autoFocus?: boolean;
  readonly onChange: (condition: Condition) => void;
  readonly onEnter?: () => void;
};

/** Field, operator and value of one condition, side by side. Every keystroke is reported. */
export function ConditionEditor(props: Props) {
  const { condition, onChange } = props;
  const kind = kindOf(condition.field);
  const isWhole = condition.op === 'search' || condition.op === 'changed';
  const problem = conditionProblem(condition);
  const problemId = useId();
  const isUnwritten = condition.values.every((value) => value === '');
  const said = problem !== null && !(problem.part === 'value' && isUnwritten) ? problem : null;
  return (
    <div className="condition-editor">
      <div className="condition-parts">
        <SubjectField condition={condition} onChange={onChange} />
        {!isWhole && (
          <select
            className="input"
            aria-label="Operator"
            value={condition.op}
            onChange={(event) => {
              const op = operatorsOf(kind).find((other) => other === event.target.value);
              if (op) onChange(withOperator(condition, op));
            }}
          >
            {operatorsOf(kind).map((op: Operator) => (
              <option key={op} value={op}>
                {operatorWords(op, kind)}
              </option>
            ))}
          </select>
        )}
        {condition.op !== 'exists' && (
          <ValueField
            {...props}
            describedBy={said === null ? undefined : problemId}
            isInvalid={said?.part === 'value'}
          />
        )}
      </div>
      {said !== null && (
        <p className="problem" id={problemId} role="alert">
          {said.message}
        </p>
      )}
    </div>
  );
}

type SubjectProps = {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
};

function SubjectField({ condition, onChange }: SubjectProps) {
  const subject = subjectOf(condition);
  const label = offeredSubjects().find(({ name }) => name === subject)?.label ?? subject;
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = (typed ?? '').trim().toLowerCase();
  const choices = offeredSubjects()
    .filter((offer) => `${offer.name} ${offer.label}`.toLowerCase().includes(wanted))
    .map(({ name, label: words }) => ({ name, label: words, aside: name }));
  const pick = (name: string): void => {
    setTyped(null);
    onChange(withSubject(condition, name));
  };
  return (
    <Combo
      label="Field"
      text={typed ?? label}
      choices={choices}
      placeholder="Field, or a path: raw./user/name"
      onPick={pick}
      onText={(text) => {
        setTyped(text);
        // A path has no place in the list: it is meant as soon as it reads as one.
        const found = findField(text.trim());
        if (found !== null && found.name === text.trim())
          onChange(withSubject(condition, found.name));
      }}
    />
  );
}

type ValueProps = Props & {
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
};

const offeredValues = 12;

function ValueField(props: ValueProps) {
  const { bridge, zone, others, condition, onChange } = props;
  const isList = isListOperator(condition.op);
  // A value that must be met exactly holds once it is chosen or finished: half of it would empty the screen.
  const isExact = condition.op === 'is' || condition.op === 'isNot';
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (isList ? '' : (condition.values[0] ?? ''));
  const field = condition.op === 'changed' ? 'changed' : condition.field;
  const isOffered =
    condition.op !== 'search' && !['time', 'number', 'json'].includes(kindOf(field));
  const contains = text.replaceAll(/[*?\\]/g, '').trim();
  const facet = useAnswer(
    isOffered && findField(field) ? JSON.stringify([others, zone, field, contains]) : null,
    (signal) =>
      bridge.call(
        'event.facet',
        { filter: others, zone, field, top: offeredValues, ...(contains !== '' && { contains }) },
        signal,
      ),
  );
  const values = (facet.value?.field === field ? facet.value.values : []).flatMap(
    ({ value, count }) => (value === null || value === '' ? [] : [{ value, count }]),
  );
  const choices = values
    .filter(({ value }) => !isList || !condition.values.includes(value))
    .map(({ value, count }) => ({ name: value, label: value, aside: count.toLocaleString('en') }));
  const commit = (value: string): void => {
    setTyped(null);
    if (!isList) onChange({ ...condition, values: [value] });
    else if (value !== '' && !condition.values.includes(value)) {
      onChange({ ...condition, values: [...condition.values, value] });
    }
  };
  return (
    <span className="condition-values">
      {isList &&
        condition.values.map((value) => (
          <span key={value} className="value-token">
            <SafeText text={value} />
            <button
              type="button"
              className="icon-button"
              aria-label={`Remove ${value}`}
              onClick={() =>
                onChange({
                  ...condition,
                  values: condition.values.filter((other) => other !== value),
                })
              }
            >
              <X size={11} />
            </button>
          </span>
        ))}
      <Combo
        label="Value"
        text={text}
        choices={choices}
        placeholder={placeholderOf(condition)}
        isInvalid={props.isInvalid}
        autoFocus={props.autoFocus ?? false}
        describedBy={props.describedBy}
        onText={(next) => (isList || isExact ? setTyped(next) : commit(next))}
        onPick={commit}
        onBlur={() => {
          if (typed !== null) commit(typed);
        }}
        onEnter={() => {
          const isMore = isList && typed !== null && typed !== '';
          if (typed !== null) commit(typed);
          if (!isMore) props.onEnter?.();
        }}
      />
    </span>
  );
}

function placeholderOf({ op, field }: Condition): string {
  if (op === 'search') return 'words';
  if (op === 'changed') return '/role';
  if (op === 'matches' || op === 'notMatches')
    return 'organisation.*  (* any run, ? one character)';
  const kind = kindOf(field);
  if (kind === 'time') return '2026-06-18, "2026-06-18 22:40", -7d';
  if (kind === 'ip') return '203.0.113.7 or 10.0.0.0/8';
  return isListOperator(op) ? 'value, then Enter' : 'value';
}
