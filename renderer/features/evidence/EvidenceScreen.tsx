import { useState } from 'react';

import type { OriginalInfo } from '../../../shared/importResult.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useCall } from '../../ui/useCall.ts';
import { countWords } from '../../ui/words.ts';
import { OriginalDetail } from './OriginalDetail.tsx';
import { originalRows } from './originalRows.ts';
import { OriginalTable } from './OriginalTable.tsx';

import './evidence.css';

type Props = {
  readonly bridge: Bridge;
  readonly isReadOnly: boolean;
  readonly zone: string;
  /** Counts what changed in the case. */
  readonly changes: number;
  readonly onChanged: () => Promise<void>;
  readonly onImport: () => void;
  /** With the reference of an evidence file, `E3`. */
  readonly onShowEvents: (original: string) => void;
};

const none: readonly OriginalInfo[] = [];

/** Every file that came into the case: where each of its records and bytes went, and how it is read. */
export function EvidenceScreen(props: Props) {
  const { bridge, isReadOnly, zone, changes } = props;
  const listed = useCall(bridge, 'original.list', {}, changes);
  const [picked, setPicked] = useState<number | null>(null);
  const originals = listed.value ?? none;
  const rows = originalRows(originals);
  const shown =
    rows.find(({ info }) => info.original === picked) ??
    rows.find(({ info }) => info.records.rejected > 0) ??
    rows.find(({ info }) => info.reader !== null) ??
    rows[0];
  if (listed.value !== null && rows.length === 0) {
    return (
      <EmptyState title="No evidence yet">
        <p>
          Drop audit-log exports (JSON, JSON lines, CSV, gz, zip) or press <kbd>Ctrl+I</kbd>.
          Nothing leaves this computer.
        </p>
        {!isReadOnly && (
          <Button look="primary" onClick={props.onImport}>
            Import
          </Button>
        )}
      </EmptyState>
    );
  }
  return (
    <div className="evidence">
      <div className="screen-head">
        <h1>Evidence files</h1>
        <p className="mute">
          {countWords(rows.length, 'file')}, kept byte for byte. Every record that came in is
          counted once: new, duplicate, same id with different content, or rejected.
        </p>
      </div>
      <ErrorNotice error={listed.error} />
      <OriginalTable
        rows={rows}
        shown={shown?.info.original ?? null}
        zone={zone}
        onShow={setPicked}
      />
      {shown !== undefined && (
        <OriginalDetail
          key={shown.info.original}
          bridge={bridge}
          info={shown.info}
          originals={originals}
          isReadOnly={isReadOnly}
          zone={zone}
          changes={changes}
          onChanged={props.onChanged}
          onShowEvents={props.onShowEvents}
        />
      )}
    </div>
  );
}
