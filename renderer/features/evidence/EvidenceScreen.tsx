import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';

import type { OriginalInfo } from '../../../shared/importResult.ts';
import { originalGroupings } from '../../../shared/originalPage.ts';
import type { OriginalGrouping, OriginalPage } from '../../../shared/originalPage.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { MissingList } from '../../ui/MissingList.tsx';
import { Select } from '../../ui/Select.tsx';
import { useCall } from '../../ui/useCall.ts';
import { countWords } from '../../ui/words.ts';
import { OriginalDetail } from './OriginalDetail.tsx';
import { OriginalTable } from './OriginalTable.tsx';
import { useOriginalLines } from './useOriginalLines.ts';

import './evidence.css';

type Props = {
  /** What keeps the case up to date. */
  readonly sync: ReactNode;
  readonly bridge: Bridge;
  readonly isReadOnly: boolean;
  /** How many evidence files the case has. */
  readonly files: number;
  readonly zone: string;
  /** Counts what changed in the case. */
  readonly changes: number;
  readonly onChanged: () => Promise<void>;
  readonly onImport: () => void;
  /** With the reference of an evidence file, `E3`. */
  readonly onShowEvents: (original: string) => void;
};

/** So many files are seen at a glance; more begin grouped by import. */
const glance = 100;

const groupingWords: Readonly<Record<OriginalGrouping, string>> = {
  none: 'Not grouped',
  import: 'By import',
  folder: 'By folder',
  product: 'By product',
};

/** Every file that came into the case: where each of its records and bytes went, and how it is read. */
export function EvidenceScreen(props: Props) {
  const { bridge, isReadOnly, zone, changes } = props;
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<OriginalGrouping | null>(null);
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const [picked, setPicked] = useState<OriginalInfo | null>(null);
  const grouping = chosen ?? (props.files > glance ? 'import' : 'none');
  const searched = useDeferredValue(search);
  const lines = useOriginalLines(
    bridge,
    {
      search: searched,
      grouping,
      // What is searched for is not folded away.
      folded: { all: searched === '', but: searched === '' ? unfolded : [] },
    },
    changes,
  );
  const missing = useCall(bridge, 'case.missing', {}, changes).value ?? [];
  const current = useCurrent(bridge, picked, changes);
  const shown = current ?? lines.head?.first ?? null;
  if (props.files === 0) {
    return (
      <EmptyState title="No evidence yet">
        <p>
          Drop audit-log exports (JSON, JSON lines, CSV, xlsx, gz, zip) or press <kbd>Ctrl+I</kbd>.
          Nothing leaves this computer.
        </p>
        {!isReadOnly && (
          <Button look="primary" onClick={props.onImport}>
            Import
          </Button>
        )}
        {props.sync}
      </EmptyState>
    );
  }
  return (
    <div className="evidence">
      <div className="screen-head">
        <h1>Evidence files</h1>
        <p className="mute">
          {countWords(props.files, 'file')}, kept byte for byte. Every record that came in is
          counted once: new, duplicate, same id with different content, or rejected.
        </p>
      </div>
      {props.sync}
      {props.files > 1 && (
        <div className="evidence-find">
          <input
            type="search"
            className="input"
            aria-label="Find evidence files"
            placeholder="Name, product, warning, E12 or SHA-256"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Select
            label="Group evidence files"
            hideLabel
            choices={originalGroupings.map((id) => ({ id, label: groupingWords[id] }))}
            value={grouping}
            onChange={(id) => {
              setChosen(originalGroupings.find((one) => one === id) ?? 'none');
              setUnfolded([]);
            }}
          />
          <span className="mute" role="status">
            {foundWords(lines.head, searched, grouping)}
          </span>
        </div>
      )}
      {missing.length > 0 && (
        <details className="notice is-warning evidence-missing">
          <summary>What may be missing: {countWords(missing.length, 'finding')}</summary>
          <MissingList missing={missing} />
        </details>
      )}
      <ErrorNotice error={lines.error} />
      <OriginalTable
        lines={lines}
        shown={shown?.original ?? null}
        zone={zone}
        onShow={setPicked}
        onFold={({ key, isFolded }) =>
          setUnfolded(isFolded ? [...unfolded, key] : unfolded.filter((one) => one !== key))
        }
      />
      {shown !== null && (
        <OriginalDetail
          key={shown.original}
          bridge={bridge}
          info={shown}
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

function foundWords(head: OriginalPage | null, search: string, grouping: OriginalGrouping): string {
  if (head === null) return 'Looking…';
  const found = search === '' ? '' : `${countWords(head.files, 'file')} found`;
  const groups = grouping === 'none' ? '' : `in ${countWords(head.groups, 'group')}`;
  return [found, groups].filter((part) => part !== '').join(' ');
}

/** The picked file as it is now: reading it again, or setting it aside, changes what is known of it. */
function useCurrent(
  bridge: Bridge,
  picked: OriginalInfo | null,
  changes: number,
): OriginalInfo | null {
  const search = picked === null ? '' : picked.sha256;
  const found = useCall(
    bridge,
    'original.page',
    { search, grouping: 'none', folded: { all: false, but: [] }, offset: 0, limit: 100 },
    changes,
  );
  if (picked === null) return null;
  const lines = found.value?.lines ?? [];
  for (const line of lines)
    if (line.kind === 'file' && line.info.original === picked.original) return line.info;
  return picked;
}
