import type { Group } from './filter.ts';
import { everything } from './filter.ts';

/** Views that come with Casebook: the columns and filters of the products' own audit screens. */
export type ShippedView = {
  readonly name: string;
  /** What it shows, for the menu. */
  readonly about: string;
  readonly columns: readonly string[];
  /** Null leaves the filter as it is. */
  readonly filter: Group | null;
};

const organisation: Group = {
  kind: 'group',
  join: 'all',
  items: [
    {
      kind: 'condition',
      field: 'action',
      op: 'matches',
      values: ['organisation.*'],
      off: false,
    },
  ],
  off: false,
};

export const shippedViews: readonly ShippedView[] = [
  {
    name: 'All events',
    about: 'The default columns, no filter',
    columns: ['occurredAt', 'actor', 'action', 'resource', 'change', 'scope', 'ip'],
    filter: everything,
  },
  {
    name: 'Organisation',
    about: "Arcane's own screen: organisation-level actions with its five columns",
    columns: ['occurredAt', 'action', 'resourceType', 'resourceId', 'actorId'],
    filter: organisation,
  },
  {
    name: 'Arcane audit log',
    about: "Arcane's five columns, every action",
    columns: ['occurredAt', 'action', 'resourceType', 'resourceId', 'actorId'],
    filter: null,
  },
  {
    name: 'Kore.ai audit log',
    about: "The columns of Kore.ai's export: date and time, event, category, description, user, IP",
    columns: ['occurredAt', 'action', 'category', 'description', 'actor', 'ip'],
    filter: null,
  },
  {
    name: 'ABV / Langfuse audit log',
    about: 'Time, user or API key with roles, action, resource, project, change and IP',
    columns: [
      'occurredAt',
      'actor',
      'actorType',
      'actorRoles',
      'action',
      'resourceType',
      'resourceId',
      'projectId',
      'change',
      'ip',
    ],
    filter: null,
  },
];
