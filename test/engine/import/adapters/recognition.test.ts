import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import { sourceScores } from '../../../../electron/engine/import/adapters/detectSource.ts';
import { allSources } from '../../../../electron/engine/import/adapters/sources.ts';
import { recogniseSample, sampleFiles } from '../../../helpers/sampleFiles.ts';

/** Which sources a sample, or those of a folder, may be taken for; of others, none. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  langfuse_abv: ['langfuse'],
  arcane: ['arcane'],
  kore_agent_platform: ['kore', 'kore-v2', 'kore-admin-console'],
  aws_cloudtrail: ['aws-cloudtrail'],
  github_audit: ['github'],
  okta_system_log: ['okta'],
  m365_ual: ['microsoft-365', 'entra'],
  google_workspace: ['google-workspace'],
  gcp_audit: ['gcp-audit'],
  kubernetes_audit: ['kubernetes-audit'],
  gitlab: ['gitlab'],
  slack_audit: ['slack'],
  hashicorp_vault: ['vault'],
  postgres_pgaudit: ['pgaudit'],
  azure_activity: ['azure-activity'],
  azure_entra: ['entra', 'intune'],
  'm365_ual/mordor_AADAuditEvents.json': ['entra'],
  auth0: ['auth0'],
  atlassian: ['bitbucket-server', 'atlassian-cloud', 'jira-cloud'],
  'other_saas/panther_openai_audit.jsonl': ['openai'],
  'other_saas/panther_onepassword_itemusage.jsonl': ['onepassword'],
  'other_saas/panther_onepassword_signinattempt.jsonl': ['onepassword'],
};

function ownSources(name: string): readonly string[] {
  return sourcesOf[name] ?? sourcesOf[name.split(path.sep)[0] ?? ''] ?? [];
}

test('every shipped source parses, and is named as its file', () => {
  const names = allSources().map(({ definition }) => definition.name);
  assert(names.length >= 7, names.join(' '));
});

test('every sample file against every source: none is taken for another product’s', async (t) => {
  const files = sampleFiles();
  if (files === null) return t.skip('no samples here');
  const wrong: string[] = [];
  let looked = 0;
  for (const [at, name] of files.entries()) {
    // Of the many like files of one folder some will do; schemas are no logs.
    if (/schemas\//u.test(name)) continue;
    if (/invictus_records|falco|stratus_array/u.test(name) && at % 5 !== 0) continue;
    const own = ownSources(name);
    for (const found of await recogniseSample(name)) {
      if ('problem' in found) continue;
      looked++;
      for (const [source, score] of sourceScores(found.sample, found.spec, name))
        if (score >= 0.5 && !own.includes(source)) wrong.push(`${name}: ${source} ${score}`);
    }
  }
  assert.deepEqual({ wrong, many: looked > 80 }, { wrong: [], many: true });
});

for (const [place, sources] of Object.entries(sourcesOf)) {
  test(`${place} is recognised`, async (t) => {
    const files = sampleFiles();
    if (files === null) return t.skip('no samples here');
    const missed: string[] = [];
    for (const name of files) {
      if ((name !== place && !name.startsWith(`${place}${path.sep}`)) || isNoLog(name)) continue;
      for (const found of await recogniseSample(name)) {
        if ('problem' in found) missed.push(`${name}: ${found.problem}`);
        else if (found.source.confidence < 0.8 || !sources.includes(found.source.name))
          missed.push(`${name}: ${found.source.name} ${found.source.confidence}`);
      }
    }
    assert.deepEqual(missed, []);
  });
}

/** An empty export, a file that somebody made of a log in a shape of their own, or one of another product. */
function isNoLog(name: string): boolean {
  return /synthetic_empty|AWS_S3_HoneyBucketLogs\.csv|sdk_(?:actions|schemas)\.json|fal_01_003\.json|schemas\//u.test(
    name,
  );
}
