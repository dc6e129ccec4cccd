import { useEffect } from 'react';

import type { EntityRef } from '../../../shared/entity.ts';
import type { Group } from '../../../shared/filter.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { leaveEntity, openEntity, useEntities } from '../../state/entities.ts';
import { EntityList } from './EntityList.tsx';
import { EntityView } from './EntityView.tsx';

import './entities.css';

type Props = {
  readonly bridge: Bridge;
  readonly zone: string;
  /** Counts what changed in the case. */
  readonly changes: number;
  readonly isReadOnly: boolean;
  /** The events of a filter, with one of them active if asked. */
  readonly onShowEvents: (filter: Group, event?: string) => void;
};

/** Who did something and what it was done to: lists, and a page each. */
export function EntitiesScreen({ bridge, zone, changes, isReadOnly, onShowEvents }: Props) {
  const state = useEntities();
  const shown: EntityRef | undefined = state.trail.at(-1);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === '/' && !isWriting(event.target)) {
        const field = document.querySelector<HTMLElement>('.entities input[type=search]');
        if (field) event.preventDefault();
        field?.focus();
      }
      const isBack = event.altKey && event.key === 'ArrowLeft' && !event.ctrlKey && !event.shiftKey;
      if (!isBack || event.defaultPrevented || document.querySelector('[role=dialog]')) return;
      // A browser would leave the page.
      event.preventDefault();
      leaveEntity();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  if (shown === undefined) {
    return (
      <EntityList
        bridge={bridge}
        zone={zone}
        changes={changes}
        state={state}
        onChange={(change) => useEntities.setState(change)}
        onOpen={openEntity}
      />
    );
  }
  const { kind, field, value } = shown;
  return (
    <EntityView
      key={`${kind} ${field} ${value}`}
      bridge={bridge}
      zone={zone}
      changes={changes}
      isReadOnly={isReadOnly}
      entity={{ kind, field, value }}
      onBack={leaveEntity}
      onOpen={openEntity}
      onShowEvents={onShowEvents}
    />
  );
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}
