import { useId } from 'react';

import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { RequestDraft } from './requestDraft.ts';

type Props = {
  readonly request: RequestDraft;
  readonly onChange: (part: Partial<RequestDraft>) => void;
};

const units = [
  { id: 'iso', label: '2026-01-31T12:00:00Z' },
  { id: 'ms', label: 'milliseconds since 1970' },
  { id: 's', label: 'seconds since 1970' },
] as const;

const pagings = [
  { id: 'link', label: 'A Link header names the next page' },
  { id: 'cursor', label: 'The answer holds a cursor for the next page' },
  { id: 'number', label: 'Pages, or records, are counted' },
  { id: 'time', label: 'The answer holds a time to go on before (newest first)' },
  { id: 'none', label: 'There is one page' },
] as const;

/** What is asked of an API that Casebook has no description of, and how its answers are read. */
export function RequestFields({ request, onChange }: Props) {
  const needsAt = request.paging === 'cursor' || request.paging === 'time';
  const needsQuery = needsAt || request.paging === 'number';
  return (
    <>
      <TextField
        label="Path"
        value={request.path}
        placeholder="/api/v1/audit-logs"
        spellCheck={false}
        onChange={(path) => onChange({ path })}
      />
      <div className="sync-pair">
        <Lines
          label="Headers, one a line; {secret} stands for the secret"
          value={request.headers}
          onChange={(headers) => onChange({ headers })}
        />
        <Lines
          label="Parameters, one a line: name=value"
          value={request.query}
          onChange={(query) => onChange({ query })}
        />
      </div>
      <div className="sync-pair">
        <TextField
          label="Records are in"
          value={request.items}
          placeholder="/logs"
          hint="Empty: the answer itself is the list"
          spellCheck={false}
          onChange={(items) => onChange({ items })}
        />
        <TextField
          label="Time of a record"
          value={request.time}
          placeholder="/createdAt"
          hint="Empty: everything is asked for each time"
          spellCheck={false}
          onChange={(time) => onChange({ time })}
        />
        <Select
          label="Times are written as"
          choices={units}
          value={request.timeUnit}
          onChange={(id) => onChange({ timeUnit: units.find((one) => one.id === id)?.id ?? 'iso' })}
        />
        <TextField
          label="Parameter for records from a time on"
          value={request.since}
          placeholder="since={since}"
          spellCheck={false}
          onChange={(since) => onChange({ since })}
        />
      </div>
      <div className="sync-pair">
        <Select
          label="Further pages"
          choices={pagings}
          value={request.paging}
          onChange={(id) =>
            onChange({ paging: pagings.find((one) => one.id === id)?.id ?? 'link' })
          }
        />
        {needsAt && (
          <TextField
            label="It is in the answer at"
            value={request.pagingAt}
            placeholder="/nextCursor"
            spellCheck={false}
            onChange={(pagingAt) => onChange({ pagingAt })}
          />
        )}
        {needsQuery && (
          <TextField
            label="Parameter that asks for it"
            value={request.pagingQuery}
            placeholder={request.paging === 'number' ? 'page' : 'cursor'}
            spellCheck={false}
            onChange={(pagingQuery) => onChange({ pagingQuery })}
          />
        )}
        {request.paging === 'number' && (
          <TextField
            label="Counts up by"
            value={request.pageSize}
            hint="1 for pages; the size of a page for an offset"
            inputMode="numeric"
            onChange={(pageSize) => onChange({ pageSize })}
          />
        )}
      </div>
    </>
  );
}

type LinesProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function Lines({ label, value, onChange }: LinesProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="input mono"
        rows={3}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
