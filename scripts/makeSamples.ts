import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { seeded } from '../test/bench/random.ts';

/**
 * Writes resources/samples/, the evidence of the sample case: invented, seeded, the same every time. Acme runs three
 * products. On the night of 18 June a contractor is made owner, makes a key, exports traces and deletes a dataset; the
 * retention job then purges audit rows in another product, and in the third a role is raised for three users.
 */
const folder = path.resolve(import.meta.dirname, '../resources/samples');
const random = seeded(618);
const people = [
  'alice.moreau@acme.example',
  'b.okafor@acme.example',
  'dana.lind@acme.example',
  'eve.santos@partner.example',
];
const org = 'org-acme';
const projects = ['prod', 'staging'];

type Fields = Readonly<Record<string, unknown>>;

let serial = 0;

function langfuse(
  at: string,
  who: string | null,
  resourceType: string,
  resourceId: string,
  action: string,
  states: Fields,
): Fields {
  const isKey = who === null;
  return {
    id: `cmb${String(++serial).padStart(5, '0')}${random.hex(16)}`,
    createdAt: at,
    updatedAt: at,
    type: isKey ? 'API_KEY' : 'USER',
    apiKeyId: isKey ? 'pk-ci-deploy' : null,
    userId: isKey ? null : `user-${people.indexOf(who)}`,
    orgId: org,
    userOrgRole: isKey
      ? null
      : who.startsWith('eve')
        ? at < '2026-06-18T22:31:27'
          ? 'MEMBER'
          : 'OWNER'
        : who.startsWith('alice')
          ? 'OWNER'
          : 'MEMBER',
    projectId: projects[serial % 3 === 0 ? 1 : 0],
    userProjectRole: null,
    resourceType,
    resourceId,
    action,
    before: states['before'] === undefined ? null : JSON.stringify(states['before']),
    after: states['after'] === undefined ? null : JSON.stringify(states['after']),
    userEmail: isKey ? null : who,
    ipAddress: who?.startsWith('eve')
      ? '203.0.113.7'
      : isKey
        ? '10.0.0.4'
        : `198.51.100.${20 + people.indexOf(who ?? '')}`,
    userAgent: isKey ? 'langfuse-python/3.2.1' : 'Mozilla/5.0 (Macintosh) Firefox/139.0',
  };
}

function daily(): Fields[] {
  const events: Fields[] = [];
  for (let day = 1; day <= 30; day++) {
    const count = day === 18 ? 14 : 4 + random.below(9);
    for (let n = 0; n < count; n++) {
      const at = new Date(
        Date.UTC(
          2026,
          5,
          day,
          6 + random.below(14),
          random.below(60),
          random.below(60),
          random.below(1000),
        ),
      ).toISOString();
      const who = random.next() < 0.45 ? null : random.pick(people);
      const version = random.below(20);
      const prompt = {
        name: `support-triage`,
        version,
        labels: ['latest'],
        config: { temperature: 0.2, model: 'large' },
      };
      const kind = random.below(5);
      if (kind === 0)
        events.push(
          langfuse(at, who, 'prompt', 'prm-support-triage', 'update', {
            before: prompt,
            after: { ...prompt, version: version + 1, labels: ['latest', 'production'] },
          }),
        );
      else if (kind === 1)
        events.push(
          langfuse(at, who, 'score', `scr-${random.hex(6)}`, 'create', {
            after: { name: 'helpfulness', value: random.below(10) / 10 },
          }),
        );
      else if (kind === 2)
        events.push(
          langfuse(at, who, 'datasetItem', `itm-${random.hex(6)}`, 'create', {
            after: { name: 'golden-answers', status: 'ACTIVE' },
          }),
        );
      else if (kind === 3)
        events.push(
          langfuse(at, who, 'trace', `trc-${random.hex(8)}`, 'delete', {
            before: { name: 'chat', sessionId: random.hex(8) },
          }),
        );
      else
        events.push(
          langfuse(at, who, 'prompt', 'prm-refund', 'promote', {
            before: { name: 'refund', labels: [] },
            after: { name: 'refund', labels: ['production'] },
          }),
        );
    }
  }
  return events;
}

