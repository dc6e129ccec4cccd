import { useRef } from 'react';

import type { FileGrant } from '../../../shared/host.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { chosenFiles } from '../../bridge/files.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useAction } from '../../ui/useAction.ts';

type Props = {
  readonly bridge: Bridge;
  /** Null while it cannot be read. */
  readonly mapping: Mapping | null;
  readonly onMapping: (mapping: Mapping) => void;
};

/** A mapping as a file: kept for the next export of the same shape, or taken from one. */
export function MappingFiles({ bridge, mapping, onMapping }: Props) {
  const action = useAction();
  const input = useRef<HTMLInputElement>(null);
  const save = async (toSave: Mapping): Promise<void> => {
    const suggestedName = `${toSave.source}-mapping.json`;
    const target = await bridge.call('host.saveTarget', { suggestedName });
    if (target === null) return;
    await bridge.call('mapping.save', { target: target.file, mapping: toSave });
    const { download } = await bridge.call('host.exported', { target: target.file });
    if (download !== null) bridge.download(download);
  };
  const load = async ([first]: readonly FileGrant[]): Promise<void> => {
    if (first !== undefined) onMapping(await bridge.call('mapping.load', { file: first.file }));
  };
  return (
    <div className="interpret-files">
      <Button
        disabled={action.isRunning || mapping === null}
        onClick={() => mapping !== null && action.run(() => save(mapping))}
      >
        Save mapping
      </Button>
      <Button
        disabled={action.isRunning}
        onClick={() => {
          if (bridge.kind === 'loopback') input.current?.click();
          else
            action.run(async () => load(await bridge.call('host.pickFiles', { folders: false })));
        }}
      >
        Load mapping
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        aria-label="Mapping file"
        onChange={({ target }) => {
          const chosen = chosenFiles(target.files ?? []);
          target.value = '';
          if (chosen.length > 0) action.run(async () => load(await bridge.grant(chosen)));
        }}
      />
      <ErrorNotice error={action.error} />
    </div>
  );
}
