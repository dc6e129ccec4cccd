import { useEffect, useRef, useState } from 'react';

import type { ExportResult } from '../../../shared/eventPage.ts';
import type { ExportFormat } from '../../../shared/exportFormat.ts';
import { filterSentence } from '../../../shared/filterSentence.ts';
import type { JobProgress } from '../../../shared/importResult.ts';
import type { View } from '../../../shared/view.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { Select } from '../../ui/Select.tsx';
import { ExportChecks } from './ExportChecks.tsx';
import { chosenColumns, columnChoices, formatChoices, suggestedName } from './exportChoices.ts';

import './export.css';

type Props = {
  readonly bridge: Bridge;
  readonly caseName: string;
  readonly view: View;
  readonly onClose: () => void;
};
type Done = ExportResult & { readonly name: string };

/** Writes what the view shows, in its order, to a file. */
export function ExportDialog({ bridge, caseName, view, onClose }: Props) {
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [columns, setColumns] = useState('all');
  const [exact, setExact] = useState(false);
  const [notes, setNotes] = useState(false);
  const [count, setCount] = useState<number | null>(null);
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    bridge
      .call('event.count', { filter: view.filter, zone: view.zone }, controller.signal)
      .then((found) => setCount(found.count), setError);
    return () => controller.abort();
  }, [bridge, view.filter, view.zone]);
  useEffect(
    () => bridge.onPush('job.progress', (pushed) => pushed.job === 'export' && setProgress(pushed)),
    [bridge],
  );

  const start = async (): Promise<void> => {
    setError(null);
    setDone(null);
    const target = await bridge.call('host.saveTarget', {
      suggestedName: suggestedName(caseName, format, new Date()),
    });
    if (target === null) return;
    const controller = new AbortController();
    running.current = controller;
    setProgress({
      job: 'export',
      phase: 'writing',
      what: target.name,
      bytesDone: 0,
      bytesTotal: 0,
      records: 0,
      rejected: 0,
      seconds: 0,
    });
    try {
      const asked = { ...view, columns: chosenColumns(columns, view.columns, notes) };
      const result = await bridge.call(
        'export.start',
        {
          job: 'export',
          target: target.file,
          view: asked,
          format,
          exact: exact && format === 'csv',
          notes,
        },
        controller.signal,
      );
      const { download } = await bridge.call('host.exported', { target: target.file });
      if (download !== null) bridge.download(download);
      setDone({ ...result, name: target.name });
    } finally {
      running.current = null;
      setProgress(null);
    }
  };

  const isRunning = progress !== null;
  return (
    <Dialog
      title="Export"
      canDismiss={!isRunning}
      onClose={onClose}
      buttons={
        <>
          {isRunning ? (
            <Button onClick={() => running.current?.abort()}>Cancel</Button>
          ) : (
            <Button onClick={onClose}>{done === null ? 'Cancel' : 'Close'}</Button>
          )}
          <Button
            look="primary"
            type="submit"
            form="export-form"
            disabled={isRunning || count === null}
          >
            Export
          </Button>
        </>
      }
    >
      <p className="export-what">
        <strong>
          {count === null
            ? 'Counting…'
            : `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`}
        </strong>
        {': '}
        <SafeText text={filterSentence(view.filter, { zone: view.zone })} />. The same rows in the
        same order as the grid; times in UTC.
      </p>
      <form
        id="export-form"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void start().catch(setError);
        }}
      >
        <fieldset className="export-formats">
          <legend className="field-label">Format</legend>
          {formatChoices.map((choice) => (
            <label key={choice.id} className="export-format">
              <input
                type="radio"
                name="format"
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on its first field
                autoFocus={choice.id === 'csv'}
                checked={format === choice.id}
                onChange={() => setFormat(choice.id)}
              />
              <span>
                <strong>{choice.label}</strong> <span className="mute">{choice.about}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Select
          label="Columns"
          choices={columnChoices(view.columns)}
          value={columns}
          onChange={setColumns}
        />
        <ExportChecks
          exact={format === 'csv' ? exact : null}
          notes={notes}
          onExactChange={setExact}
          onNotesChange={setNotes}
        />
        <p className="mute">States may hold secrets. They are written as logged, not masked.</p>
      </form>
      {progress !== null && (
        <div className="export-progress">
          <ProgressBar label="Exporting" done={progress.records} total={count ?? 0} />
          <span className="mute">{progress.records.toLocaleString('en')} events written</span>
        </div>
      )}
      <ErrorNotice error={error} />
      {done !== null && (
        <div className="notice is-ok" role="status">
          <strong>
            {done.rows.toLocaleString('en')} events, {done.bytes.toLocaleString('en')} bytes written
            to <SafeText text={done.name} />.
          </strong>
          <div className="mono export-hash">SHA-256 {done.sha256}</div>
        </div>
      )}
    </Dialog>
  );
}