const labelled = [['production'], ['production', 'staging'], ['staging']];

/** Each change of a prompt begins where the one before it ended. */
function joined(events: readonly Fields[]): Fields[] {
  const known = new Map<unknown, { readonly state: Fields; readonly changes: number }>();
  return events
    .toSorted((a, b) => (String(a['createdAt']) < String(b['createdAt']) ? -1 : 1))
    .map((event) => {
      if (event['resourceType'] !== 'prompt') return event;
      const first: Fields = JSON.parse(String(event['before']));
      const { state: before, changes } = known.get(event['resourceId']) ?? {
        state: { ...first, ...('version' in first && { version: 1 }), labels: [] },
        changes: 0,
      };
      const after = {
        ...before,
        ...('version' in before && { version: changes + 2 }),
        labels: labelled[changes % labelled.length],
      };
      known.set(event['resourceId'], { state: after, changes: changes + 1 });
      return { ...event, before: JSON.stringify(before), after: JSON.stringify(after) };
    });
}

function night(): Fields[] {
  const eve = 'eve.santos@partner.example';
  const member = {
    id: 'mem-eve',
    name: eve,
    role: 'MEMBER',
    projects: ['staging'],
    expiresAt: '2026-06-30',
  };
  const key = { id: 'key-7e21', name: 'nightly', publicKey: 'pk-lf-7e21', scope: 'ORGANIZATION' };
  return [
    langfuse('2026-06-18T22:31:27.404Z', people[0] ?? null, 'orgMembership', 'mem-eve', 'update', {
      before: member,
      after: { id: 'mem-eve', name: eve, role: 'OWNER', projects: ['staging', 'prod', 'billing'] },
    }),
    langfuse('2026-06-18T22:36:02.118Z', eve, 'apiKey', 'key-7e21', 'create', { after: key }),
    langfuse('2026-06-18T22:40:59.731Z', eve, 'batchExport', 'exp-traces', 'create', {
      after: { name: 'traces', rows: 48_211, format: 'JSONL' },
    }),
    langfuse('2026-06-18T22:52:10.020Z', eve, 'dataset', 'dst-golden', 'delete', {
      before: {
        id: 'dst-golden',
        name: 'golden-answers',
        items: 412,
        description: 'What support must answer',
      },
    }),
    langfuse('2026-06-18T23:02:44.900Z', eve, 'apiKey', 'key-7e21', 'delete', { before: key }),
    langfuse('2026-06-19T07:15:00.000Z', people[1] ?? null, 'orgMembership', 'mem-eve', 'update', {
      before: { ...member, role: 'ADMIN', projects: ['staging', 'prod', 'billing'] },
      after: { ...member, projects: [] },
    }),
  ];
}

function arcane(
  at: string,
  action: string,
  actor: string | null,
  resourceType: string,
  states: Fields,
  metadata: Fields = {},
): Fields {
  return {
    id: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
    createdAt: at,
    action,
    actorId: actor,
    actorType: actor === null && action.startsWith('retention') ? 'system' : 'user',
    resourceType,
    resourceId: states['id'] ?? null,
    metadata,
    beforeState: states['before'] ?? null,
    afterState: states['after'] ?? null,
    organisationId: '5c1e7a52-0000-4000-8000-00000000acme',
    projectId: null,
  };
}

