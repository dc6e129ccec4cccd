import { eventReference } from '../../../shared/event.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import { formatInstant } from '../../../shared/instant.ts';
import { secondVersionsOf } from '../../../shared/overview.ts';
import type { Overview, Purge } from '../../../shared/overview.ts';
import { catalogueOf } from '../catalogue.ts';
import { allSources } from '../import/adapters/sources.ts';
import type { OpenCase } from '../openCase.ts';

const mostPurges = 50;

/**
 * Events by which a product says that it deleted records that had grown old: earlier gaps may be its doing. Only what a
 * product documents as that: a purge of keys or of a vault is someone's deed.
 */
export async function purgesOf(
  open: OpenCase,
  zone: string,
  signal: AbortSignal,
): Promise<Overview['purges']> {
  const documented = allSources().flatMap(({ definition }) => {
    const { retention } = definition.about;
    return retention === undefined ? [] : [{ source: definition.mapping.source, retention }];
  });
  const filter = makeGroup(
    'any',
    documented.map(({ source, retention }) =>
      makeGroup('all', [
        makeCondition('source', 'is', [source]),
        makeCondition('action', 'in', retention),
      ]),
    ),
  );
  const rows = await open.query.rows(filter, [{ field: 'occurredAt', desc: true }], zone, signal);
  const here = new Set(open.info().sources.map(({ source }) => source));
  const meant = documented
    .filter(({ source }) => here.has(source))
    .flatMap(({ source, retention }) =>
      catalogueOf(source).filter(({ event }) => retention.includes(event)),
    );
  const versions = secondVersionsOf(filter);
  return {
    count: rows.count,
    filter,
    versions: { count: await open.query.count(versions, zone, signal), filter: versions },
    meaning: meant[0]?.meaning ?? null,
    newest: rows.slice(0, mostPurges).map((row): Purge => {
      const { event } = open.records.read(row);
      const detail = (name: string): unknown =>
        Object.entries(event.details).find(([key]) => key.toLowerCase().endsWith(name))?.[1];
      const records = detail('recordsdeleted');
      const policy = detail('retentionpolicy');
      return {
        event: eventReference(event),
        time: event.time === null ? null : formatInstant(event.time),
        policy: typeof policy === 'string' ? policy : event.resourceType,
        records: typeof records === 'number' ? records : null,
      };
    }),
  };
}
