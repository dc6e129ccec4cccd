import fs from 'node:fs';
import path from 'node:path';

/** Exports for window specs, written into a folder of the window's own. */

const samples = path.resolve(import.meta.dirname, '../../resources/samples');

export const juneLog = path.join(samples, '1782864000000-lf-audit_logs-export-acme-june.jsonl');
export const weekLog = path.join(samples, '1781913600000-lf-audit_logs-export-acme-week.json');
export const koreLog = path.join(samples, 'kore-audit-logs.csv');

function write(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

/** A log of no product that is known: three events, their times without a zone. */
export function unknownLog(folder: string): string {
  const rows = [
    {
      at: '2026-06-18 22:40:59',
      who: 'alice',
      did: 'door opened',
      where: '10.0.0.4',
      obj: 'door-7',
    },
    { at: '2026-06-18 22:41:30', who: 'bob', did: 'door closed', where: '10.0.0.5', obj: 'door-7' },
    { at: '2026-06-18 22:42:07', who: 'eve', did: 'alarm off', where: '10.0.0.6', obj: 'alarm-1' },
  ];
  return write(folder, 'doors.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** No audit log at all. */
export function picture(folder: string): string {
  return write(folder, 'photo.png', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR\u0000\u0000');
}

/** A row as Arcane's screen copies it: pretty JSON, its time to the minute and without a zone. */
export const copiedRow = `{
  "timestamp": "Jun 18, 2026, 10:40 PM",
  "action": "organisation.user.invited",
  "resourceType": "user",
  "resourceId": "8f0c4c1e-2f5e-4f63-9a3b-0d8f8b1c2d3e",
  "actorId": "5a1b2c3d-0000-4000-8000-000000000001"
}`;

/** A Langfuse log of so many events that parsing and background threads are started for it; the last one deletes `needle`. */
export function largeLog(folder: string, events: number): string {
  const lines = Array.from({ length: events }, (_, at) =>
    JSON.stringify({
      id: `event-${at}`,
      createdAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
      updatedAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
      type: 'USER',
      apiKeyId: null,
      userId: `user-${at % 7}`,
      orgId: 'org-1',
      userOrgRole: 'MEMBER',
      projectId: 'project-1',
      userProjectRole: null,
      resourceType: 'prompt',
      resourceId: `prompt-${at}`,
      action: at === events - 1 ? 'delete' : 'update',
      before: JSON.stringify({ name: at === events - 1 ? 'needle' : 'hay', version: at }),
      after: at === events - 1 ? null : JSON.stringify({ name: 'hay', version: at + 1 }),
    }),
  );
  return write(folder, 'large.jsonl', `${lines.join('\n')}\n`);
}

/** A bucket copy in small: 240 files in a folder for each day, an event in each; page 7 of the exports was forgotten. */
export function bucketCopy(folder: string): string {
  const bucket = path.join(folder, 'bucket');
  for (let at = 0; at < 240; at++) {
    const day = path.join(bucket, `day-${String(at % 8).padStart(2, '0')}`);
    fs.mkdirSync(day, { recursive: true });
    const row = {
      id: `cm-bucket-${at}`,
      createdAt: new Date(Date.UTC(2026, 5, 1 + (at % 8), 8, at % 60)).toISOString(),
      type: 'USER',
      userId: `user-${at % 5}`,
      orgId: 'org-1',
      userOrgRole: 'OWNER',
      projectId: 'project-1',
      resourceType: 'prompt',
      resourceId: `prompt-${at}`,
      action: 'create',
      before: null,
      after: JSON.stringify({ name: `prompt ${at}` }),
      apiKeyId: null,
    };
    write(day, `export ${at < 56 ? at : at + 8}.jsonl`, `${JSON.stringify(row)}\n`);
  }
  return bucket;
}
