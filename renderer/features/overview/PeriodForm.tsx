import { useState } from 'react';

import type { JsonValue } from '../../../shared/event.ts';
import { auditPeriodSetting } from '../../../shared/overview.ts';
import type { AuditPeriod } from '../../../shared/overview.ts';
import { periodProblem } from '../../../shared/periodProblem.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAction } from '../../ui/useAction.ts';

type Props = {
  readonly bridge: Bridge;
  readonly period: AuditPeriod | null;
  readonly zone: string;
  readonly isReadOnly: boolean;
  readonly onChanged: () => Promise<void>;
};

/** Written as the evidence is read: a date picker would show the day in the order of this computer's language. */
const dayField = { placeholder: '2026-06-30', inputMode: 'numeric', maxLength: 10 } as const;

/** What is audited, kept with the case: the numbers below count it, and coverage is drawn against it. */
export function PeriodForm({ bridge, period, zone, isReadOnly, onChanged }: Props) {
  const [from, setFrom] = useState(period?.from ?? '');
  const [to, setTo] = useState(period?.to ?? '');
  const action = useAction();
  const problem = from === '' && to === '' ? null : periodProblem(from, to);
  const isChanged = from !== (period?.from ?? '') || to !== (period?.to ?? '');
  const keep = (value: JsonValue): void =>
    action.run(async () => {
      await bridge.call('setting.set', { name: auditPeriodSetting, value });
      await onChanged();
    });
  if (isReadOnly) {
    return (
      <p>
        {period === null
          ? 'None is set.'
          : `${period.from} to ${period.to}, days in ${period.zone}`}
      </p>
    );
  }
  return (
    <form
      className="overview-period"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null && isChanged) keep({ from, to, zone });
      }}
    >
      <TextField label="First day" {...dayField} value={from} onChange={setFrom} />
      <TextField label="Last day" {...dayField} value={to} onChange={setTo} />
      <Button
        type="submit"
        look="primary"
        disabled={from === '' || to === '' || problem !== null || !isChanged || action.isRunning}
      >
        Set the period
      </Button>
      {period !== null && (
        <Button disabled={action.isRunning} onClick={() => keep(null)}>
          Clear
        </Button>
      )}
      <span className="mute">
        {period === null
          ? `None is set: the numbers count the whole case. Days are taken in ${zone}.`
          : `Both days included, in ${period.zone}; kept with the case.`}
      </span>
      {problem !== null && from !== '' && to !== '' && <span className="problem">{problem}</span>}
      <ErrorNotice error={action.error} />
    </form>
  );
}
