import { readFileSync } from 'node:fs';

import { z } from 'zod';

const text = z.string().nullable();
const recordSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  type: z.string(),
  apiKeyId: text,
  userId: text,
  orgId: text,
  userOrgRole: text,
  projectId: text,
  resourceType: text,
  resourceId: text,
  action: text,
  before: text,
  after: text,
  userEmail: text,
  ipAddress: text,
  userAgent: text,
});
const stateSchema = z.object({
  name: z.string(),
  version: z.number(),
  role: z.string(),
  labels: z.array(z.string()),
  config: z.object({ temperature: z.number(), model: z.string() }),
});
export type NaiveState = z.infer<typeof stateSchema>;

/** An event as the test itself reads it of the file: nothing of the program's own is used. */
export type NaiveEvent = {
  readonly id: string;
  readonly offset: number;
  readonly length: number;
  readonly ms: number;
  /** By the names of the event's fields; what this source never tells is not in it. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly userOrgRole: string | null;
  /** As in the record: JSON in a text. */
  readonly before: string | null;
  readonly after: string | null;
};

/** Read when it is asked for: a million of them would not fit in memory. */
export function naiveState(event: NaiveEvent, state: 'before' | 'after'): NaiveState | null {
  const given = event[state];
  return given === null ? null : stateSchema.parse(JSON.parse(given));
}

/** Every event of a file of JSON lines that the generator wrote. */
export function naiveEvents(file: string): readonly NaiveEvent[] {
  const bytes = readFileSync(file);
  const events: NaiveEvent[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const end = bytes.indexOf(0x0a, offset);
    const record = recordSchema.parse(JSON.parse(bytes.toString('utf8', offset, end)));
    const { before, after } = record;
    const [named] = [after, before].filter((state) => state !== null);
    events.push({
      id: record.id,
      offset,
      length: end - offset,
      ms: Date.parse(record.createdAt),
      fields: {
        action: record.action,
        actorType: record.type,
        actorId: record.apiKeyId ?? record.userId,
        actorEmail: record.userEmail,
        orgId: record.orgId,
        projectId: record.projectId,
        resourceType: record.resourceType,
        resourceId: record.resourceId,
        resourceName: named === undefined ? null : stateSchema.parse(JSON.parse(named)).name,
        ip: record.ipAddress,
        userAgent: record.userAgent,
      },
      userOrgRole: record.userOrgRole,
      before,
      after,
    });
    offset = end + 1;
  }
  return events;
}
