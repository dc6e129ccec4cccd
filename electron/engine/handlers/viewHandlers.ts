import { readFile, stat, writeFile } from 'node:fs/promises';

import type { EngineHandlers } from '../../../shared/contract.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { readViewFile, viewFileText } from '../../../shared/viewFile.ts';
import type { Grants } from '../grants.ts';
import { takeViews } from '../notes/takeViews.ts';
import type { Session } from '../session.ts';

type ViewCalls = Pick<
  EngineHandlers,
  'view.list' | 'view.save' | 'view.delete' | 'view.rename' | 'view.export' | 'view.import'
>;

const maxFileBytes = 4 * 1024 * 1024;

export function viewHandlers(session: Session, grants: Grants): ViewCalls {
  return {
    'view.list': () => session.current.notes.views.list(),
    'view.save': ({ name, view }) => {
      const open = session.current;
      open.assertWritable();
      open.notes.views.save(name, view, open.author);
      return open.notes.views.list();
    },
    'view.delete': ({ name }) => {
      const open = session.current;
      open.assertWritable();
      open.notes.views.delete(name, open.author);
      return open.notes.views.list();
    },
    'view.rename': ({ name, to }) => {
      const open = session.current;
      open.assertWritable();
      open.notes.views.rename(name, to, open.author);
      return open.notes.views.list();
    },
    'view.export': async ({ target }) => {
      const views = session.current.notes.views
        .list()
        .flatMap(({ name, view }) => (view === null ? [] : [{ name, view }]));
      await writeFile(grants.resolve(target, 'write').path, viewFileText(views), { mode: 0o600 });
      return { views: views.length };
    },
    'view.import': async ({ file }) => {
      const open = session.current;
      open.assertWritable();
      const { path, name } = grants.resolve(file, 'read');
      const { size } = await stat(path).catch((cause: unknown) => {
        throw new ExpectedError('unreadable', `${name}: there is no such file`, { cause });
      });
      if (size > maxFileBytes)
        throw new ExpectedError('unreadable', `${name}: too large for a file of views`);
      const given = readViewFile(await readFile(path, 'utf8'), name);
      return { added: takeViews(open.notes.views, given, open.author) };
    },
  };
}
