import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sharedFolder } from '../../../helpers/corpus.ts';
import { recogniseSample } from '../../../helpers/sampleFiles.ts';

/** Where logs of no shipped source keep when, what and who: read by hand from the records. */
const expected: readonly (readonly [
  log: string,
  when: string | null,
  what: string | null,
  who: string | null,
])[] = [
  ['anthropic_activity', '/created_at', '/type', '/actor/user_id'],
  ['asana_audit', '/created_at', '/event_type', '/actor/gid'],
  ['box_event', null, '/event_type', '/created_by/id'],
  ['carbonblack_audit', '/eventTime', null, '/loginName'],
  ['databricks_audit', '/timestamp', '/actionName', '/userIdentity/email'],
  ['duo_administrator', '/timestamp', '/action', '/username'],
  ['gravitational_teleportaudit', '/time', '/event', '/user'],
  ['mongodb_organizationevent', '/created', '/eventTypeName', '/userId'],
  ['netskope_audit', '/timestamp', '/audit_log_event', '/user'],
  ['notion_auditlogs', '/event/timestamp', '/event/type', '/event/actor/id'],
  ['panther_audit', '/timestamp', '/actionName', '/actor/id'],
  ['salesforce_login', '/TIMESTAMP', '/EVENT_TYPE', '/USER_ID'],
  ['snowflake_loginhistory', '/EVENT_TIMESTAMP', '/EVENT_TYPE', '/USER_NAME'],
  ['snyk_groupaudit', '/created', '/event', '/userId'],
  ['sublime_audit', '/created_at', '/type', '/created_by/id'],
  ['tailscale_audit', '/time', '/event/action', '/event/actor/id'],
  ['tines_audit', '/created_at', '/operation_name', '/user_id'],
  ['wiz_audit', '/timestamp', '/action', '/user/id'],
  ['zendesk_audit', '/created_at', '/action', '/actor_id'],
  ['zoom_operation', '/time', '/action', '/operator'],
];

test('logs of no shipped source get a mapping that finds when, what and who, and are never called recognised', async (t) => {
  if (sharedFolder('samples/other_saas') === null) return t.skip('no samples here');
  const found: unknown[] = [];
  for (const [log] of expected) {
    const [content] = await recogniseSample(`other_saas/panther_${log}.jsonl`);
    assert(content && !('problem' in content), log);
    const { mapping, name, confidence } = content.source;
    const { occurredAt, action, actorId, actorName, actorEmail } = mapping.fields;
    const who = actorId ?? actorName ?? actorEmail;
    assert(name === 'mapped' && confidence < 0.8, `${log}: ${name} ${confidence}`);
    found.push([log, occurredAt?.[0] ?? null, action?.[0] ?? null, who?.[0] ?? null]);
  }
  assert.deepEqual(found, expected);
});
