import { useEffect, useState } from 'react';

import { entityFilter } from '../../../shared/entity.ts';
import type { EntityRef } from '../../../shared/entity.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { useCall } from '../../ui/useCall.ts';
import { countWords } from '../../ui/words.ts';
import { EntityNames } from './EntityNames.tsx';
import { doneToWords } from './entityWords.ts';
import { SpanTable } from './SpanTable.tsx';

type Props = {
  readonly bridge: Bridge;
  readonly zone: string;
  readonly changes: number;
  readonly entity: EntityRef;
  /** How many other names count as it: with another number, the answer is another one. */
  readonly same: number;
  readonly onOpen: (entity: EntityRef) => void;
  readonly onShowEvents: (filter: Group, event?: string) => void;
};

/** Events that were done to it. Asked apart: until the background pass is done it has to read every record. */
export function DoneToSection(props: Props) {
  const { bridge, zone, changes, entity, same, onOpen, onShowEvents } = props;
  const [isForced, setForced] = useState(false);
  const index = useCall(bridge, 'index.status', {}, changes);
  useEffect(
    () =>
      bridge.onPush('index.progress', ({ ready }) => {
        if (ready) setForced(true);
      }),
    [bridge],
  );
  const isReady = index.value?.ready === true || isForced;
  const asked = isReady ? JSON.stringify([entity, changes, same]) : null;
  const { value: done, failure } = useAnswer(asked, (signal) =>
    bridge.call('entity.doneTo', entity, signal),
  );
  const title = doneToWords(entity.kind);
  if (index.value !== null && !isReady) {
    return (
      <section className="entity-part is-wide entity-done" aria-label={title}>
        <h2>{title}</h2>
        <p>
          The index of targets is still being made. Until it is done, this reads every record of the
          case.
        </p>
        <Button onClick={() => setForced(true)}>Look now</Button>
      </section>
    );
  }
  if (failure !== null) return <p className="problem">{failure.message}</p>;
  if (done === null) return <p className="mute">Looking for what was done to it…</p>;
  if (done.count === 0) {
    return (
      <section className="entity-part is-wide" aria-label={title}>
        <h2>{title}</h2>
        <p className="mute">No event names it as whom or what it was done to.</p>
      </section>
    );
  }
  const within = (value: string): Group =>
    makeGroup('all', [done.filter, makeCondition('action', 'is', [value])]);
  return (
    <>
      <section className="entity-part is-wide entity-done" aria-label={title}>
        <h2>{title}</h2>
        <p>
          {countWords(done.count, 'event')} {done.count === 1 ? 'names' : 'name'} it as whom or what
          something was done to.
        </p>
        <Button onClick={() => onShowEvents(done.filter)}>Show these events</Button>
      </section>
      <SpanTable
        title={`${title}: actions`}
        values={done.actions}
        zone={zone}
        none="These events name no action."
        onShow={(value) => onShowEvents(within(value))}
        onEvent={(value, event) => onShowEvents(within(value), event)}
      />
      {done.actors.length > 0 && (
        <EntityNames
          title={`${title}: by whom`}
          rows={done.actors}
          total={done.actors.length}
          zone={zone}
          onOpen={onOpen}
          onShow={(row) =>
            onShowEvents(makeGroup('all', [done.filter, ...entityFilter(row).items]))
          }
        />
      )}
    </>
  );
}
