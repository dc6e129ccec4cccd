import { useId, useState } from 'react';

import { ExpectedError } from '../../../shared/failure.ts';
import type { HostInfo } from '../../../shared/host.ts';
import type { SyncSourceInfo } from '../../../shared/sync.ts';
import type { ApiDescription } from '../../../shared/syncApi.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAction } from '../../ui/useAction.ts';
import { useCall } from '../../ui/useCall.ts';
import { ApiFields } from './ApiFields.tsx';
import { BucketFields } from './BucketFields.tsx';
import { FolderField } from './FolderField.tsx';
import type { ChosenFolder } from './FolderField.tsx';
import { SecretFields } from './SecretFields.tsx';
import { draftOf, missing, newDraft, schedules, sourceOf } from './sourceDraft.ts';
import type { SourceDraft } from './sourceDraft.ts';
import { savingWords } from './syncWords.ts';

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  /** The source to change; null: a new one. */
  readonly info: SyncSourceInfo | null;
  readonly onClose: () => void;
  readonly onSaved: (info: SyncSourceInfo, runs: boolean) => void;
};

/** Adds a source or changes one: what is read, when, and with which secret. */
export function SourceDialog({ bridge, hostKind, info, onClose, onSaved }: Props) {
  const [draft, setDraft] = useState<SourceDraft>(() =>
    info === null ? newDraft(crypto.randomUUID()) : draftOf(info.source),
  );
  const [chosen, setChosen] = useState<ChosenFolder | null>(null);
  const [secret, setSecret] = useState('');
  const form = useId();
  const action = useAction();
  const apis = useCall(bridge, 'sync.apis', {}, 0).value ?? [];
  const api = apis.find(({ name }) => name === draft.what) ?? null;
  const change = (part: Partial<SourceDraft>): void => setDraft({ ...draft, ...part });
  const lacks = missing(draft, api);

  const save = (runs: boolean): void =>
    action.run(async () => {
      const folder = await grantedFolder(bridge, draft, chosen, info);
      const source = { ...sourceOf(draft), ...(folder !== null && { folder: folder.path }) };
      const saved = await bridge
        .call('sync.save', { source, folder: folder?.folder ?? null })
        .catch((thrown: unknown) => {
          if (!(thrown instanceof ExpectedError)) throw thrown;
          throw new ExpectedError(thrown.code, savingWords(thrown.message));
        });
      // under another server, or from a variable, the one that was kept is never asked for again
      if (info?.hasSecret === true && info.secretKey !== null && info.secretKey !== saved.secretKey)
        await bridge.call('host.setSecret', { key: info.secretKey, secret: null });
      if (secret !== '' && saved.secretKey !== null)
        await bridge.call('host.setSecret', { key: saved.secretKey, secret });
      onSaved(saved, runs);
    });

  return (
    <Dialog
      title={info === null ? 'Add sync source' : `Change ${info.source.name}`}
      width={640}
      onClose={onClose}
      buttons={
        <>
          {lacks !== null && <span className="mute">Still missing: {lacks}</span>}
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={lacks !== null || action.isRunning} onClick={() => save(false)}>
            Save
          </Button>
          <Button
            type="submit"
            form={form}
            look="primary"
            disabled={lacks !== null || action.isRunning}
          >
            Save and sync now
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="dialog-form sync-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (lacks === null) save(true);
        }}
      >
        <div className="sync-pair">
          {info === null && (
            <Select
              label="What to read"
              choices={kindChoices(apis)}
              value={draft.what}
              onChange={(what) => change(startOf(draft, what, apis))}
            />
          )}
          <TextField
            label="Name"
            value={draft.name}
            onChange={(name) => change({ name })}
            maxLength={100}
          />
        </div>
        {draft.what === 'folder' && (
          <FolderField
            bridge={bridge}
            hostKind={hostKind}
            path={draft.folder}
            onPath={(folder) => change({ folder, ...namedByFolder(draft, folder) })}
            onChosen={(folder) => {
              setChosen(folder);
              change({ folder: folder.path, ...namedByFolder(draft, folder.path) });
            }}
          />
        )}
        {draft.what === 'bucket' && <BucketFields draft={draft} onChange={change} />}
        {draft.what !== 'folder' && draft.what !== 'bucket' && (
          <ApiFields draft={draft} api={api} onChange={change} />
        )}
        {draft.what !== 'folder' && (
          <SecretFields
            bridge={bridge}
            draft={draft}
            hint={api?.secret ?? (draft.what === 'bucket' ? bucketSecret : '')}
            isKept={info?.hasSecret === true && info.secretKey !== null}
            secret={secret}
            onSecret={setSecret}
            onChange={change}
          />
        )}
        <Select
          label="When"
          choices={schedules}
          value={draft.schedule}
          onChange={(schedule) => change({ schedule })}
        />
        <ErrorNotice error={action.error} />
      </form>
    </Dialog>
  );
}

const bucketSecret =
  'The secret access key of a user or role that may list the bucket and get its objects. Of temporary credentials: the key, a blank, and the session token.';

function kindChoices(apis: readonly ApiDescription[]): { id: string; label: string }[] {
  return [
    { id: 'folder', label: 'A folder on this computer' },
    ...apis.map(({ name, label }) => ({ id: name, label })),
    { id: 'generic', label: 'Another HTTPS API' },
    { id: 'bucket', label: 'An S3-compatible bucket (CloudTrail)' },
  ];
}

/** Another kind begins with what is usual for it; a name that was typed stays. */
function startOf(
  draft: SourceDraft,
  what: string,
  apis: readonly ApiDescription[],
): Partial<SourceDraft> {
  const labels = kindChoices(apis).map(({ label }) => label);
  const api = apis.find(({ name }) => name === what);
  const isOwnName = draft.name !== '' && !labels.includes(draft.name);
  return {
    what,
    values: {},
    server: api?.server ?? (what === 'bucket' ? 'https://s3.us-east-1.amazonaws.com' : ''),
    name: isOwnName ? draft.name : (api?.label ?? ''),
  };
}

/** A folder's own name, as long as no other was typed. */
function namedByFolder(draft: SourceDraft, folder: string): Partial<SourceDraft> {
  const isOwnName = draft.name !== '' && draft.name !== lastPart(draft.folder);
  return isOwnName ? {} : { name: lastPart(folder).slice(0, 100) };
}

function lastPart(path: string): string {
  return path.split(/[/\\]/u).findLast((part) => part !== '') ?? path;
}

/** The folder to watch, granted: chosen in a dialog, or typed where there is none. Null: it is the one that was. */
async function grantedFolder(
  bridge: Bridge,
  draft: SourceDraft,
  chosen: ChosenFolder | null,
  info: SyncSourceInfo | null,
): Promise<ChosenFolder | null> {
  if (draft.what !== 'folder' || chosen?.path === draft.folder) return chosen;
  if (info?.source.kind === 'folder' && info.source.folder === draft.folder) return null;
  return bridge.call('host.watchFolder', { path: draft.folder });
}
