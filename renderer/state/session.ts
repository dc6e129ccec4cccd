import { create } from 'zustand';

import type { CaseInfo } from '../../shared/caseInfo.ts';
import type { FileGrant, HostInfo } from '../../shared/host.ts';

export const screens = [
  'Events',
  'Evidence files',
  'Entities',
  'Overview',
  'Event reference',
  'Integrity',
] as const;
export type Screen = (typeof screens)[number];

export type OpenDialog =
  | 'import'
  | 'export'
  | 'keys'
  | 'commands'
  | 'settings'
  | 'save-view'
  | 'views'
  | 'new-case'
  | null;

export type SessionState = {
  readonly host: HostInfo | null;
  /** The case that is open; null on the start screen. */
  readonly caseInfo: CaseInfo | null;
  readonly screen: Screen;
  readonly dialog: OpenDialog;
  /** The accessible name of the region whose keys were asked for; null for none. */
  readonly region: string | null;
  /** What the import dialog starts with. */
  readonly incoming: readonly FileGrant[];
  /** Said above the screen until it is put away. */
  readonly notice: string | null;
  /** Counts what changed in the case: screens that list ask again. */
  readonly changes: number;
};

export const emptySession: SessionState = {
  host: null,
  caseInfo: null,
  screen: 'Events',
  dialog: null,
  region: null,
  incoming: [],
  notice: null,
  changes: 0,
};

/** Where the auditor is: host, case, screen and dialog. */
export const useSession = create<SessionState>()(() => emptySession);

/** Opens the import dialog with these files; one that is open gets them as well. */
export function openImport(files: readonly FileGrant[]): void {
  useSession.setState(({ dialog, incoming }) => ({
    dialog: 'import',
    incoming: dialog === 'import' ? [...incoming, ...files] : files,
  }));
}

export function closeDialog(): void {
  useSession.setState({ dialog: null, incoming: [] });
}
