import type { JsonValue } from '../../../../shared/event.ts';
import { readInstant } from '../../../../shared/instant.ts';
import { parseIp } from '../../../../shared/ip.ts';
import type { MappedField } from '../../../../shared/mapping.ts';

/** What a field is usually called, and what its values look like. */
export type Wish = {
  readonly field: MappedField;
  /** Normalised names, best first: of the last key, or of the last two run together. */
  readonly names: readonly string[];
  /** Share of values that must look right; names alone decide where it is absent. */
  readonly looks?: (value: JsonValue) => boolean;
  /** How many places are worth keeping, best first. */
  readonly keep?: number;
};

export const looksTime = (value: JsonValue): boolean =>
  (typeof value === 'string' &&
    value.length >= 6 &&
    // An impossible date is a time too: one that the auditor should see as such.
    (/^\d{4}-\d{2}-\d{2}/u.test(value) ||
      'instant' in readInstant(value, 'auto', null, 'assumed'))) ||
  (typeof value === 'number' && value > 1e9);
export const looksIp = (value: JsonValue): boolean =>
  typeof value === 'string' && parseIp(value.trim()) !== null;
const looksEmail = (value: JsonValue): boolean =>
  typeof value === 'string' && /^[^\s@]{1,100}@[^\s@]+$/u.test(value);
const isShort = (value: JsonValue): boolean =>
  typeof value !== 'object' && String(value).length <= 200;

export const wishes: readonly Wish[] = [
  {
    field: 'occurredAt',
    names: [
      'eventtime',
      'occurredat',
      'timestamp',
      'createdat',
      'published',
      'eventtimestamp',
      'time',
      'datetime',
      'dateandtime',
      'datecreate',
      'creationtime',
      'creationdate',
      'timegenerated',
      'createdtime',
      'created',
      'date',
      'activitydatetime',
      'requestreceivedtimestamp',
      'stagetimestamp',
      'loggedat',
      'ts',
      'attimestamp',
      'when',
    ],
    looks: looksTime,
  },
  {
    field: 'action',
    names: [
      'eventname',
      'action',
      'operationname',
      'operation',
      'eventtype',
      'activity',
      'methodname',
      'actiontype',
      'activitydisplayname',
      'event',
      'type',
      'name',
      'verb',
      'operations',
      'targettype',
    ],
    looks: isShort,
  },
  {
    field: 'category',
    names: [
      'eventsource',
      'category',
      'eventcategory',
      'workload',
      'module',
      'servicename',
      'recordtype',
      'providername',
      'service',
    ],
    looks: isShort,
  },
  {
    field: 'id',
    names: ['eventid', 'id', 'uuid', 'insertid', 'documentid', 'auditid', 'logid', 'identity'],
    looks: isShort,
  },
  {
    field: 'actorId',
    names: [
      'useridentityarn',
      'actorid',
      'userid',
      'useridentityusername',
      'useridentityinvokedby',
      'useridentityprincipalid',
      'useridentityaccountid',
      'actor',
      'userkey',
      'authorid',
      'user',
      'username',
      'principalid',
      'subject',
      'caller',
      'principalemail',
      'initiatedby',
    ],
    looks: isShort,
    keep: 4,
  },
  {
    field: 'actorName',
    names: [
      'useridentityusername',
      'sessionissuerusername',
      'actordisplayname',
      'actorname',
      'username',
      'userdisplayname',
      'displayname',
      'authorname',
      'userlogin',
      'login',
      'actorlogin',
      'user',
      'useridentityinvokedby',
    ],
    looks: isShort,
    keep: 3,
  },
  {
    field: 'actorEmail',
    names: [
      'actoremail',
      'useremail',
      'email',
      'actoralternateid',
      'principalemail',
      'mail',
      'userprincipalname',
    ],
    looks: looksEmail,
  },
  { field: 'actorType', names: ['useridentitytype', 'actortype', 'usertype'], looks: isShort },
  {
    field: 'ip',
    names: [
      'sourceipaddress',
      'ipaddress',
      'clientip',
      'ip',
      'remoteip',
      'actorip',
      'sourceip',
      'callerip',
      'clientipaddress',
      'remoteaddr',
      'remoteaddress',
      'sourceips',
    ],
  },
  { field: 'userAgent', names: ['useragent', 'rawuseragent', 'callersupplieduseragent'] },
  {
    field: 'outcome',
    names: [
      'errorcode',
      'outcome',
      'outcomeresult',
      'resultstatus',
      'result',
      'status',
      'resulttype',
    ],
    looks: isShort,
  },
  {
    field: 'description',
    names: ['description', 'message', 'displaymessage', 'errormessage', 'details'],
    looks: (value) => typeof value === 'string',
  },
  {
    field: 'resourceType',
    names: ['resourcetype', 'targettype', 'entitytype', 'objecttype', 'itemtype'],
    looks: isShort,
  },
  {
    field: 'resourceId',
    names: [
      'resourceid',
      'resourcename',
      'objectid',
      'targetid',
      'entityid',
      'resource',
      'repo',
      'target',
    ],
    looks: isShort,
  },
  {
    field: 'resourceName',
    names: ['resourcename', 'targetname', 'entitypath', 'objectname', 'repo'],
    looks: isShort,
  },
  {
    field: 'orgId',
    names: [
      'recipientaccountid',
      'organizationid',
      'organisationid',
      'orgid',
      'tenantid',
      'org',
      'accountid',
      'subscriptionid',
    ],
    looks: isShort,
  },
  {
    field: 'projectId',
    names: ['projectid', 'project', 'awsregion', 'repository'],
    looks: isShort,
  },
  {
    field: 'authMethod',
    names: ['authmethod', 'authenticationmethod', 'credentialtype', 'authenticationprovider'],
    looks: isShort,
  },
  { field: 'before', names: ['before', 'beforestate', 'oldvalue', 'oldvaluejson', 'previous'] },
  {
    field: 'after',
    names: [
      'after',
      'afterstate',
      'newvalue',
      'newvaluejson',
      'requestparameters',
      'requestobject',
      'requestbody',
      'request',
    ],
  },
];
