import { assertNever } from '../../shared/failure.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { ExportDialog } from '../features/export/ExportDialog.tsx';
import { ImportDialog } from '../features/import/ImportDialog.tsx';
import { runJob } from '../state/jobs.ts';
import { refreshCase } from '../state/openCase.ts';
import { closeDialog, openImport, useSession } from '../state/session.ts';
import { useViewState } from '../state/view.ts';
import { CommandsDialog } from './CommandsDialog.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { runCommand } from './runCommand.ts';
import { SettingsDialog } from './SettingsDialog.tsx';

type Props = { readonly bridge: Bridge };

/** The dialog that is open, whichever screen it was opened from. */
export function Dialogs({ bridge }: Props) {
  const { dialog, incoming, caseInfo, host } = useSession();
  const view = useViewState((state) => state.view);
  switch (dialog) {
    case 'import':
      if (caseInfo === null || host === null) return null;
      return (
        <ImportDialog
          bridge={bridge}
          hostKind={host.kind}
          files={incoming}
          onFiles={openImport}
          runJob={runJob}
          onClose={closeDialog}
          onImported={() => refreshCase(bridge)}
          onShow={(screen) => {
            closeDialog();
            useSession.setState({ screen });
          }}
        />
      );
    case 'export':
      if (caseInfo === null || host === null) return null;
      return (
        <ExportDialog bridge={bridge} caseName={caseInfo.name} view={view} onClose={closeDialog} />
      );
    case 'settings':
      return host === null ? null : (
        <SettingsDialog bridge={bridge} settings={host.settings} onClose={closeDialog} />
      );
    case 'keys':
      return <KeysDialog onClose={closeDialog} />;
    case 'commands':
      return (
        <CommandsDialog
          hasCase={caseInfo !== null}
          isReadOnly={(caseInfo?.readOnly ?? null) !== null}
          onClose={closeDialog}
          onCommand={(command) => void runCommand(bridge, command)}
        />
      );
    case 'new-case':
    case null:
      return null;
    default:
      return assertNever(dialog);
  }
}
