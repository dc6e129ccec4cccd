import { assertNever } from '../../shared/failure.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { isCancelled } from '../bridge/bridge.ts';
import { runJob } from '../state/jobs.ts';
import { closeCase } from '../state/openCase.ts';
import { openImport, useSession } from '../state/session.ts';
import { changeSettings } from '../state/settings.ts';
import { otherTheme } from '../state/theme.ts';
import { countWords } from '../ui/words.ts';
import type { Command } from './keys.ts';
import { isUsable } from './keys.ts';
import { moveRegion, regionNow } from './regions.ts';

/** Does what a key, a menu item or the list of commands asked for, where that makes sense now. */
export async function runCommand(bridge: Bridge, command: Command): Promise<void> {
  const { caseInfo } = useSession.getState();
  const now = { hasCase: caseInfo !== null, isReadOnly: (caseInfo?.readOnly ?? null) !== null };
  if (!isUsable(command, now)) return;
  switch (command) {
    case 'commands':
    case 'save-view':
    case 'views':
    case 'settings':
    case 'export':
      useSession.setState({ dialog: command });
      return;
    case 'new-case':
      // its name is asked on the start screen
      if (now.hasCase) await closeCase(bridge);
      useSession.setState({ dialog: command });
      return;
    case 'help':
      useSession.setState({ dialog: 'keys', region: regionNow() });
      return;
    case 'import':
      openImport([]);
      return;
    case 'sync':
      return syncAll(bridge);
    case 'leave-case':
      return closeCase(bridge);
    case 'toggle-theme':
      return toggleTheme(bridge);
    case 'next-region':
    case 'previous-region':
      moveRegion(command === 'next-region' ? 1 : -1);
      return;
    case 'Events':
    case 'Evidence files':
    case 'Entities':
    case 'Overview':
    case 'Event reference':
    case 'Integrity':
      useSession.setState({ screen: command });
      return;
    default:
      assertNever(command);
  }
}

/** Where the sources are shown, they are run; without any, it is where the first is added. */
async function syncAll(bridge: Bridge): Promise<void> {
  useSession.setState({ screen: 'Evidence files' });
  const sources = await bridge.call('sync.list', {});
  if (sources.length === 0) return;
  await runJob(`Syncing ${countWords(sources.length, 'source')}`, (job, signal) =>
    bridge.call('sync.run', { job, ids: null, brief: true }, signal),
  ).catch((thrown: unknown) => {
    if (!isCancelled(thrown)) throw thrown;
  });
}

async function toggleTheme(bridge: Bridge): Promise<void> {
  const { host } = useSession.getState();
  if (!host) return;
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)').matches;
  await changeSettings(bridge, { theme: otherTheme(host.settings.theme, systemIsDark) });
}
