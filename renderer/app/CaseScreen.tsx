import { useState } from 'react';

import type { CaseInfo } from '../../shared/caseInfo.ts';
import { assertNever } from '../../shared/failure.ts';
import { everything } from '../../shared/filter.ts';
import { include } from '../../shared/filterClick.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { CatalogueScreen } from '../features/catalogue/CatalogueScreen.tsx';
import { EntitiesScreen } from '../features/entities/EntitiesScreen.tsx';
import { EvidenceScreen } from '../features/evidence/EvidenceScreen.tsx';
import { OverviewScreen } from '../features/overview/OverviewScreen.tsx';
import { SyncPanel } from '../features/sync/SyncPanel.tsx';
import { runJob } from '../state/jobs.ts';
import { refreshCase } from '../state/openCase.ts';
import { openImport, useSession } from '../state/session.ts';
import type { Screen } from '../state/session.ts';
import { useViewState } from '../state/view.ts';
import { showEvents } from '../state/wayBack.ts';
import { chooseZone } from '../state/zone.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { verificationWords } from '../ui/verificationWords.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { EventsScreen } from './EventsScreen.tsx';
import { IntegrityPage } from './IntegrityPage.tsx';
import { Rail } from './Rail.tsx';
import { runCommand } from './runCommand.ts';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';

type Props = { readonly bridge: Bridge };

/** An open case: top bar, rail and one screen. */
export function CaseScreen({ bridge }: Props) {
  const { caseInfo: info, host, screen, changes, notice } = useSession();
  const zone = useViewState((state) => state.view.zone);
  const [error, setError] = useState<unknown>(null);
  if (info === null) return null;
  const toScreen = (next: Screen): void => useSession.setState({ screen: next });
  return (
    <div className="case">
      <TopBar
        info={info}
        verification={verificationWords(info, info.latestImport, zone)}
        zone={zone}
        recentZones={host?.settings.recentZones ?? []}
        onZone={(next) => void chooseZone(bridge, next).catch(setError)}
        onCommand={(command) => void runCommand(bridge, command).catch(setError)}
      />
      <Rail
        screen={screen}
        onScreen={toScreen}
        onSettings={() => useSession.setState({ dialog: 'settings' })}
      />
      <main className="screen">
        {info.readOnly !== null && (
          <p className="notice is-warning banner">Open for reading only: {info.readOnly}</p>
        )}
        {notice !== null && (
          <p className="notice banner" role="alert">
            {notice}{' '}
            <button
              type="button"
              className="link-button"
              onClick={() => useSession.setState({ notice: null })}
            >
              Put away
            </button>
          </p>
        )}
        <ErrorNotice error={error} />
        <ErrorBoundary key={screen}>
          <div className="screen-body">
            <OneScreen bridge={bridge} info={info} screen={screen} zone={zone} changes={changes} />
          </div>
        </ErrorBoundary>
        {(screen !== 'Events' || info.originals === 0) && <StatusBar info={info} />}
      </main>
    </div>
  );
}

type ScreenProps = Props & {
  readonly info: CaseInfo;
  readonly screen: Screen;
  readonly zone: string;
  readonly changes: number;
};

function OneScreen({ bridge, info, screen, zone, changes }: ScreenProps) {
  const changed = (): Promise<void> => refreshCase(bridge);
  const isNetworkOn = useSession((state) => state.host?.settings.network !== false);
  switch (screen) {
    case 'Events':
      return info.originals === 0 ? (
        <NoEvidence isReadOnly={info.readOnly !== null} />
      ) : (
        <EventsScreen key={info.id} bridge={bridge} info={info} />
      );
    case 'Evidence files':
      return (
        <EvidenceScreen
          bridge={bridge}
          files={info.originals}
          isReadOnly={info.readOnly !== null}
          zone={zone}
          changes={changes}
          onChanged={changed}
          onImport={() => openImport([])}
          onShowEvents={(original) => showEvents(include(everything, 'original', original))}
          sync={
            <SyncPanel
              bridge={bridge}
              hostKind={bridge.kind}
              isReadOnly={info.readOnly !== null}
              zone={zone}
              changes={changes}
              isNetworkOn={isNetworkOn}
              runJob={runJob}
              onChanged={changed}
            />
          }
        />
      );
    case 'Entities':
      return (
        <EntitiesScreen
          bridge={bridge}
          zone={zone}
          changes={changes}
          isReadOnly={info.readOnly !== null}
          onShowEvents={showEvents}
        />
      );
    case 'Overview':
      return (
        <OverviewScreen
          bridge={bridge}
          info={info}
          zone={zone}
          changes={changes}
          onChanged={changed}
          onShowEvents={showEvents}
          onEvidence={() => useSession.setState({ screen: 'Evidence files' })}
        />
      );
    case 'Event reference':
      return <CatalogueScreen bridge={bridge} onShowEvents={showEvents} />;
    case 'Integrity':
      return (
        <IntegrityPage
          bridge={bridge}
          info={info}
          changes={changes}
          onVerified={() => void changed()}
          onShowEvents={showEvents}
        />
      );
    default:
      return assertNever(screen);
  }
}

function NoEvidence({ isReadOnly }: { readonly isReadOnly: boolean }) {
  return (
    <EmptyState title="No evidence yet">
      <p>
        Drop audit-log exports (JSON, JSON lines, CSV, xlsx, gz, zip) or press <kbd>Ctrl+I</kbd>.
        Nothing leaves this computer.
      </p>
      <p className="mute">
        The logs of many products are recognised at once. Any other JSON or CSV log can be read by
        saying which field is which.
      </p>
      {!isReadOnly && (
        <Button look="primary" onClick={() => openImport([])}>
          Import
        </Button>
      )}
    </EmptyState>
  );
}