function arcanePage(): Fields {
  const data = [
    arcane(
      '2026-06-19T02:00:00.000Z',
      'retention.deleted',
      null,
      'audit_log',
      {},
      { retentionPolicy: 'audit_logs', recordsDeleted: 1204 },
    ),
    arcane(
      '2026-06-18T22:58:12.345Z',
      'organisation.user.removed',
      null,
      'organisation_user',
      { id: 'user-2', before: { name: 'Dana Lind', role: 'admin' } },
      { email: 'dana.lind@acme.example' },
    ),
    arcane(
      '2026-06-18T22:55:40.101Z',
      'organisation.retention.updated',
      'user-3',
      'organisation',
      {
        id: 'org-acme',
        before: { name: 'Acme', retentionDays: 365 },
        after: { name: 'Acme', retentionDays: 30 },
      },
      { changedFields: ['retentionDays'] },
    ),
    ...Array.from({ length: 24 }, (_, n) =>
      arcane(
        new Date(Date.UTC(2026, 5, 28 - n, 9, n, 12, 500)).toISOString(),
        ['entity.updated', 'dataset.created', 'evaluation.rerun', 'project_member.added'][n % 4] ??
          'entity.updated',
        `user-${n % 3}`,
        ['entity', 'dataset', 'evaluation', 'project_member'][n % 4] ?? 'entity',
        {
          id: `res-${n}`,
          ...(n % 4 === 0 && {
            before: { name: `rule ${n}`, enabled: false },
            after: { name: `rule ${n}`, enabled: true },
          }),
        },
      ),
    ),
  ];
  return { data, nextCursor: null, hasMore: false, limit: 50 };
}

const koreRows: readonly (readonly [
  time: string,
  event: string,
  category: string,
  description: string,
  who: string,
  ip: string,
])[] = [
  [
    '2026-06-18 22:30:04',
    'Login',
    'Login/Logout',
    'Login method: SSO, Email ID: eve.santos@partner.example',
    'Eve Santos',
    '203.0.113.7',
  ],
  [
    '2026-06-18 22:44:51',
    'Role changed',
    'Roles',
    'Role changed from ‘Viewer’ to ‘Admin’ for 3 users',
    'Eve Santos',
    '203.0.113.7',
  ],
  [
    '2026-06-18 22:47:20',
    'API Key created',
    'Models',
    'Model Name: llama-3-8b, Model ID: m-77, Model Type: open-source',
    'Eve Santos',
    '203.0.113.7',
  ],
  [
    '2026-06-18 22:49:33',
    'API Key created',
    'Prompts',
    'Prompt Name: "Refund, EU", Prompt ID: p-12',
    'Eve Santos',
    '203.0.113.7',
  ],
  [
    '2026-06-19 07:05:00',
    'Guardrails undeployed',
    'Guardrails',
    'Guardrail Name: Toxicity, Guardrail ID: g-4, Hardware Type: g5.xlarge\nTime of usage: 412 h',
    'ci-app',
    '10.0.0.4',
  ],
  [
    '2026-06-19 07:20:41',
    'User deleted',
    'Users Management',
    'Removed User IDs: u-31',
    'Bola Okafor',
    '198.51.100.21',
  ],
];

function csvCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function lines(records: readonly Fields[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

const month = [...joined(daily()), ...night()].toSorted((a, b) =>
  String(a['createdAt']) < String(b['createdAt']) ? 1 : -1,
);
const cut =
  '{"id":"cmb-cut","createdAt":"2026-06-30T23:59:58.001Z","type":"USER","resourceType":"trace","resource\n';
writeFileSync(
  path.join(folder, '1782864000000-lf-audit_logs-export-acme-june.jsonl'),
  lines(month) + cut,
);
writeFileSync(
  path.join(folder, '1781913600000-lf-audit_logs-export-acme-week.json'),
  JSON.stringify(
    month.filter(
      ({ createdAt }) => String(createdAt) >= '2026-06-15' && String(createdAt) < '2026-06-20',
    ),
  ),
);
writeFileSync(
  path.join(folder, 'arcane-organisation-audit-logs.json'),
  `${JSON.stringify(arcanePage(), null, 2)}\n`,
);
writeFileSync(
  path.join(folder, 'kore-audit-logs.csv'),
  [
    'Date & Time,Event Name,Category,Description,User/App Name,IP Address',
    ...koreRows.map((row) => row.map(csvCell).join(',')),
  ].join('\r\n') + '\r\n',
);
