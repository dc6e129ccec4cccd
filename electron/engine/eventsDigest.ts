import { createHash } from 'node:crypto';

import type { EventCore } from '../../shared/event.ts';

const flushAt = 64 * 1024;

/**
 * SHA-256 over what the first pass reads of an original's events, in record order: a JSON line an event of offset, length,
 * part and the core's fields in the order below. It is on record in the ledger; `verify` recomputes it, so a reader or
 * adapter that has come to read something else, and a forged index, are found.
 */
export class EventsDigest {
  readonly #hash = createHash('sha256');
  #pending = '';

  add(offset: number, length: number, part: number, core: EventCore): void {
    this.#pending += `${JSON.stringify([
      offset,
      length,
      part,
      core.time === null
        ? null
        : [core.time.ms, core.time.ns, core.time.precision, core.time.zoneSource],
      core.occurredAtRaw,
      core.id,
      core.actorType,
      core.actorId,
      core.actorName,
      core.actorEmail,
      core.actorRoles,
      core.authMethod,
      core.action,
      core.category,
      core.verb,
      core.outcome,
      core.resourceType,
      core.resourceId,
      core.resourceName,
      core.orgId,
      core.orgName,
      core.projectId,
      core.projectName,
      core.ip,
      core.userAgent,
      core.flags,
    ])}\n`;
    if (this.#pending.length > flushAt) this.#flush();
  }

  /** Lower-case hex. */
  finish(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }

  #flush(): void {
    this.#hash.update(this.#pending);
    this.#pending = '';
  }
}
