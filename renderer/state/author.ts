import { create } from 'zustand';

import type { Bridge } from '../bridge/bridge.ts';
import { useSession } from './session.ts';

type Asking = { readonly answer: ((author: string | null) => void) | null };

/** Set while the author's name is being asked. */
export const useAuthorQuestion = create<Asking>()(() => ({ answer: null }));

/** The name that stands beside what is done; asked once, then kept by the host. Null when the auditor would not say. */
export async function authorName(bridge: Bridge): Promise<string | null> {
  const known = useSession.getState().host?.settings.author ?? '';
  if (known !== '') return known;
  const author = await new Promise<string | null>((answer) =>
    useAuthorQuestion.setState({ answer }),
  );
  useAuthorQuestion.setState({ answer: null });
  if (author === null) return null;
  const settings = await bridge.call('host.setSettings', { author });
  const { host } = useSession.getState();
  if (host) useSession.setState({ host: { ...host, settings } });
  return author;
}
