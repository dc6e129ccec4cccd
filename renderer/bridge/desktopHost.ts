import type { Reply } from '../../shared/contract.ts';
import type { FileGrant } from '../../shared/host.ts';

/** What the desktop host's preload puts into the window as `casebook`: own functions, nothing of Electron's. */
export type DesktopHost = {
  /** Asks for the engine's port; it comes by `window.postMessage`, again whenever the engine was started again. */
  readonly connect: () => void;
  readonly call: (name: string, input: unknown) => Promise<Reply<unknown>>;
  /** Null for a file that lies on no disk. */
  readonly grantFile: (file: File, path: string) => Promise<Reply<FileGrant> | null>;
  /** Of a dropped folder: its files, or the folder itself where they are many. */
  readonly grantFolder: (folder: File) => Promise<Reply<readonly FileGrant[]>>;
  readonly grantBytes: (bytes: ArrayBuffer, path: string) => Promise<Reply<FileGrant>>;
  /** Ends an engine that does not answer; a new one takes its place. */
  readonly restartEngine: () => Promise<void>;
};

declare global {
  interface Window {
    readonly casebook?: DesktopHost;
  }
}
