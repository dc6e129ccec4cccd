import type { CaseGrant, FileGrant } from '../../shared/host.ts';
import { defaultView } from '../../shared/view.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { authorName } from './author.ts';
import { forgetEntities } from './entities.ts';
import { runJob } from './jobs.ts';
import { startNoteSteps } from './noteSteps.ts';
import { readSavedViews } from './savedViews.ts';
import { openImport, useSession } from './session.ts';
import { useViewState } from './view.ts';

/** Opens, or makes, the case that the host gave; false when the auditor would not give a name. */
export async function openCase(bridge: Bridge, granted: CaseGrant): Promise<boolean> {
  const author = await authorName(bridge);
  if (author === null) return false;
  const name = granted.isNew ? 'case.create' : 'case.open';
  const caseInfo = await bridge.call(name, { case: granted.case, author });
  const zone = useSession.getState().host?.settings.zone ?? defaultView.zone;
  forgetEntities();
  startNoteSteps();
  useViewState.getState().startView({ ...defaultView, zone });
  useSession.setState({ caseInfo, screen: 'Events', dialog: null, notice: caseInfo.interrupted });
  await readSavedViews(bridge);
  return true;
}

/** Makes a case of this name and offers these files for import. */
export async function newCase(
  bridge: Bridge,
  name: string,
  files: readonly FileGrant[],
): Promise<void> {
  const granted = await bridge.call('host.newCase', { name });
  if (granted === null) return;
  if ((await openCase(bridge, granted)) && files.length > 0) openImport(files);
}

/** Opens the case of our own synthetic evidence; the first time, imports that. */
export async function openSample(bridge: Bridge): Promise<void> {
  const granted = await bridge.call('host.sampleCase', {});
  if (!(await openCase(bridge, granted))) return;
  const files = granted.sampleFiles ?? [];
  if (files.length === 0) return;
  await runJob('Importing the sample evidence', (job, signal) =>
    bridge.call('import.start', { job, files: files.map(({ file }) => ({ file })) }, signal),
  );
  await refreshCase(bridge);
}

export async function closeCase(bridge: Bridge): Promise<void> {
  await bridge.call('case.close', {});
  useSession.setState({ caseInfo: null, dialog: null, notice: null });
}

/** Asks again what is known of the case, and has the screens ask again. */
export async function refreshCase(bridge: Bridge): Promise<void> {
  if (useSession.getState().caseInfo === null) return;
  const caseInfo = await bridge.call('case.info', {});
  useSession.setState(({ changes }) => ({ caseInfo, changes: changes + 1 }));
}
