import type { JsonValue } from '../../../../shared/event.ts';
import { mappedFields } from '../../../../shared/mapping.ts';
import type { MappedField, Mapping } from '../../../../shared/mapping.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { normalName } from './access.ts';
import { leaves } from './paths.ts';

/**
 * Names that ABV's documented fields may have, flat or nested, run together and without case: no real export of ABV
 * was found, so its columns are known by what they are called only (FORMATS 1).
 */
const synonyms: { readonly [F in MappedField]?: readonly string[] } = {
  occurredAt: ['createdat', 'timestamp', 'eventtime', 'occurredat'],
  actorType: ['type', 'actortype'],
  actorId: ['userid', 'actorid', 'actoruserid', 'apikeyid', 'actorapikeyid'],
  actorName: ['actorname', 'username', 'userdisplayname', 'apikeyname', 'actorapikeyname'],
  actorEmail: ['actoremail', 'useremail', 'email', 'useremailaddress', 'emailaddress'],
  authMethod: [
    'actorauthmethod',
    'authmethod',
    'authenticationmethod',
    'actorauthenticationmethod',
    'userauthmethod',
  ],
  action: ['action'],
  resourceType: ['resourcetype'],
  resourceId: ['resourceid'],
  resourceName: ['resourcename'],
  orgId: ['orgid', 'organizationid', 'organisationid'],
  orgName: ['orgname', 'organizationname', 'organisationname'],
  projectId: ['projectid'],
  projectName: ['projectname'],
  ip: ['ipaddress', 'ip', 'clientip', 'actoripaddress', 'actorip', 'contextipaddress'],
  userAgent: ['useragent', 'actoruseragent', 'contextuseragent'],
  before: ['before', 'beforestate'],
  after: ['after', 'afterstate'],
};

/** The shipped mapping, and where the first records hold ABV's fields under other names, those too. */
export function langfuseMapping(
  shipped: Mapping,
  records: readonly JsonValue[],
  spec: ReaderSpec,
): Mapping {
  const found = new Map<string, string>();
  for (const record of records.slice(0, 100)) {
    for (const [path] of leaves(record)) {
      const name = normalName(path);
      if (!/^\/(?:before|after)(?:_?state)?\//iu.test(path) && !found.has(name)) {
        found.set(name, path);
      }
    }
    addStates(record, found);
  }
  const fields: { [F in MappedField]?: readonly string[] } = {};
  for (const field of mappedFields) {
    const written = shipped.fields[field] ?? [];
    const more = (synonyms[field] ?? []).flatMap((name) => {
      const path = found.get(name);
      return path === undefined || written.includes(path) ? [] : [asMapped(path, spec)];
    });
    if (written.length > 0 || more.length > 0) fields[field] = [...written, ...more];
  }
  return { ...shipped, fields };
}

/** States given as objects are no leaves, but they are found by their whole name. */
function addStates(record: JsonValue, found: Map<string, string>): void {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return;
  for (const key of Object.keys(record)) {
    const name = normalName(key);
    if (name.startsWith('before') || name.startsWith('after')) found.set(name, `/${key}`);
  }
}

/** A CSV goes by its headers. */
function asMapped(path: string, spec: ReaderSpec): string {
  return 'header' in spec ? path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~') : path;
}
