import { useEffect } from 'react';

import type { Bridge } from '../bridge/bridge.ts';
import { followJobs } from '../state/jobs.ts';
import { closeCase, openCase, refreshCase } from '../state/openCase.ts';
import { useSession } from '../state/session.ts';
import { runCommand } from './runCommand.ts';

/** Follows what host and engine say unasked. */
export function usePushes(bridge: Bridge, onError: (error: unknown) => void): void {
  useEffect(() => {
    const stops = [
      followJobs(bridge),
      bridge.onPush('case.changed', () => void refreshCase(bridge).catch(onError)),
      bridge.onPush('engine.restarted', ({ reason }) => {
        useSession.setState({
          notice: `${reason} The case is open as it was; work that was running has to be repeated.`,
        });
        refreshCase(bridge).catch(onError);
      }),
      bridge.onPush('host.command', ({ command }) => {
        // the grid has this one, under its key
        if (command === 'go-to') return;
        const work = command === 'open-case' ? openOther(bridge) : runCommand(bridge, command);
        work.catch(onError);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [bridge, onError]);
}

/** Asks for a case, and only then leaves the one that is open. */
async function openOther(bridge: Bridge): Promise<void> {
  const granted = await bridge.call('host.openCase', { id: null });
  if (granted === null) return;
  if (useSession.getState().caseInfo !== null) await closeCase(bridge);
  await openCase(bridge, granted);
}
