import type { HostSettings } from '../../shared/host.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { useSession } from './session.ts';
import { showTheme } from './theme.ts';

/** Keeps a change of this user's settings, and shows it: in the window, and in the case that is open. */
export async function changeSettings(bridge: Bridge, change: Partial<HostSettings>): Promise<void> {
  const settings = await bridge.call('host.setSettings', change);
  showTheme(settings.theme);
  const { host, caseInfo } = useSession.getState();
  if (host) useSession.setState({ host: { ...host, settings } });
  if (caseInfo !== null && settings.author !== caseInfo.author) {
    useSession.setState({ caseInfo: await bridge.call('author.set', { author: settings.author }) });
  }
}
