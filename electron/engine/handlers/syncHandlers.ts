import type { EngineHandlers } from '../../../shared/contract.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { Grants } from '../grants.ts';
import type { Session } from '../session.ts';
import { apiDescriptions } from '../sync/apis.ts';
import { removeSyncSource } from '../sync/sources.ts';

type SyncCalls = Pick<
  EngineHandlers,
  'sync.list' | 'sync.apis' | 'sync.save' | 'sync.remove' | 'sync.allow' | 'sync.run' | 'sync.stop'
>;

export function syncHandlers(session: Session, grants: Grants): SyncCalls {
  return {
    'sync.list': () => session.sync.list(),
    'sync.apis': () => apiDescriptions(),
    'sync.save': async ({ source, folder }) => {
      const before = (await session.sync.list()).find((each) => each.source.id === source.id);
      if (source.kind === 'folder') {
        const isKept = before?.source.kind === 'folder' && before.source.folder === source.folder;
        if (folder === null && !isKept)
          throw new ExpectedError('bad-request', 'Choose the folder to watch.');
        const path = folder === null ? source.folder : grants.resolve(folder, 'read').path;
        await session.sync.save({ ...source, folder: path });
      } else await session.sync.save(source);
      const saved = (await session.sync.list()).find((each) => each.source.id === source.id);
      if (!saved) throw new Error('a sync source was not saved');
      return saved;
    },
    'sync.remove': ({ id }) => {
      removeSyncSource(session.current, id);
      session.push('sync.changed', {});
      return null;
    },
    'sync.allow': async ({ id }) => {
      await session.sync.allow(id);
      return null;
    },
    'sync.stop': ({ id }) => {
      session.sync.stop(id);
      return null;
    },
    'sync.run': async ({ job, ids, brief }, signal) => {
      const outcomes = await session.sync.run(ids, job, signal);
      return brief === true ? outcomes.map((each) => ({ ...each, originals: [] })) : outcomes;
    },
  };
}
