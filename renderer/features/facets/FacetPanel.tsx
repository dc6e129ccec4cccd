import { ListChecks, X } from 'lucide-react';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { OrderedChoice } from '../../ui/OrderedChoice.tsx';
import { facetLabel, offeredFacets } from './facetFields.ts';
import { facetIntent, focusAfter, followFacetKey } from './facetKey.ts';
import { FacetSection } from './FacetSection.tsx';
import type { FacetContext } from './FacetSection.tsx';

import './facets.css';

type Props = FacetContext & {
  /** The fields, in their order, and those of them whose values are open. */
  readonly shown: readonly string[];
  readonly open: readonly string[];
  readonly onShown: (shown: readonly string[]) => void;
  readonly onOpen: (open: readonly string[]) => void;
  readonly onClose: () => void;
  /** Back to the events. */
  readonly onLeave: () => void;
};

/** The values of the chosen fields with their counts, each under the other filters. */
export function FacetPanel(props: Props) {
  const { shown, open, onShown, onOpen, onClose, onLeave, ...context } = props;
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey: shift, altKey: alt, target } = event;
    if (target instanceof HTMLInputElement && list.current !== null) {
      const isLeft = key === 'Escape' && target.value === '';
      if (isLeft) onLeave();
      else if (key !== 'ArrowDown' && key !== 'Enter') return;
      else focusAfter(list.current, target);
      event.preventDefault();
      return;
    }
    const intent = facetIntent({ key, shift, alt, ctrl: event.ctrlKey || event.metaKey });
    const isItem = target instanceof HTMLElement && target.matches('[data-facet-item]');
    if (intent === null || !isItem || list.current === null) return;
    if (!followFacetKey(list.current, target, intent)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className="facets" aria-label="Facets">
      <div className="facets-top">
        <h2>Values</h2>
        <span>
          <DialogTrigger>
            <Button className="icon-button" aria-label="Choose the fields">
              <ListChecks size={14} />
            </Button>
            <Popover placement="bottom end" className="popover">
              <Dialog aria-label="Fields with values" className="facet-chooser">
                <OrderedChoice
                  find="Find a field"
                  placeholder="Find a field"
                  shown={shown}
                  labelOf={(name) => facetLabel(name)}
                  offered={offeredFacets()}
                  directions={['up', 'down']}
                  onChange={onShown}
                />
              </Dialog>
            </Popover>
          </DialogTrigger>
          <button
            type="button"
            className="icon-button"
            title="Close"
            aria-label="Close the values"
            onClick={onClose}
          >
            <X size={14} />
          </button>
        </span>
      </div>
      <div ref={list} className="facets-list" onKeyDown={onKeyDown}>
        {shown.map((field) => (
          <FacetSection
            key={field}
            {...context}
            field={field}
            label={facetLabel(field, context.zone)}
            isOpen={open.includes(field)}
            onToggle={() =>
              onOpen(open.includes(field) ? open.filter((one) => one !== field) : [...open, field])
            }
          />
        ))}
      </div>
    </section>
  );
}
