import type { EntityRef, EntityRow } from '../../../shared/entity.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { numberWords } from '../../ui/words.ts';
import { entitySubtitle, entityTitle } from './entityWords.ts';
import { SeenAt } from './SeenAt.tsx';

type Props = {
  readonly title: string;
  readonly rows: readonly EntityRow[];
  readonly total: number;
  readonly zone: string;
  readonly onOpen: (entity: EntityRef) => void;
  readonly onShow: (row: EntityRow) => void;
};

/** Others that its events name: the name opens their page, the count shows the events of both. */
export function EntityNames({ title, rows, total, zone, onOpen, onShow }: Props) {
  return (
    <section className="entity-part is-wide" aria-label={title}>
      <h2>{title}</h2>
      <div className="entity-scroll" tabIndex={0} role="region" aria-label={`${title}, table`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Name or id</th>
              <th scope="col" className="is-number">
                Events
              </th>
              <th scope="col">First ({zone})</th>
              <th scope="col">Last ({zone})</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.kind} ${row.field} ${row.value}`}>
                <td>
                  <button
                    type="button"
                    className="link-button entity-name"
                    title={row.value}
                    onClick={() => onOpen(row)}
                  >
                    <SafeText text={entityTitle(row)} />
                  </button>{' '}
                  {row.type !== null && <span className="chip">{row.type}</span>}
                  <EntityId row={row} />
                </td>
                <td className="is-number">
                  <button
                    type="button"
                    className="link-button"
                    aria-label={`Show ${numberWords(row.count)} events: ${entityTitle(row)}`}
                    onClick={() => onShow(row)}
                  >
                    {numberWords(row.count)}
                  </button>
                </td>
                <td className="mono">
                  <SeenAt time={row.first} doubt={row.firstDoubt} zone={zone} />
                </td>
                <td className="mono">
                  <SeenAt time={row.last} doubt={row.lastDoubt} zone={zone} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > rows.length && (
        <p className="mute">
          The {rows.length} most frequent of {numberWords(total)}.
        </p>
      )}
    </section>
  );
}

function EntityId({ row }: { readonly row: EntityRow }) {
  const subtitle = entitySubtitle(row);
  return subtitle === null ? null : (
    <span className="entity-id mono">
      <SafeText text={subtitle} />
    </span>
  );
}
