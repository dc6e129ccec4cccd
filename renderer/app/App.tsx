import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';

import type { Bridge } from '../bridge/bridge.ts';
import { useAuthorQuestion } from '../state/author.ts';
import { openCase } from '../state/openCase.ts';
import { useSession } from '../state/session.ts';
import { showTheme } from '../state/theme.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { AuthorDialog } from './AuthorDialog.tsx';
import { CaseScreen } from './CaseScreen.tsx';
import { Dialogs } from './Dialogs.tsx';
import { DropTarget } from './DropTarget.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { JobsBar } from './JobsBar.tsx';
import { StartPage } from './StartPage.tsx';
import { useKeptPage } from './useKeptPage.ts';
import { usePushes } from './usePushes.ts';
import { useWindowKeys } from './useWindowKeys.ts';

import '../styles/base.css';
import '../styles/table.css';
import '../styles/forcedColors.css';
import './app.css';

type Props = { readonly bridge: Bridge };

/** The whole window: the start screen until a case is open, then the case. */
export function App({ bridge }: Props) {
  const host = useSession((state) => state.host);
  const isCaseOpen = useSession((state) => state.caseInfo !== null);
  const answer = useAuthorQuestion((state) => state.answer);
  const [error, setError] = useState<unknown>(null);
  useWindowKeys(bridge, setError);
  usePushes(bridge, setError);
  useKeptPage(host?.kind === 'loopback');
  useEffect(() => {
    let isGone = false;
    const start = async (): Promise<void> => {
      const info = await bridge.call('host.info', {});
      if (isGone) return;
      useSession.setState({ host: info });
      showTheme(info.settings.theme);
      if (info.openCase !== null) await openCase(bridge, info.openCase);
    };
    start().catch(setError);
    return () => {
      isGone = true;
    };
  }, [bridge]);
  return (
    <I18nProvider locale="en-GB">
      <ErrorBoundary>
        <DropTarget bridge={bridge} onError={setError}>
          <ErrorNotice error={error} />
          {host !== null &&
            (isCaseOpen ? (
              <CaseScreen bridge={bridge} />
            ) : (
              <StartPage bridge={bridge} host={host} />
            ))}
          <JobsBar />
        </DropTarget>
        <Dialogs bridge={bridge} />
        {answer !== null && <AuthorDialog onAnswer={answer} />}
      </ErrorBoundary>
    </I18nProvider>
  );
}
