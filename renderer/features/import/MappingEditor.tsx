import { useId, useState } from 'react';

import type { HostInfo } from '../../../shared/host.ts';
import type { Preview } from '../../../shared/importResult.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { chosenFiles } from '../../bridge/files.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAction } from '../../ui/useAction.ts';
import { editorFields, mappedLabel, pathOf, timeFormats, withPath } from './mappingEdit.ts';

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  readonly mapping: Mapping;
  readonly paths: Preview['paths'];
  readonly onMapping: (mapping: Mapping) => void;
};

/** Which path or header of a record feeds which field of an event, with an example of each. */
export function MappingEditor({ bridge, hostKind, mapping, paths, onMapping }: Props) {
  const base = useId();
  const [label, setLabel] = useState(mapping.label);
  const known = new Set(paths.map(({ path }) => path));
  return (
    <fieldset className="mapping">
      <legend>Mapping</legend>
      <div className="mapping-top">
        <TextField
          label="Name of the product"
          value={label}
          maxLength={200}
          onChange={setLabel}
          onBlur={() => {
            const next = label.trim();
            if (next !== '' && next !== mapping.label) onMapping({ ...mapping, label: next });
          }}
        />
        <Select
          label="How times are written"
          choices={timeFormats}
          value={mapping.time.format}
          onChange={(id) => {
            const format = timeFormats.find((one) => one.id === id)?.id ?? 'auto';
            onMapping({ ...mapping, time: { ...mapping.time, format } });
          }}
        />
        <MappingFiles bridge={bridge} hostKind={hostKind} mapping={mapping} onMapping={onMapping} />
      </div>
      <div className="mapping-fields">
        {editorFields.map((field) => {
          const path = pathOf(mapping, field);
          return (
            <div key={field} className="mapping-field">
              <label htmlFor={`${base}-${field}`}>{mappedLabel(field)}</label>
              <select
                id={`${base}-${field}`}
                className="input"
                value={path}
                onChange={(event) => onMapping(withPath(mapping, field, event.target.value))}
              >
                <option value="">not in these records</option>
                {path !== '' && !known.has(path) && <option value={path}>{path}</option>}
                {paths.map((one) => (
                  <option key={one.path} value={one.path}>
                    {one.path} · {one.example.slice(0, 60)}
                  </option>
                ))}
              </select>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

type FilesProps = Omit<Props, 'paths'>;

/** A mapping is a file too: made once, used for every further export of that product. */
function MappingFiles({ bridge, hostKind, mapping, onMapping }: FilesProps) {
  const action = useAction();
  const save = async (): Promise<void> => {
    const target = await bridge.call('host.saveTarget', {
      suggestedName: `${mapping.source}-mapping.json`,
    });
    if (target === null) return;
    await bridge.call('mapping.save', { target: target.file, mapping });
    const { download } = await bridge.call('host.exported', { target: target.file });
    if (download !== null) bridge.download(download);
  };
  const load = async (files: FileList | null): Promise<void> => {
    const granted =
      files === null
        ? await bridge.call('host.pickFiles', { folders: false })
        : await bridge.grant(chosenFiles(files));
    const [first] = granted;
    if (first) onMapping(await bridge.call('mapping.load', { file: first.file }));
  };
  return (
    <div className="mapping-files">
      <Button disabled={action.isRunning} onClick={() => action.run(save)}>
        Save mapping
      </Button>
      {hostKind === 'desktop' ? (
        <Button disabled={action.isRunning} onClick={() => action.run(() => load(null))}>
          Load mapping
        </Button>
      ) : (
        <label className="button">
          Load mapping
          <input
            type="file"
            accept=".json"
            className="visually-hidden"
            onChange={({ target }) => {
              const { files } = target;
              if (files && files.length > 0) action.run(() => load(files));
            }}
          />
        </label>
      )}
      <ErrorNotice error={action.error} />
    </div>
  );
}
