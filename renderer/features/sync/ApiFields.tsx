import type { ApiDescription } from '../../../shared/syncApi.ts';
import { TextField } from '../../ui/TextField.tsx';
import { CertificateField } from './CertificateField.tsx';
import { RequestFields } from './RequestFields.tsx';
import type { SourceDraft } from './sourceDraft.ts';

type Props = {
  readonly draft: SourceDraft;
  /** Null: an API that is not described. */
  readonly api: ApiDescription | null;
  readonly onChange: (part: Partial<SourceDraft>) => void;
};

export function ApiFields({ draft, api, onChange }: Props) {
  return (
    <>
      <div className="sync-pair">
        <TextField
          label="Server"
          value={draft.server}
          placeholder="https://"
          spellCheck={false}
          hint={api?.serverHint ?? 'https://host: nothing else is contacted'}
          onChange={(server) => onChange({ server })}
        />
        {api?.values.map(({ name, label, example }) => (
          <TextField
            key={name}
            label={label}
            value={draft.values[name] ?? ''}
            placeholder={example}
            spellCheck={false}
            onChange={(value) => onChange({ values: { ...draft.values, [name]: value } })}
          />
        ))}
        <TextField
          label="Events from (UTC)"
          type="date"
          value={draft.since}
          hint="Empty: as far back as the service goes"
          onChange={(since) => onChange({ since })}
        />
      </div>
      {api === null ? (
        <RequestFields
          request={draft.request}
          onChange={(request) => onChange({ request: { ...draft.request, ...request } })}
        />
      ) : (
        <p className="mute">{api.documentation}</p>
      )}
      <CertificateField draft={draft} onChange={onChange} />
    </>
  );
}
