import { X } from 'lucide-react';
import { useState } from 'react';

import { findField } from '../../../shared/field.ts';
import { FacetSection } from './FacetSection.tsx';
import type { FacetContext } from './FacetSection.tsx';

import './facets.css';

type Props = FacetContext & { readonly onClose: () => void };

/** The fields whose values say most about a log, the first ones open. */
const facetFields = [
  'source',
  'action',
  'actor',
  'actorType',
  'resourceType',
  'outcome',
  'ip',
] as const;
const openAtFirst = 4;

/** The values of the main fields with their counts, each under the other filters. */
export function FacetPanel({ onClose, ...context }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(facetFields.slice(0, openAtFirst)),
  );
  const toggle = (field: string): void => {
    const next = new Set(open);
    if (!next.delete(field)) next.add(field);
    setOpen(next);
  };
  return (
    <section className="facets" aria-label="Facets">
      <div className="facets-top">
        <h2>Values</h2>
        <button
          type="button"
          className="icon-button"
          title="Close"
          aria-label="Close the values"
          onClick={onClose}
        >
          <X size={14} />
        </button>
      </div>
      <div className="facets-list">
        {facetFields.map((field) => (
          <FacetSection
            key={field}
            {...context}
            field={field}
            label={findField(field)?.label ?? field}
            isOpen={open.has(field)}
            onToggle={() => toggle(field)}
          />
        ))}
      </div>
    </section>
  );
}
