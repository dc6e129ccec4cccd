import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readBySource, readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-111',
    {
      id: 'c9d2d808-0efe-48cb-eaec-08da3028eb80',
      source: 'microsoft-365',
      occurredAt: '2022-05-07T12:55:53Z',
      zoneSource: 'documented',
      actorType: 'SYSTEM',
      actorId: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.Servicehost)',
      actorName: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.Servicehost)',
      action: 'Install-DefaultSharingPolicy',
      category: 'Exchange / ExchangeAdmin',
      verb: 'update',
      outcome: 'success',
      description:
        'Install-DefaultSharingPolicy: sst5f.onmicrosoft.com\\952cae95-808b-4aa7-b783-a9151be9a05a',
      resourceType: 'Exchange',
      resourceId: 'sst5f.onmicrosoft.com\\952cae95-808b-4aa7-b783-a9151be9a05a',
      resourceName: 'sst5f.onmicrosoft.com\\952cae95-808b-4aa7-b783-a9151be9a05a',
      orgId: '5a0f38c6-710b-4503-92c0-3a9f6e00f726',
      orgName: 'sst5f.onmicrosoft.com',
      after: {
        DomainController: '',
        Organization: 'sst5f.onmicrosoft.com',
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-3400',
    {
      id: '0a454a7b-fbac-4329-a20c-72bad3bc5000',
      source: 'microsoft-365',
      occurredAt: '2022-05-08T15:13:41Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '55425677-a6b7-4df1-8068-709eb4162d42',
      actorName: 'piet@sst5f.onmicrosoft.com',
      actorEmail: 'piet@sst5f.onmicrosoft.com',
      action: 'UserLoggedIn',
      category: 'AzureActiveDirectory / AzureActiveDirectoryStsLogon',
      verb: 'login',
      outcome: 'success',
      description: 'UserLoggedIn: 00000003-0000-0000-c000-000000000000',
      resourceType: 'AzureActiveDirectory',
      resourceId: '00000003-0000-0000-c000-000000000000',
      resourceName: '00000003-0000-0000-c000-000000000000',
      orgId: '5a0f38c6-710b-4503-92c0-3a9f6e00f726',
      ip: '0.0.0.0',
      changeKind: 'none',
    },
  ],
  [
    'E1-3987',
    {
      id: 'cb921511-c417-4541-a3eb-133f02c788fc',
      source: 'microsoft-365',
      occurredAt: '2026-01-24T06:54:24Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'k',
      actorName: 'contact@example.com',
      actorEmail: 'contact@example.com',
      action: 'New-InboxRule',
      category: 'Exchange / ExchangeAdmin',
      verb: 'create',
      outcome: 'success',
      description: 'New-InboxRule: contact\\aa',
      resourceType: 'Exchange',
      resourceId: 'contact\\aa',
      resourceName: 'contact\\aa',
      orgId: '69fcba68-2862-42dc-aeb0-9d74146dcdfd',
      ip: '2001:db8::7',
      after: {
        Name: 'aa',
        DeleteMessage: 'True',
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-4599',
    {
      id: 'c9c39a0f-472c-422c-aa03-41e13bb7e606',
      source: 'microsoft-365',
      occurredAt: '2026-01-24T06:55:24Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'k',
      actorName: 'admin@example.com',
      actorEmail: 'admin@example.com',
      action: 'Update user.',
      category: 'AzureActiveDirectory / AzureActiveDirectory',
      verb: 'update',
      outcome: 'success',
      description: 'Update user.: alex@example.com',
      resourceType: 'AzureActiveDirectory',
      resourceId: 'alex@example.com',
      resourceName: 'alex@example.com',
      orgId: 'a5b925f6-8291-4d94-a8e1-5bb549a913a4',
      ip: '203.0.113.9',
      userAgent: 'Mozilla/5.0',
      before: {
        Department: ['Sales'],
      },
      after: {
        Department: ['Finance'],
        'Included Updated Properties': 'Department',
      },
      changeKind: 'patch',
      changed: ['/Department'],
    },
  ],
  [
    'E6-0',
    {
      id: '699e0b10-1c53-403e-976f-ce0847a92b44',
      source: 'microsoft-365',
      occurredAt: '2021-08-02T13:32:07Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '100320015858B802',
      actorName: 'pgustavo@simulandlabs.com',
      actorEmail: 'pgustavo@simulandlabs.com',
      action: 'MailItemsAccessed',
      category: 'Exchange / ExchangeItemAggregated',
      verb: 'read',
      outcome: 'success',
      description: 'MailItemsAccessed',
      resourceType: 'Exchange',
      resourceId: 'd0c5f8ae-9ed7-4e46-bfdf-ea1460f5a31b',
      resourceName: 'pgustavo@simulandlabs.com',
      targets: [
        {
          type: 'mailbox',
          id: 'd0c5f8ae-9ed7-4e46-bfdf-ea1460f5a31b',
          name: 'pgustavo@simulandlabs.com',
          email: 'pgustavo@simulandlabs.com',
        },
      ],
      orgId: '00000000-0000-0000-0000-000000000000',
      orgName: 'simulandlabs.onmicrosoft.com',
      ip: '1.2.3.4',
      userAgent: 'Client=REST;;',
      changeKind: 'none',
    },
  ],
  [
    'E7-0',
    {
      id: '111-aa-234',
      source: 'microsoft-365',
      occurredAt: '2022-12-12T19:31:41Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'i:0h.f|membership|12345@live.com',
      actorName: 'my.user@yourorg.onmicrosoft.com',
      actorEmail: 'my.user@yourorg.onmicrosoft.com',
      action: 'AddedToSecureLink',
      category: 'OneDrive / SharePointSharingOperation',
      verb: 'grant',
      outcome: 'unknown',
      description:
        'AddedToSecureLink: https://yourorg.sharepoint.com/personal/user_yourorg/Documents/importantsecrets.docx',
      resourceType: 'File',
      resourceId:
        'https://yourorg.sharepoint.com/personal/user_yourorg/Documents/importantsecrets.docx',
      resourceName: 'importantsecrets.docx',
      targets: [
        {
          type: 'Guest',
          id: null,
          name: 'OUTSIDER@ALLOWEDDOMAIN.COM',
          email: 'OUTSIDER@ALLOWEDDOMAIN.COM',
        },
      ],
      orgId: '11-22-abc',
      ip: '1.2.3.4',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E8-0',
    {
      id: 'abc-def-123',
      source: 'microsoft-365',
      occurredAt: '2022-12-12T15:57:57Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '012345-abcde-543-xyz',
      actorName: 'sample.user@yourorg.onmicrosoft.com',
      actorEmail: 'sample.user@yourorg.onmicrosoft.com',
      authMethod: '1',
      action: 'UserLoginFailed',
      category: 'AzureActiveDirectory / AzureActiveDirectoryStsLogon',
      verb: 'login',
      outcome: 'failure',
      description: 'UserLoginFailed: aa-11-22-bb',
      resourceType: 'AzureActiveDirectory',
      resourceId: 'aa-11-22-bb',
      resourceName: 'aa-11-22-bb',
      orgId: '11-aa-22-bb',
      ip: '1.2.3.4',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E8-2158',
    {
      id: '123-abc-123',
      source: 'microsoft-365',
      occurredAt: '2022-12-12T17:28:35Z',
      zoneSource: 'documented',
      actorType: 'SYSTEM',
      actorId: 'Not Available',
      actorName: 'ServicePrincipal_aa-bb-ccc',
      action: 'Update user.',
      category: 'AzureActiveDirectory / AzureActiveDirectory',
      verb: 'update',
      outcome: 'success',
      description: 'Update user.: sample.user@yourorg.onmicrosoft.com',
      resourceType: 'AzureActiveDirectory',
      resourceId: 'sample.user@yourorg.onmicrosoft.com',
      resourceName: 'sample.user@yourorg.onmicrosoft.com',
      targets: [
        {
          type: 'user',
          id: 'sample.user@yourorg.onmicrosoft.com',
          name: null,
          email: 'sample.user@yourorg.onmicrosoft.com',
        },
      ],
      orgId: '111-222-333',
      before: {
        StrongAuthenticationMethod: [],
      },
      after: {
        StrongAuthenticationMethod: [
          {
            Default: true,
            MethodType: 7,
          },
        ],
        'Included Updated Properties': 'StrongAuthenticationMethod',
        'TargetId.UserType': 'Member',
      },
      changeKind: 'patch',
      changed: ['/StrongAuthenticationMethod', '/TargetId.UserType'],
    },
  ],
];

test('six events of Purview in five containers are six events and 22 duplicates; each is read as a person reads it', async (t) => {
  const samples = await importSamples(t, [
    'm365_ual/synthetic_purview_portal_2026.csv',
    'm365_ual/synthetic_purview_portal_2023.csv',
    'm365_ual/synthetic_legacy_4col.csv',
    'm365_ual/synthetic_search-unifiedauditlog_export-csv.csv',
    'm365_ual/plaso_auditdata.jsonl',
    'm365_ual/mordor_OfficeActivityEvents.json',
    'm365_ual/panther_microsoft365_audit_sharepoint.jsonl',
    'm365_ual/panther_microsoft365_audit_azureactivedirectory.jsonl',
  ]);
  if (!samples) return t.skip('no samples here');
  assert.deepEqual(
    samples.result.originals.map(({ records }) => [
      records.new,
      records.duplicate,
      records.conflicting,
      records.rejected,
    ]),
    [
      [6, 0, 0, 0],
      [0, 6, 0, 0],
      [0, 6, 0, 0],
      [0, 6, 0, 0],
      [0, 4, 0, 0],
      [1, 0, 0, 0],
      [1, 0, 4, 0],
      [2, 0, 2, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const base = {
  Id: '1',
  CreationTime: '2026-01-24T06:55:24',
  Operation: 'Update user.',
  RecordType: 8,
  Workload: 'AzureActiveDirectory',
  UserType: 0,
  UserId: 'ada@example.com',
};
const source = 'microsoft-365';

test('an error outranks what ResultStatus says', () => {
  const cases: readonly (readonly [JsonRecord, string])[] = [
    [{ ResultStatus: 'Succeeded' }, 'success'],
    [{ ResultStatus: 'Success' }, 'success'],
    [{ ResultStatus: 'True' }, 'success'],
    [{ ResultStatus: 'PartiallySucceeded' }, 'success'],
    [{ ResultStatus: 'Failed' }, 'failure'],
    [{ ResultStatus: 'False' }, 'failure'],
    [{ ResultStatus: 'Success', Operation: 'UserLoginFailed' }, 'failure'],
    [{ ResultStatus: 'Success', LogonError: 'InvalidUserNameOrPassword' }, 'failure'],
    [{ ResultStatus: 'Success', ErrorNumber: '50126' }, 'failure'],
    [{ ResultStatus: 'Success', ErrorNumber: '0' }, 'success'],
    [{ ResultStatus: 'Success', LogonError: 'None' }, 'success'],
    [{}, 'unknown'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, outcome]) => outcome),
  );
});

test('kinds of actor by their number and their name', () => {
  const cases: readonly (readonly [JsonRecord, string, string | null])[] = [
    [{ UserType: 0 }, 'USER', 'ada@example.com'],
    [{ UserType: 'Regular' }, 'USER', 'ada@example.com'],
    [{ UserType: 1 }, 'UNKNOWN', 'ada@example.com'],
    [{ UserType: 2 }, 'USER', 'ada@example.com'],
    [{ UserType: 3 }, 'SERVICE', 'ada@example.com'],
    [
      { UserType: 3, UserId: 'NT AUTHORITY\\SYSTEM (Microsoft.Exchange.Servicehost)' },
      'SYSTEM',
      null,
    ],
    [{ UserType: 4, UserId: 'Certificate' }, 'SYSTEM', null],
    [{ UserType: 5, UserId: 'app@sharepoint' }, 'APP', null],
    [{ UserType: 6, UserId: '3d1b…' }, 'SERVICE', null],
    [{ UserType: 10, UserId: 'S-1-5-18' }, 'USER', null],
  ];
  assert.deepEqual(
    cases.map(([more]) => {
      const { actorType, actorEmail } = readOne(source, { ...base, ...more });
      return [actorType, actorEmail];
    }),
    cases.map(([, type, email]) => [type, email]),
  );
});

test('addresses lose their port and brackets, and keep both in the details', () => {
  const cases: readonly (readonly [JsonRecord, string | null, string | undefined])[] = [
    [{ ClientIP: '203.0.113.9' }, '203.0.113.9', undefined],
    [{ ClientIP: '203.0.113.9:5310' }, '203.0.113.9', '5310'],
    [{ ClientIP: '[2001:db8::7]:443' }, '2001:db8::7', '443'],
    [{ ClientIP: '2001:db8::7' }, '2001:db8::7', undefined],
    [{ ClientIP: '', ActorIpAddress: '203.0.113.9:1' }, '203.0.113.9', '1'],
    [{ ClientIP: '<null>', ClientIPAddress: '10.0.0.1' }, '10.0.0.1', undefined],
    [{ ClientIP: 'null' }, null, undefined],
  ];
  assert.deepEqual(
    cases.map(([more]) => {
      const { ip, details } = readOne(source, { ...base, ...more });
      return [ip, details['port']];
    }),
    cases.map(([, ip, port]) => [ip, port]),
  );
});

test('a row without AuditData tells its columns, and says that the rest is missing', () => {
  const row = {
    RecordId: '1',
    CreationDate: '2026-01-24T06:54:24.0000000Z ',
    RecordType: '8',
    Operations: 'Update user.',
    UserIds: 'ada@example.com',
    AuditData: '',
  };
  const [event] = readBySource(source, row, Object.keys(row));
  assert.deepEqual(
    [event?.id, event?.action, event?.actorEmail, event?.time?.ms, event?.absent],
    [
      '1',
      'Update user.',
      'ada@example.com',
      Date.UTC(2026, 0, 24, 6, 54, 24),
      ['everything but the columns: this row’s AuditData is empty or cut'],
    ],
  );
});

test('a list of modified properties that is no list of changes stays in the details', () => {
  const event = readOne(source, { ...base, ModifiedProperties: ['PermissionLevel'] });
  assert.deepEqual(
    [event.before, event.after, event.changeKind, event.details['ModifiedProperties']],
    [undefined, undefined, 'none', ['PermissionLevel']],
  );
});
