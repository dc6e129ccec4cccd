import { useEffect, useRef, useState } from 'react';

import type { ExportResult } from '../../../shared/eventPage.ts';
import type { ExportFormat } from '../../../shared/exportFormat.ts';
import { filterSentence } from '../../../shared/filterSentence.ts';
import type { JobProgress } from '../../../shared/importResult.ts';
import type { View } from '../../../shared/view.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import type { SelectedEvents } from '../../state/selectedEvents.ts';
import { viewOfEvents } from '../../state/selectedEvents.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { Select } from '../../ui/Select.tsx';
import { countWords, numberWords } from '../../ui/words.ts';
import { ExportChecks } from './ExportChecks.tsx';
import { chosenColumns, columnChoices, suggestedName } from './exportChoices.ts';
import { ExportScope } from './ExportScope.tsx';
import { FormatChoice } from './FormatChoice.tsx';

import './export.css';

type Props = {
  readonly bridge: Bridge;
  readonly caseName: string;
  readonly view: View;
  /** Null where no more than the active row is. */
  readonly selected: SelectedEvents | null;
  readonly onClose: () => void;
};
type Done = ExportResult & { readonly name: string };

/** Writes what the view shows, or what is selected of it, in its order, to a file. */
export function ExportDialog({ bridge, caseName, view, selected: now, onClose }: Props) {
  // Those that were selected when it was asked for, whatever happens to the rows behind the dialog.
  const [selected] = useState(now);
  const isWhole = selected !== null && selected.events.length === selected.count;
  const [isSelected, setSelected] = useState(isWhole);
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
      const shown = isSelected && selected ? viewOfEvents(view, selected.events) : view;
      const asked = { ...shown, columns: chosenColumns(columns, view.columns, notes) };
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
  const rows = isSelected && selected ? selected.count : count;
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
            disabled={isRunning || rows === null}
          >
            Export
          </Button>
        </>
      }
    >
      <p className="export-what">
        <strong>
          {rows === null ? 'Counting…' : countWords(rows, isSelected ? 'selected event' : 'event')}
        </strong>
        {isSelected && count !== null && ` of ${numberWords(count)}`}
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
        {selected !== null && (
          <ExportScope
            selected={selected.count}
            isWhole={isWhole}
            all={count}
            isSelected={isSelected}
            onChange={setSelected}
          />
        )}
        <FormatChoice format={format} onChange={setFormat} />
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
          <ProgressBar label="Exporting" done={progress.records} total={rows ?? 0} />
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
