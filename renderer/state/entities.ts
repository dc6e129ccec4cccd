import { create } from 'zustand';

import type { EntityKind, EntityRef, EntitySort } from '../../shared/entity.ts';
import { useSession } from './session.ts';
import type { Screen } from './session.ts';

/** What the Entities screen shows: a list, or the page that stands last on the trail. */
export type EntitiesState = {
  readonly kind: EntityKind;
  readonly contains: string;
  readonly onlyStanding?: boolean | undefined;
  readonly sort: EntitySort;
  readonly desc: boolean;
  readonly offset: number;
  /** The pages that led to one another. */
  readonly trail: readonly EntityRef[];
  /** The screen that the first page of the trail was opened from, if another. */
  readonly cameFrom: Screen | null;
};

const start: EntitiesState = {
  kind: 'actor',
  contains: '',
  onlyStanding: false,
  sort: 'count',
  desc: true,
  offset: 0,
  trail: [],
  cameFrom: null,
};

export const useEntities = create<EntitiesState>()(() => start);

/** Another case has other entities. */
export function forgetEntities(): void {
  useEntities.setState(start);
}

/** Opens an entity's page; the way back is kept. */
export function openEntity(entity: EntityRef): void {
  const { screen } = useSession.getState();
  const isHere = screen === 'Entities';
  useEntities.setState(({ trail, cameFrom }) => ({
    kind: entity.kind,
    trail: isHere ? [...trail, entity] : [entity],
    cameFrom: isHere ? cameFrom : screen,
  }));
  useSession.setState({ screen: 'Entities' });
}

/** The page before, else the screen or the list that the first page was opened from. */
export function leaveEntity(): void {
  const { trail, cameFrom } = useEntities.getState();
  if (trail.length === 0) return;
  useEntities.setState({ trail: trail.slice(0, -1) });
  if (trail.length > 1 || cameFrom === null) return;
  useEntities.setState({ cameFrom: null });
  useSession.setState({ screen: cameFrom });
}
