import type { EventRow } from '../../../shared/eventPage.ts';
import { findField } from '../../../shared/field.ts';
import { defaultView } from '../../../shared/view.ts';
import { SafeText } from '../../ui/SafeText.tsx';

type Props = { readonly rows: readonly EventRow[] };

const computed: ReadonlyMap<string, string> = new Map([
  ['change', 'Change'],
  ['scope', 'Scope'],
]);

/** The first events of a running import, in the columns of the grid that will hold them. */
export function FirstEvents({ rows }: Props) {
  const columns = defaultView.columns.filter((name) =>
    rows.some((row) => Object.hasOwn(row.cells, name)),
  );
  return (
    <section className="first-events">
      <h3>The first {rows.length} events, while the rest is read</h3>
      <div className="preview-table" role="region" aria-label="First events" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {computed.get(name) ?? findField(name)?.label ?? name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.event}>
                {columns.map((name) => (
                  <td key={name}>
                    <SafeText text={row.cells[name] ?? ''} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
