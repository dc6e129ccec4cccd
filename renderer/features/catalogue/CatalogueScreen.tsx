import { useEffect, useState } from 'react';

import type { CatalogueEntry } from '../../../shared/eventPage.ts';
import type { Group } from '../../../shared/filter.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { filterOf, productLabels, searchCatalogue } from './catalogueSearch.ts';

import './catalogue.css';

type Props = {
  readonly bridge: Bridge;
  readonly onShowEvents: (filter: Group) => void;
};

/** The event reference: what the products themselves document, searchable, each with its events one press away. */
export function CatalogueScreen({ bridge, onShowEvents }: Props) {
  const [entries, setEntries] = useState<readonly CatalogueEntry[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [product, setProduct] = useState('');
  const [text, setText] = useState('');
  useEffect(() => {
    const controller = new AbortController();
    bridge.call('catalogue.list', { source: null }, controller.signal).then(setEntries, setError);
    return () => controller.abort();
  }, [bridge]);
  const found = searchCatalogue(entries ?? [], product, text);
  const products = [
    { id: '', label: 'All products' },
    ...Object.entries(productLabels).map(([id, label]) => ({ id, label })),
  ];
  return (
    <div className="catalogue">
      <div className="catalogue-head">
        <h1>Event reference</h1>
        <p className="mute">
          Events that the products document. An event outside this list is normal.
        </p>
      </div>
      <div className="catalogue-search">
        <TextField label="Search events" type="search" value={text} onChange={setText} />
        <Select label="Product" choices={products} value={product} onChange={setProduct} />
        <span className="mute" role="status">
          {found.length} {found.length === 1 ? 'event' : 'events'}
        </span>
      </div>
      <ErrorNotice error={error} />
      <div className="catalogue-table" tabIndex={0} role="region" aria-label="Documented events">
        <table>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col">Category</th>
              <th scope="col">Event</th>
              <th scope="col">Kind</th>
              <th scope="col">Meaning</th>
              <th scope="col">Metadata</th>
              <th scope="col">
                <span className="visually-hidden">Events</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((entry) => (
              <tr
                key={`${entry.source} ${entry.level} ${entry.category} ${entry.resourceType ?? ''} ${entry.event}`}
              >
                <td>{productLabels[entry.source] ?? entry.source}</td>
                <td>{entry.resourceType ?? entry.category}</td>
                <td className="mono">{entry.event}</td>
                <td>{entry.verb}</td>
                <td>{entry.meaning}</td>
                <td className="mute">{entry.metadata.join(', ')}</td>
                <td>
                  <Button
                    look="quiet"
                    aria-label={`Show events: ${entry.event}`}
                    onClick={() => onShowEvents(filterOf(entry))}
                  >
                    Show events
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {entries !== null && found.length === 0 && (
          <p className="mute">No documented event has these words.</p>
        )}
      </div>
    </div>
  );
}
