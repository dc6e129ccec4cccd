import { useId } from 'react';

import type { SourceDraft } from './sourceDraft.ts';

type Props = {
  readonly draft: SourceDraft;
  readonly onChange: (part: Partial<SourceDraft>) => void;
};

/** Rarely needed: an authority of one's own. */
export function CertificateField({ draft, onChange }: Props) {
  const id = useId();
  return (
    <details open={draft.certificate !== ''}>
      <summary>A server with a certificate of your own company</summary>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          Certificate of the authority (PEM), trusted for this source besides those of the system
        </label>
        <textarea
          id={id}
          className="input mono"
          rows={4}
          spellCheck={false}
          value={draft.certificate}
          placeholder="-----BEGIN CERTIFICATE-----"
          onChange={(event) => onChange({ certificate: event.target.value })}
        />
      </div>
    </details>
  );
}
