import type { ReadingChanges } from '../../../shared/caseInfo.ts';
import { findField } from '../../../shared/field.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { numberWords } from '../../ui/words.ts';

const label = (field: string): string => findField(field)?.label ?? field;

/** How many events each field would change in, and examples. */
export function ReadingChangesTables({ changes }: { readonly changes: ReadingChanges }) {
  const { fields, examples } = changes;
  if (fields.length === 0) return null;
  return (
    <>
      <div className="integrity-table integrity-fields">
        <table aria-label="Fields that would change">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Events</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, count }) => (
              <tr key={field}>
                <td>{label(field)}</td>
                <td>{numberWords(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div
        className="integrity-table integrity-examples"
        tabIndex={0}
        role="region"
        aria-label="Examples of what would change"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Field</th>
              <th scope="col">On record</th>
              <th scope="col">Read by this version</th>
            </tr>
          </thead>
          <tbody>
            {examples.map(({ event, field, before, after }) => (
              <tr key={`${event} ${field}`}>
                <td className="mono">{event}</td>
                <td>{label(field)}</td>
                <td>
                  <Value text={before} />
                </td>
                <td>
                  <Value text={after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Value({ text }: { readonly text: string | null }) {
  return text === null ? <span className="mute">none</span> : <SafeText text={text} />;
}
