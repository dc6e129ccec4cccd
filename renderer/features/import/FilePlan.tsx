import { useState } from 'react';

import type { HostInfo } from '../../../shared/host.ts';
import type { Preview } from '../../../shared/importResult.ts';
import { readerWords } from '../../../shared/readerWords.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { SourceNotes } from '../../ui/SourceNotes.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords } from '../../ui/words.ts';
import type { Wish } from './importPlan.ts';
import { previewState } from './importPlan.ts';
import { choosablePaths } from './mappingEdit.ts';
import { MappingEditor } from './MappingEditor.tsx';
import { PreviewTable } from './PreviewTable.tsx';
import { ZoneField } from './ZoneField.tsx';

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  readonly preview: Preview;
  readonly wish: Wish;
  readonly onWish: (change: Partial<Wish>) => void;
};

/** One content: what it is taken for, its first events as they would be read, and what can be corrected. */
export function FilePlan({ bridge, hostKind, preview, wish, onWish }: Props) {
  const state = previewState(preview, wish);
  const [isEditing, setEditing] = useState(false);
  // what was just chosen counts, before its preview is there
  const mapping = wish.mapping ?? preview.mapping;
  const source = mapping?.source ?? null;
  const about = useAnswer(source, (signal) =>
    bridge.call('source.about', { source: source ?? '' }, signal),
  ).value;
  const showsMapping =
    mapping !== null && (isEditing || state === 'check mapping' || wish.mapping !== null);
  return (
    <section className="file-plan" aria-label={preview.name}>
      <div className="file-plan-head">
        <h3>
          <SafeText text={preview.name} />
        </h3>
        {preview.problem === null && (
          <p className="mute">
            {state === 'check mapping' ? 'Not recognised. Read as ' : 'Read as '}
            <SafeText text={preview.sourceLabel ?? 'unknown'} />,{' '}
            {readerWords(preview.reader ?? '')}
          </p>
        )}
      </div>
      {state === 'empty' && (
        <p className="notice is-warning">
          This file has 0 bytes. It is imported as evidence without events: some products write an
          export without rows so. Ask whether rows were expected.
        </p>
      )}
      {state === 'cannot be read' && preview.problem !== null && (
        <p className="notice is-danger">
          <SafeText text={preview.problem} />
        </p>
      )}
      {preview.warnings.map((warning) => (
        <p key={warning} className="notice is-warning">
          <SafeText text={warning} />
        </p>
      ))}
      {(preview.asksZone || wish.zone !== null) && (
        <ZoneField
          zone={wish.zone ?? ''}
          about="These times carry no zone. Say which zone they were written in; without it they are taken as UTC, and marked as assumed."
          onZone={(zone) => onWish({ zone })}
        />
      )}
      {preview.reader === 'postgres-log' && (
        <TextField
          label="log_line_prefix of the server"
          value={wish.prefix ?? ''}
          placeholder="%m [%p] %q%u@%d "
          hint="What stands before each message, as in postgresql.conf (SHOW log_line_prefix). Without it, user, database and address are told from the lines where they can be."
          onChange={(prefix) => onWish({ prefix: prefix.trim() === '' ? null : prefix })}
        />
      )}
      {mapping !== null && !showsMapping && (
        <div>
          <Button onClick={() => setEditing(true)}>Change the mapping</Button>
        </div>
      )}
      {mapping !== null && showsMapping && (
        <MappingEditor
          bridge={bridge}
          hostKind={hostKind}
          mapping={mapping}
          paths={choosablePaths(preview)}
          onMapping={(next) => onWish({ mapping: next })}
        />
      )}
      {about !== null && <SourceNotes about={about} open={false} />}
      {preview.events.length > 0 && <PreviewTable events={preview.events} />}
      {preview.rejected.length > 0 && (
        <div className="notice is-warning">
          <strong>
            {countWords(preview.rejected.length, 'record')} at the start cannot be read. Rejected
            records are kept, counted and listed.
          </strong>
          <ul>
            {preview.rejected.slice(0, 5).map(({ offset, reason }) => (
              <li key={offset}>
                at byte {offset.toLocaleString('en-GB')}: <SafeText text={reason} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
