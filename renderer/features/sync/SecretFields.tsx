import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useCall } from '../../ui/useCall.ts';
import type { SourceDraft } from './sourceDraft.ts';

type Props = {
  readonly bridge: Bridge;
  readonly draft: SourceDraft;
  /** What kind of secret the service wants. */
  readonly hint: string;
  /** One is in the store already. */
  readonly isKept: boolean;
  readonly secret: string;
  readonly onSecret: (secret: string) => void;
  readonly onChange: (part: Partial<SourceDraft>) => void;
};

const choices = [
  { id: 'store', label: "This computer's store for secrets" },
  { id: 'variable', label: 'An environment variable' },
  { id: 'none', label: 'No secret is needed' },
] as const;

/** Where the secret is, said plainly; it is never in the case. */
export function SecretFields({ bridge, draft, hint, isKept, secret, onSecret, onChange }: Props) {
  const store = useCall(bridge, 'host.secretStore', {}, 0).value;
  const { secretFrom, variable } = draft;
  return (
    <fieldset className="sync-secret">
      <legend>Secret</legend>
      {hint !== '' && <p className="mute">{hint}</p>}
      <div className="sync-pair">
        <Select
          label="Comes from"
          choices={choices}
          value={secretFrom}
          onChange={(id) =>
            onChange({ secretFrom: choices.find((one) => one.id === id)?.id ?? 'store' })
          }
        />
        {secretFrom === 'store' && (
          <TextField
            label="Secret"
            type="password"
            autoComplete="off"
            value={secret}
            disabled={store?.problem != null}
            placeholder={isKept ? 'kept; type to replace it' : ''}
            onChange={onSecret}
          />
        )}
        {secretFrom === 'variable' && (
          <TextField
            label="Name of the variable"
            value={variable}
            placeholder="GITHUB_TOKEN"
            spellCheck={false}
            onChange={(name) => onChange({ variable: name })}
          />
        )}
      </div>
      {secretFrom === 'store' && store !== null && store.problem === null && (
        <p className="mute">
          Kept in {store.place}, for this source and server alone. Never in the case, a log or an
          export.
        </p>
      )}
      {secretFrom === 'store' && store?.problem != null && (
        <div className="notice is-warning sync-no-store">
          <p>{store.problem}</p>
          <Button onClick={() => onChange({ secretFrom: 'variable' })}>Use a variable</Button>
        </div>
      )}
      {secretFrom === 'variable' && (
        <p className="mute">
          Read when it is needed, from the environment that Casebook was started in; other programs
          of your account can see it there. It is not kept anywhere.
        </p>
      )}
    </fieldset>
  );
}
