import { ArrowLeft, List } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { entityFilter } from '../../../shared/entity.ts';
import type { EntityPage, EntityRef } from '../../../shared/entity.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { weekdays } from '../../../shared/zone.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords, numberWords, timeWords } from '../../ui/words.ts';
import { Bars } from './Bars.tsx';
import { DoneToSection } from './DoneToSection.tsx';
import { EntityNames } from './EntityNames.tsx';
import { entitySubtitle, entityTitle, fieldWords, kindLabel, kindLabels } from './entityWords.ts';
import { SameNames } from './SameNames.tsx';
import { SpanTable } from './SpanTable.tsx';
import { WeekHours } from './WeekHours.tsx';

type Props = {
  readonly bridge: Bridge;
  readonly zone: string;
  readonly changes: number;
  readonly isReadOnly: boolean;
  readonly entity: EntityRef;
  readonly onBack: () => void;
  readonly onOpen: (entity: EntityRef) => void;
  readonly onShowEvents: (filter: Group, event?: string) => void;
};

/** All that the case knows of one actor, key, resource or address; every number leads to its events. */
export function EntityView(props: Props) {
  const { bridge, zone, changes, entity } = props;
  const [said, setSaid] = useState(0);
  const asked = JSON.stringify([entity, zone, changes, said]);
  const { value: page, failure } = useAnswer(asked, (signal) =>
    bridge.call('entity.page', { ...entity, zone }, signal),
  );
  const screen = useRef<HTMLDivElement>(null);
  const isThere = page !== null;
  useEffect(() => {
    // What led here may be gone, and the focus with it.
    if (isThere && document.activeElement === document.body) screen.current?.focus();
  }, [isThere]);
  return (
    <div className="entity" ref={screen} tabIndex={-1}>
      <Button look="quiet" className="entity-back" title="Back  Alt+←" onClick={props.onBack}>
        <ArrowLeft size={14} aria-hidden /> Back
      </Button>
      {failure !== null && <p className="problem">{failure.message}</p>}
      {page === null && failure === null && <p className="mute">Counting its events…</p>}
      {page !== null && <Page {...props} page={page} onSaid={() => setSaid(said + 1)} />}
    </div>
  );
}

type ProductsProps = {
  readonly page: EntityPage;
  readonly onShow: (source: string) => void;
};

/** In whose logs it is named; an equal id in two of them is not yet the same person. */
function Products({ page, onShow }: ProductsProps) {
  const { entity, sources, same } = page;
  const isDoubtful =
    sources.length > 1 &&
    same.length === 0 &&
    entity.kind !== 'ip' &&
    entity.field !== 'actorEmail';
  return (
    <>
      <p className="entity-seen">
        <span className="mute">{sources.length === 1 ? 'Product:' : 'Products:'}</span>
        {sources.map(({ value, count }) => (
          <button
            key={value}
            type="button"
            className="link-button"
            title={`Its events in ${value}`}
            onClick={() => onShow(value)}
          >
            <SafeText text={value} /> ({numberWords(count)})
          </button>
        ))}
      </p>
      {isDoubtful && (
        <p className="notice is-warning" role="note">
          {numberWords(sources.length)} products have this {fieldWords(entity.field)}. Nothing in
          their logs proves that it is one {kindLabel[entity.kind].toLowerCase()}: look at one
          product alone before you say so.
        </p>
      )}
    </>
  );
}

/** A search needs a word. */
const canSearch = (value: string): boolean => /[\p{L}\p{N}]/u.test(value);

type PageProps = Props & { readonly page: EntityPage; readonly onSaid: () => void };

function Page({ page, ...props }: PageProps) {
  const { zone, entity: ref, onShowEvents } = props;
  const { entity, filter } = page;
  const subtitle = entitySubtitle(entity);
  const within = (field: string, value: string): Group =>
    makeGroup('all', [...filter.items, makeCondition(field, 'is', [value])]);
  const show = (field: string) => (value: string) => onShowEvents(within(field, value));
  return (
    <>
      <header className="entity-head">
        <div>
          <h1>
            <SafeText text={entityTitle(entity)} />
          </h1>
          <p className="mute">
            {kindLabel[entity.kind]}
            {entity.type !== null && entity.kind !== 'key' && ` · ${entity.type}`}
            {subtitle !== null && (
              <>
                {' · '}
                {subtitle === entity.value && `${fieldWords(entity.field)} `}
                <SafeText text={subtitle} />
              </>
            )}
          </p>
          <p>
            <b>{countWords(entity.count, 'event')}</b>
            {entity.first !== null && entity.last !== null && (
              <>
                {' '}
                from <span className="mono">{timeWords(entity.first, zone)}</span> to{' '}
                <span className="mono">{timeWords(entity.last, zone)}</span> ({zone})
              </>
            )}
          </p>
        </div>
        <span className="entity-acts">
          {canSearch(ref.value) && (
            <Button
              title="Events whose record holds it anywhere"
              onClick={() =>
                onShowEvents(makeGroup('all', [makeCondition('', 'search', [ref.value])]))
              }
            >
              Everything mentioning it
            </Button>
          )}
          <Button look="primary" onClick={() => onShowEvents(filter)}>
            <List size={14} aria-hidden /> Show its events
          </Button>
        </span>
      </header>
      <Products page={page} onShow={show('source')} />
      {ref.kind !== 'ip' && <SameNames {...props} page={page} />}
      <div className="entity-parts">
        <WeekHours
          counts={page.weekHours}
          without={page.withoutTime}
          zone={zone}
          onShow={(day, hour) =>
            onShowEvents(
              makeGroup('all', [
                ...filter.items,
                makeCondition('weekday', 'is', [weekdays[day] ?? '']),
                makeCondition('hour', 'is', [String(hour)]),
              ]),
            )
          }
        />
        <section aria-label="Kinds of action" className="entity-part">
          <h2>Kinds of action</h2>
          <Bars values={page.verbs} label="Kinds of action" onShow={show('verb')} isVerb />
          <h2>Outcome</h2>
          <Bars values={page.outcomes} label="Outcome" onShow={show('outcome')} />
        </section>
        <SpanTable
          title="What it did, in order of the first time"
          values={page.actions}
          zone={zone}
          none="Its events name no action."
          onShow={show('action')}
          onEvent={(value, event) => onShowEvents(within('action', value), event)}
        />
        {page.addresses.total > 0 && (
          <SpanTable
            title="IP addresses, in order of first use"
            values={page.addresses}
            zone={zone}
            none=""
            onShow={show('ip')}
            onEvent={(value, event) => onShowEvents(within('ip', value), event)}
          />
        )}
        {page.related
          .filter(
            ({ kind, rows }) => rows.length > 0 && !(kind === 'ip' && page.addresses.total > 0),
          )
          .map(({ kind, total, rows }) => (
            <EntityNames
              key={kind}
              title={`${kindLabels[kind]}: ${numberWords(total)}`}
              rows={rows}
              total={total}
              zone={zone}
              onOpen={props.onOpen}
              onShow={(row) =>
                onShowEvents(makeGroup('all', [...filter.items, ...entityFilter(row).items]))
              }
            />
          ))}
        {page.agents.total > 0 && (
          <SpanTable
            title="User agents"
            values={page.agents}
            zone={zone}
            none=""
            onShow={show('userAgent')}
            onEvent={(value, event) => onShowEvents(within('userAgent', value), event)}
          />
        )}
        {ref.kind !== 'ip' && <DoneToSection {...props} same={page.same.length} />}
      </div>
    </>
  );
}
