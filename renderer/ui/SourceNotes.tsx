import { findField } from '../../shared/field.ts';
import type { SourceAbout } from '../../shared/sourceAbout.ts';

import './sourceNotes.css';
import { confidenceParts } from './sourceWords.ts';

type Props = { readonly about: SourceAbout; readonly open: boolean };

/** How sure a product's log is read, what nobody can learn from it, and the product's own limits. */
export function SourceNotes({ about, open }: Props) {
  const { rest, others } = confidenceParts(about);
  return (
    <details className="source-notes" open={open}>
      <summary>How sure this is, and what this log cannot tell</summary>
      <p>
        What its fields mean is {rest}.
        {others.map(({ words, fields }) => (
          <span key={words}>
            {' '}
            {fields.map((field) => findField(field)?.label ?? field).join(', ')}: {words}.
          </span>
        ))}
      </p>
      {about.cannotTell.length > 0 && (
        <>
          <h4>Nobody can learn from it</h4>
          <ul>
            {about.cannotTell.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
      {about.hides.length > 0 && (
        <>
          <h4>Limits of the product</h4>
          <ul>
            {about.hides.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
