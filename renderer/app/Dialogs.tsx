import { assertNever } from '../../shared/failure.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { ExportDialog } from '../features/export/ExportDialog.tsx';
import { ImportDialog } from '../features/import/ImportDialog.tsx';
import { importedFilter } from '../features/import/importedFilter.ts';
import { ManageViewsDialog } from '../features/views/ManageViewsDialog.tsx';
import { SaveViewDialog } from '../features/views/SaveViewDialog.tsx';
import { runJob } from '../state/jobs.ts';
import { refreshCase } from '../state/openCase.ts';
import { keepSavedViews, useSavedViews } from '../state/savedViews.ts';
import { useSelectedEvents } from '../state/selectedEvents.ts';
import { closeDialog, openImport, useSession } from '../state/session.ts';
import { useViewState } from '../state/view.ts';
import { showEvents } from '../state/wayBack.ts';
import { CommandsDialog } from './CommandsDialog.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { runDeed } from './runDeed.ts';
import { SettingsDialog } from './SettingsDialog.tsx';

type Props = { readonly bridge: Bridge };

const allZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The dialog that is open, whichever screen it was opened from. */
export function Dialogs({ bridge }: Props) {
  const { dialog, incoming, caseInfo, host, region } = useSession();
  const { view, changeView, activeEvent } = useViewState();
  const saved = useSavedViews((state) => state.views);
  const selected = useSelectedEvents((state) => state.selected);
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
          onShowEvents={(result) => {
            closeDialog();
            showEvents(importedFilter(result, caseInfo.events));
          }}
        />
      );
    case 'export':
      if (caseInfo === null || host === null) return null;
      return (
        <ExportDialog
          bridge={bridge}
          caseName={caseInfo.name}
          view={view}
          selected={selected}
          onClose={closeDialog}
        />
      );
    case 'settings':
      return host === null ? null : (
        <SettingsDialog bridge={bridge} settings={host.settings} onClose={closeDialog} />
      );
    case 'keys':
      return <KeysDialog region={region} onClose={closeDialog} />;
    case 'commands':
      return (
        <CommandsDialog
          state={{
            hasCase: caseInfo !== null,
            isReadOnly: (caseInfo?.readOnly ?? null) !== null,
            saved,
            products: caseInfo?.sources ?? [],
            zones: allZones,
            activeEvent,
          }}
          onClose={closeDialog}
          onDeed={(deed) => void runDeed(bridge, deed)}
        />
      );
    case 'save-view':
      return (
        <SaveViewDialog
          bridge={bridge}
          view={view}
          saved={saved}
          onSaved={keepSavedViews}
          onClose={closeDialog}
        />
      );
    case 'views':
      return caseInfo === null ? null : (
        <ManageViewsDialog
          bridge={bridge}
          caseName={caseInfo.name}
          isReadOnly={caseInfo.readOnly !== null}
          zone={view.zone}
          saved={saved}
          onViews={keepSavedViews}
          onPick={(next) => {
            changeView(next);
            useSession.setState({ screen: 'Events' });
          }}
          onClose={closeDialog}
        />
      );
    case 'new-case':
    case null:
      return null;
    default:
      return assertNever(dialog);
  }
}
