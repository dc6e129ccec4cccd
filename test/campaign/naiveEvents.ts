import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { Condition, FilterNode } from '../../shared/filter.ts';

/** An event as the test itself reads it of the file: nothing of the program's own is used. */
export type NaiveEvent = {
  readonly id: string;
  readonly offset: number;
  readonly length: number;
  readonly ms: number;
  readonly fields: Readonly<Record<string, string | null>>;
};

const text = z.string().nullable();
const recordSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  type: z.string(),
  apiKeyId: text,
  userId: text,
  orgId: text,
  projectId: text,
  resourceType: text,
  resourceId: text,
  action: text,
  before: text,
  after: text,
  userEmail: text,
  ipAddress: text,
});
const stateSchema = z.object({ name: z.string() });

function nameIn(state: string | null): string | null {
  return state === null ? null : stateSchema.parse(JSON.parse(state)).name;
}

/** Every event of a file of JSON lines that the generator wrote. */
export function naiveEvents(file: string): readonly NaiveEvent[] {
  const bytes = readFileSync(file);
  const events: NaiveEvent[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const end = bytes.indexOf(0x0a, offset);
    const record = recordSchema.parse(JSON.parse(bytes.toString('utf8', offset, end)));
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
        resourceName: nameIn(record.after) ?? nameIn(record.before),
        ip: record.ipAddress,
      },
    });
    offset = end + 1;
  }
  return events;
}

/** What a filter says of an event, in as few words as the operators that the campaign uses can be said in. */
export function naiveHolds(node: FilterNode, event: NaiveEvent): boolean {
  if (node.kind === 'group') {
    const items = node.items.filter(({ off }) => !off);
    if (items.length === 0) return true;
    if (node.join === 'all') return items.every((item) => naiveHolds(item, event));
    const some = items.some((item) => naiveHolds(item, event));
    return node.join === 'any' ? some : !some;
  }
  return conditionHolds(node, event);
}

function conditionHolds({ field, op, values }: Condition, event: NaiveEvent): boolean {
  const [first = ''] = values;
  if (field === 'occurredAt') {
    const ms = Date.parse(first);
    return op === 'gte' ? event.ms >= ms : event.ms < ms;
  }
  const value = event.fields[field] ?? null;
  if (op === 'is' || op === 'in') return value !== null && values.includes(value);
  if (op === 'isNot') return value !== first;
  if (op === 'starts') return value?.toLowerCase().startsWith(first.toLowerCase()) ?? false;
  if (op === 'contains') return value?.toLowerCase().includes(first.toLowerCase()) ?? false;
  if (op === 'exists') return value !== null;
  throw new Error(`the campaign does not ask “${op}”`);
}
