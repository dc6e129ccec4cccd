import type { JsonValue } from '../../../shared/event.ts';
import { findField } from '../../../shared/field.ts';
import type { PreviewEvent } from '../../../shared/importResult.ts';
import { SafeText } from '../../ui/SafeText.tsx';

type Props = { readonly events: readonly PreviewEvent[] };

const preferred = [
  'occurredAt',
  'actorName',
  'actorEmail',
  'actorId',
  'action',
  'resourceType',
  'resourceName',
  'resourceId',
  'outcome',
  'ip',
  'orgName',
  'projectName',
  'description',
];

/** The first events as they would be read; columns that none of them has are left out. */
export function PreviewTable({ events }: Props) {
  const columns = preferred.filter((name) => events.some((event) => textOf(event, name) !== ''));
  return (
    <div className="preview-table" role="region" aria-label="First events" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {findField(name)?.label ?? name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event, place) => (
            <tr key={place}>
              {columns.map((name) => (
                <td key={name}>
                  <SafeText text={textOf(event, name)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function textOf(event: PreviewEvent, name: string): string {
  const value: JsonValue | undefined = Object.hasOwn(event, name) ? event[name] : undefined;
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
