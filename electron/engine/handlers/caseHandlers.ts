import type { EngineHandlers } from '../../../shared/contract.ts';
import { caseSummary } from '../caseSummary.ts';
import type { Grants } from '../grants.ts';
import { ledgerSummary } from '../ledgerSummary.ts';
import { createCase, openCase } from '../openCase.ts';
import type { Session } from '../session.ts';
import { runTask } from '../workerTask.ts';

type CaseCalls = Pick<
  EngineHandlers,
  | 'case.create'
  | 'case.open'
  | 'case.summary'
  | 'case.close'
  | 'case.info'
  | 'case.ledger'
  | 'case.verify'
  | 'reading.changes'
  | 'reading.accept'
  | 'author.set'
  | 'setting.set'
  | 'index.status'
>;

export function caseHandlers(session: Session, grants: Grants): CaseCalls {
  return {
    'case.create': ({ case: grant, author }) => {
      const { path, name } = grants.resolve(grant, 'case');
      session.use(createCase(path, { name: name.replace(/\.casebook$/u, ''), author }));
      return session.current.info();
    },
    'case.open': ({ case: grant, author }) => {
      session.use(openCase(grants.resolve(grant, 'case').path, { author }));
      return session.current.info();
    },
    'case.summary': ({ case: grant }) => caseSummary(grants.resolve(grant, 'case').path),
    'case.close': () => {
      session.close();
      return null;
    },
    'case.info': () => session.current.info(),
    'case.ledger': () => session.current.evidence.ledger().map(ledgerSummary),
    'reading.changes': ({ job }, signal) =>
      runTask({ kind: 'compare reading', folder: session.current.folder }, signal, (progress) => {
        session.progress(job, progress);
      }),
    'reading.accept': ({ job }, signal) => {
      const { folder, author } = session.current;
      return session.write({ kind: 'read again', folder, author }, job, signal);
    },
    'case.verify': async ({ job }, signal) => {
      const open = session.current;
      const task = {
        kind: 'verify',
        folder: open.folder,
        author: open.author,
        readOnly: open.readOnly !== null,
      } as const;
      const result = await runTask(task, signal, (progress) => {
        session.progress(job, progress);
      });
      open.refresh();
      session.push('case.changed', { generation: open.generation });
      return result;
    },
    'author.set': ({ author }) => {
      session.current.author = author;
      return session.current.info();
    },
    'setting.set': ({ name, value }) => {
      session.current.setSetting(name, value);
      return null;
    },
    'index.status': () => session.current.indexStatus(),
  };
}
