import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CertificateField } from './CertificateField.tsx';
import type { SourceDraft } from './sourceDraft.ts';

type Props = {
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
};

export function BucketFields({ draft, onChange }: Props) {
  return (
    <>
      <TextField
        label="Server"
        value={draft.server}
        spellCheck={false}
        hint="https://s3.REGION.amazonaws.com, or the address of another S3-compatible server"
        onChange={(server) => onChange({ server })}
      />
      <div className="sync-pair">
        <TextField
          label="Bucket"
          value={draft.bucket}
          spellCheck={false}
          onChange={(bucket) => onChange({ bucket })}
        />
        <TextField
          label="Region"
          value={draft.region}
          spellCheck={false}
          onChange={(region) => onChange({ region })}
        />
      </div>
      <div className="sync-pair">
        <TextField
          label="Only keys that begin with"
          value={draft.prefix}
          placeholder="AWSLogs/123456789012/CloudTrail/"
          spellCheck={false}
          onChange={(prefix) => onChange({ prefix })}
        />
        <TextField
          label="Access key id"
          value={draft.keyId}
          placeholder="AKIA…"
          spellCheck={false}
          onChange={(keyId) => onChange({ keyId })}
        />
      </div>
      <Checkbox
        label="The bucket is named in the path (https://server/bucket/…), as most servers other than Amazon's want it"
        checked={draft.pathStyle}
        onChange={(pathStyle) => onChange({ pathStyle })}
      />
      <CertificateField draft={draft} onChange={onChange} />
    </>
  );
}
