import { normalName } from './access.ts';

/** Resource types of Langfuse and ABV by the group of their table; beside the code the label that ABV's page has for it. */
const groups: readonly (readonly [category: string | null, types: readonly string[]])[] = [
  [
    'observability',
    [
      'trace',
      'session',
      'score',
      'scoreConfig',
      'dataset',
      'datasetItem',
      'datasetRun',
      'datasetRunItem',
      'comment',
      'observation',
    ],
  ],
  ['prompts', ['prompt', 'promptProtectedLabel']],
  [
    'evaluation',
    [
      'evalTemplate|Evaluation Template',
      'job|Job (Evaluation Jobs)|Evaluation Job',
      'annotationQueue',
      'annotationQueueItem',
      'annotationQueueAssignment',
    ],
  ],
  [
    'access',
    [
      'organization',
      'project',
      'orgMembership|Organization Membership',
      'projectMembership',
      'membershipInvitation',
      'membership',
      'apiKey',
      'llmApiKey',
      'ssoConfig',
      'verifiedDomain',
    ],
  ],
  [
    'integrations',
    [
      'model',
      'batchExport',
      'batchAction',
      'blobStorageIntegration',
      'posthogIntegration',
      'mixpanelIntegration',
      'slackIntegration',
      'webCalloutEndpoint',
      'automation',
    ],
  ],
  ['billing', ['stripeCheckoutSession', 'cloudSpendAlert']],
  // In Langfuse's code, and in none of the groups of ABV's page.
  [
    null,
    ['notificationPreference', 'llmTool', 'llmSchema', 'action', 'dashboardWidget', 'dashboard'],
  ],
];

type ResourceType = { readonly code: string; readonly category: string | null };

const byName = new Map(
  groups.flatMap(([category, types]) =>
    types.flatMap((type) => {
      const names = type.split('|');
      const known: ResourceType = { code: names[0] ?? type, category };
      return names.map((name) => [normalName(name), known] as const);
    }),
  ),
);

const asWritten = new Map<string, ResourceType | null>();

/** By code or by ABV's label, in any case; null for one outside the groups. */
export function langfuseType(resourceType: string): ResourceType | null {
  const known = asWritten.get(resourceType);
  if (known !== undefined) return known;
  const found = byName.get(normalName(resourceType)) ?? null;
  if (asWritten.size < 10_000) asWritten.set(resourceType, found);
  return found;
}
