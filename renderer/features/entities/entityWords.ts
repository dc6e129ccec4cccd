import type { EntityKind, EntityRef, EntityRow } from '../../../shared/entity.ts';
import { assertNever } from '../../../shared/failure.ts';

export const kindLabels: Readonly<Record<EntityKind, string>> = {
  actor: 'Actors',
  key: 'API keys',
  resource: 'Resources',
  ip: 'IP addresses',
};

export const kindLabel: Readonly<Record<EntityKind, string>> = {
  actor: 'Actor',
  key: 'API key',
  resource: 'Resource',
  ip: 'IP address',
};

/** Several, in the middle of a sentence. */
export const kindPlural: Readonly<Record<EntityKind, string>> = {
  actor: 'actors',
  key: 'API keys',
  resource: 'resources',
  ip: 'IP addresses',
};

/** What the value that tells it is. */
export function fieldWords(field: string): string {
  switch (field) {
    case 'actorEmail':
      return 'e-mail';
    case 'actorName':
    case 'resourceName':
      return 'name';
    case 'ip':
      return 'address';
    default:
      return 'id';
  }
}

/** What a person calls it: its name where the value is an id. */
export function entityTitle(row: EntityRow): string {
  const isId = row.field === 'actorId' || row.field === 'resourceId';
  return isId && row.name !== null ? row.name : row.value;
}

/** What stands under the title: the id where the title is a name, and the name where it is an e-mail. */
export function entitySubtitle(row: EntityRow): string | null {
  const title = entityTitle(row);
  const other = title === row.value ? row.name : row.value;
  return other === title ? null : other;
}

/** Said of a list when nothing is in it. */
export function noneWords(kind: EntityKind, contains: string, onlyStanding: boolean): string {
  if (kind === 'resource' && onlyStanding)
    return 'None has an event of kind create without one of kind delete or revoke after it.';
  if (contains.trim() !== '') return `None of the ${kindPlural[kind]} has this in its name.`;
  switch (kind) {
    case 'actor':
      return 'No event names who did it.';
    case 'key':
      return 'No event was done with an API key, as far as its source tells.';
    case 'resource':
      return 'No event names what it was done to.';
    case 'ip':
      return 'No event has an IP address.';
    default:
      return assertNever(kind);
  }
}

/** What was done to it, by kind. */
export function doneToWords(kind: EntityRef['kind']): string {
  return kind === 'resource' ? 'Named as a target' : 'What was done to it';
}

/** How dark a cell of the heat map is, in percent of the accent: any event shows, the most stand out. */
export function heatShare(count: number, most: number): number {
  if (count === 0 || most === 0) return 0;
  return Math.round(12 + 78 * Math.sqrt(count / most));
}
