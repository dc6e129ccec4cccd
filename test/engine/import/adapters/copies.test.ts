import assert from 'node:assert/strict';
import { test } from 'node:test';

import { RecordReader } from '../../../../electron/engine/import/readRecord.ts';
import { recognise } from '../../../../electron/engine/import/recognise.ts';
import type { JsonValue } from '../../../../shared/event.ts';
import { formatInstant } from '../../../../shared/instant.ts';
import { headOf } from '../../../helpers/headOf.ts';

/** What a file of this content is taken for, and what its first record says. */
function told(name: string, content: string): readonly unknown[] {
  const found = recognise(headOf(content), name, {});
  assert.ok(!('problem' in found), name);
  const [record] = found.sample;
  assert.ok(record, name);
  const { source, spec } = found;
  const { adapter } = new RecordReader({
    reader: spec,
    adapter: { name: source.name, version: 1, data: '' },
    mapping: source.mapping,
    reading: 1,
  });
  const [core] = adapter.core(record);
  const { time = null, action, actorEmail, actorName, outcome } = core ?? {};
  return [
    source.confidence >= 0.8 ? source.name : 'proposed',
    time && formatInstant(time),
    action,
    actorEmail ?? actorName,
    outcome,
  ];
}

const json = (...records: readonly JsonValue[]): string =>
  records.map((record) => JSON.stringify(record)).join('\n');
const table = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

const trail = {
  eventVersion: '1.08',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/jo', userName: 'jo' },
  eventTime: '2026-07-10T12:11:15Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  eventID: 'a',
};
const trailTold = ['aws-cloudtrail', '2026-07-10T12:11:15Z', 'CreateUser', 'jo', 'success'];
const auth0 = { log_id: '1', date: '2026-01-15T10:30:00.000Z', type: 'fp', user_name: 'jo@x.org' };

for (const [what, name, content, expected] of [
  [
    'CloudTrail through EventBridge',
    'a.jsonl',
    json({ 'detail-type': 'AWS API Call via CloudTrail', detail: trail }),
    trailTold,
  ],
  [
    'CloudTrail through CloudWatch Logs',
    'a.json',
    json({ events: [{ timestamp: 1, message: JSON.stringify(trail), eventId: '3' }] }),
    trailTold,
  ],
  [
    'Auth0 through a log collector',
    'a.jsonl',
    json({ event: { log_id: '1', data: auth0 } }),
    ['auth0', '2026-01-15T10:30:00.000Z', 'fp', 'jo@x.org', 'failure'],
  ],
  [
    'Log Analytics’ CSV of the Azure activity log',
    'query_data.csv',
    table(
      '"TimeGenerated [UTC]",OperationNameValue,ActivityStatusValue,Caller,CallerIpAddress,ResourceId',
      '"1/13/2026, 10:00:00.000 AM",MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE,Success,jo@x.org,203.0.113.9,/subscriptions/1',
    ),
    [
      'azure-activity',
      '2026-01-13T10:00:00.000Z',
      'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE',
      'jo@x.org',
      'success',
    ],
  ],
  [
    'Log Analytics’ CSV of sign-ins',
    'query_data.csv',
    table(
      '"TimeGenerated [UTC]",OperationName,ResultType,UserPrincipalName,IPAddress,AppDisplayName',
      '"1/13/2026, 10:00:00.000 AM",Sign-in activity,50126,jo@x.org,203.0.113.9,Portal',
    ),
    ['entra', '2026-01-13T10:00:00.000Z', 'Sign-in activity', 'jo@x.org', 'failure'],
  ],
  [
    'the older CSV of Entra’s sign-ins',
    'SignIns.csv',
    table(
      'CreatedDateTime,UserPrincipalName,UserDisplayName,AppDisplayName,IPAddress,Status',
      '1/13/2026 10:00:00 AM,jo@x.org,Jo,Portal,203.0.113.9,Success',
    ),
    ['entra', '2026-01-13T10:00:00Z', 'Sign-in', 'jo@x.org', 'success'],
  ],
  [
    'a table of Log Analytics that no source knows',
    'query_data.csv',
    table(
      '"TimeGenerated [UTC]",Account,Activity,IpAddress',
      '"1/13/2026, 10:00:00.000 AM",jo,4624 - logon,203.0.113.9',
    ),
    ['proposed', '2026-01-13T10:00:00.000Z', '4624 - logon', null, 'unknown'],
  ],
  [
    'Logs Explorer’s CSV, columns called by their paths',
    'downloaded-logs.csv',
    table(
      'insertId,protoPayload.methodName,protoPayload.authenticationInfo.principalEmail,resource.type,timestamp',
      'a,SetIamPolicy,jo@x.org,project,2026-01-13T10:00:00.5Z',
    ),
    ['proposed', '2026-01-13T10:00:00.500Z', 'SetIamPolicy', 'jo@x.org', 'unknown'],
  ],
  [
    'the CSV of CloudTrail’s console',
    'event_history.csv',
    table(
      'Event name,Event time,User name,Event source,Error code,Source IP address',
      'CreateUser,"January 13, 2026, 12:00:00 (UTC+02:00)",jo,iam.amazonaws.com,AccessDenied,203.0.113.9',
    ),
    ['proposed', '2026-01-13T10:00:00Z', 'CreateUser', 'jo', 'denied'],
  ],
  [
    'Jira’s CSV, which has a category, a description and an address as Kore.ai’s has',
    'audit.csv',
    table(
      'Date,Author,Category,Summary,Description,IP address',
      '2026-01-13T10:00:00Z,jo,user management,User created,x,203.0.113.9',
    ),
    ['proposed', '2026-01-13T10:00:00Z', 'User created', 'jo', 'unknown'],
  ],
] as const) {
  test(`${what} is read as what it is`, () => {
    assert.deepEqual(told(name, content), expected);
  });
}
