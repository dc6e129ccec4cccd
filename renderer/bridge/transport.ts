import type { CallName, Push, Reply } from '../../shared/contract.ts';
import type { FileGrant } from '../../shared/host.ts';

/** A file on its way in, with the path that it had inside the folder that was given (`logs/2026/a.json`). */
export type IncomingFile = {
  readonly file: File;
  readonly path: string;
  /** `file` stands for a folder that lies on this disk: a host that may read it walks it itself. */
  readonly folder?: true;
};

/** What a host gives the window. Everything that differs between the two hosts is behind it. */
export type Transport = {
  readonly kind: 'desktop' | 'loopback';
  /** One call. Aborting the signal cancels it; the promise then ends with a `cancelled` reply. */
  invoke(name: CallName, input: unknown, signal: AbortSignal): Promise<Reply<unknown>>;
  /** Every push of engine and host, from now on. */
  listen(listener: (push: Push) => void): void;
  /** Hands files to the host, which gives a token for each. Folders and containers stay files of their own. */
  grant(files: readonly IncomingFile[], signal: AbortSignal): Promise<Reply<readonly FileGrant[]>>;
  /** Lets the browser save what `host.exported` offers at this address. */
  download(address: string): void;
};
