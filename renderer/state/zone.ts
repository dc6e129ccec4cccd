import type { Bridge } from '../bridge/bridge.ts';
import { useSession } from './session.ts';
import { changeSettings } from './settings.ts';
import { useViewState } from './view.ts';

const mostRecent = 5;

/** Shows times in a zone that the auditor looked for, and keeps it among those that are offered first. */
export async function chooseZone(bridge: Bridge, zone: string): Promise<void> {
  useViewState.getState().changeView({ zone });
  const recent = useSession.getState().host?.settings.recentZones;
  if (recent === undefined || recent[0] === zone || zone === 'UTC') return;
  const others = recent.filter((one) => one !== zone);
  await changeSettings(bridge, { recentZones: [zone, ...others].slice(0, mostRecent) });
}
