import type { Group } from './filter.ts';
import { everything, makeCondition, makeGroup } from './filter.ts';
import { parseFilterText } from './filterText.ts';
import { rightsChanged } from './overview.ts';
import type { SortKey } from './view.ts';

/** Views that come with Casebook: what auditors look for first, and the columns and filters of the products' own audit screens. */
export type ShippedView = {
  readonly name: string;
  /** What it shows, for the menu. */
  readonly about: string;
  /** Offered where one of these products is in the case; null: always. */
  readonly sources: readonly string[] | null;
  /** Null leaves the columns as they are. */
  readonly columns: readonly string[] | null;
  /** Null leaves the filter as it is. */
  readonly filter: Group | null;
  /** Null leaves the order as it is. */
  readonly sort: readonly SortKey[] | null;
};

const newestFirst: readonly SortKey[] = [{ field: 'occurredAt', desc: true }];

const question = (name: string, about: string, filter: string): ShippedView => ({
  name,
  about,
  sources: null,
  columns: null,
  filter: parseFilterText(filter),
  sort: newestFirst,
});

const screen = (
  name: string,
  about: string,
  sources: readonly string[],
  columns: readonly string[],
): ShippedView => ({ name, about, sources, columns, filter: null, sort: null });

const arcane = ['occurredAt', 'action', 'resourceType', 'resourceId', 'actorId'];

export const shippedViews: readonly ShippedView[] = [
  {
    name: 'All events',
    about: 'The default columns, no filter',
    sources: null,
    columns: ['occurredAt', 'actor', 'action', 'resource', 'change', 'scope', 'ip'],
    filter: everything,
    sort: [],
  },
  question('Deletions', 'What was deleted or revoked, newest first', 'verb in (delete, revoke)'),
  {
    name: 'Grants',
    about: 'Rights and roles given, taken or altered, newest first',
    sources: null,
    columns: null,
    filter: makeGroup('any', [makeCondition('verb', 'in', ['grant', 'revoke']), rightsChanged]),
    sort: newestFirst,
  },
  question('Role changes', 'Changes of a field whose name has “role” in it', 'changed *role*'),
  question(
    'Keys and tokens',
    'Actions on API keys, tokens and secrets',
    'actionPath ~ *key* OR actionPath ~ *token* OR actionPath ~ *secret* OR actionPath ~ *credential*',
  ),
  question(
    'Each event once',
    'Without second versions: events whose id was there already, with different content',
    'NOT flags = conflict',
  ),
  question('Exports', 'What left the product, newest first', 'verb = export'),
  question('Sign-ins', 'Signing in and out, newest first', 'verb in (login, logout)'),
  question('Failed and denied', 'What did not succeed', 'outcome in (failure, denied)'),
  {
    ...screen(
      'Organisation',
      "Arcane's own screen: organisation-level actions with its five columns",
      ['arcane'],
      arcane,
    ),
    filter: parseFilterText('action ~ organisation.*'),
  },
  screen('Arcane audit log', "Arcane's five columns, every action", ['arcane'], arcane),
  screen(
    'Kore.ai audit log',
    "The columns of Kore.ai's export: date and time, event, category, description, user, IP",
    ['kore', 'kore-v2', 'kore-admin-console'],
    ['occurredAt', 'action', 'category', 'description', 'actor', 'ip'],
  ),
  screen(
    'ABV / Langfuse audit log',
    'Time, user or API key with roles, action, resource, project, change and IP',
    ['langfuse'],
    [
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
  ),
  screen(
    'CloudTrail event history',
    'Event name, time, user, event source, resource, IP, outcome',
    ['aws-cloudtrail'],
    ['action', 'occurredAt', 'actor', 'category', 'resourceType', 'resource', 'ip', 'outcome'],
  ),
  screen(
    'GitHub audit log',
    'Actor, action, what it was done to, organisation, country and time',
    ['github'],
    ['occurredAt', 'actor', 'action', 'resource', 'organisation', 'ip', 'userAgent'],
  ),
  screen(
    'Okta System Log',
    'Time, actor, event info, outcome and targets',
    ['okta'],
    ['occurredAt', 'actor', 'action', 'outcome', 'targets', 'ip', 'userAgent'],
  ),
  screen(
    'Microsoft 365 audit search',
    'Date, IP address, user, record type, activity and item',
    ['microsoft-365'],
    ['occurredAt', 'ip', 'actor', 'category', 'action', 'resource', 'outcome'],
  ),
  screen(
    'Google Workspace audit log',
    'Date, event, actor, description and IP address',
    ['google-workspace'],
    ['occurredAt', 'action', 'category', 'actor', 'resource', 'ip'],
  ),
  screen(
    'Google Cloud audit logs',
    'Time, method, principal, resource, outcome and caller IP',
    ['gcp-audit'],
    ['occurredAt', 'action', 'actor', 'resource', 'outcome', 'ip', 'project'],
  ),
];

export type Product = { readonly source: string; readonly label: string };

/** Those for the products of a case; a product without a view of its own has one of its events alone. */
export function shippedViewsOf(products: readonly Product[]): readonly ShippedView[] {
  const isHere = (source: string): boolean => products.some((one) => one.source === source);
  const own = shippedViews.filter(({ sources }) => sources?.some(isHere) ?? true);
  const isSeen = (source: string): boolean =>
    own.some(({ sources }) => sources?.includes(source) ?? false);
  // Logs of unknown products may all have one label: their names in the case tell them apart.
  const isAlone = (label: string): boolean =>
    products.filter((one) => one.label === label).length === 1;
  return [
    ...own,
    ...products
      .filter(({ source }) => !isSeen(source))
      .map(({ source, label }): ShippedView => ({
        name: isAlone(label) ? label : `${label}: ${source}`,
        about: 'Only the events of this product',
        sources: [source],
        columns: null,
        filter: makeGroup('all', [makeCondition('source', 'is', [source])]),
        sort: null,
      })),
  ];
}
