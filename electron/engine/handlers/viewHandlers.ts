import type { EngineHandlers } from '../../../shared/contract.ts';
import type { Session } from '../session.ts';

type ViewCalls = Pick<EngineHandlers, 'view.list' | 'view.save' | 'view.delete' | 'view.rename'>;

export function viewHandlers(session: Session): ViewCalls {
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
  };
}
