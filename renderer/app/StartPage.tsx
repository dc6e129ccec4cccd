import type { HostInfo } from '../../shared/host.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { StartScreen } from '../features/start/StartScreen.tsx';
import { newCase, openCase, openSample } from '../state/openCase.ts';
import { closeDialog, useSession } from '../state/session.ts';

type Props = { readonly bridge: Bridge; readonly host: HostInfo };

/** The start screen with what its buttons do. */
export function StartPage({ bridge, host }: Props) {
  const isNaming = useSession((state) => state.dialog === 'new-case');
  return (
    <StartScreen
      bridge={bridge}
      host={host}
      isNaming={isNaming}
      onNaming={(isOpen) => {
        if (isOpen) useSession.setState({ dialog: 'new-case' });
        else closeDialog();
      }}
      onNew={async (name, files) => {
        await newCase(bridge, name, files);
      }}
      onOpen={async (id) => {
        const granted = await bridge.call('host.openCase', { id });
        if (granted !== null) await openCase(bridge, granted);
      }}
      onSample={() => openSample(bridge)}
    />
  );
}
