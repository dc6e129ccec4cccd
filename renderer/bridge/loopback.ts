import type { CallName, Input, Push, Reply } from '../../shared/contract.ts';
import { ExpectedError } from '../../shared/failure.ts';
import type { FileGrant } from '../../shared/host.ts';
import { cancelledReply } from './bridge.ts';
import { jsonLines } from './ndjson.ts';
import { folderFrom, sendFolder } from './sendFolder.ts';
import type { IncomingFile, Transport } from './transport.ts';

type Upload = { readonly name: string; readonly body: Blob };

/** How long the window waits before it asks again for the stream of pushes. */
const reconnectMs = 500;

/**
 * Exchanges the one-time code in the address for a session, which lives in this page's memory alone: after a
 * reload the window has to be opened again. The code leaves the address at once.
 */
export async function connectLoopback(): Promise<Transport> {
  const code = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  if (code === '') throw linkUsed();
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  if (!response.ok) throw linkUsed();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host, same build
  const { session } = (await response.json()) as { readonly session: string };
  return loopbackTransport(session);
}

function linkUsed(): ExpectedError {
  return new ExpectedError(
    'not-found',
    'This link was already used, or this window was reloaded. Close it and start Casebook again.',
  );
}

function loopbackTransport(session: string): Transport {
  const listeners = new Set<(push: Push) => void>();
  const tell = (push: Push): void => {
    for (const listener of listeners) listener(push);
  };

  const upload = async (file: Upload, signal: AbortSignal): Promise<Reply<FileGrant>> =>
    reply('/api/upload', { 'x-file-name': encodeURIComponent(file.name) }, file.body, signal);

  const reply = async <T>(
    address: string,
    headers: Record<string, string>,
    body: BodyInit,
    signal: AbortSignal,
  ): Promise<Reply<T>> => {
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'x-session': session, ...headers },
        body,
        signal,
      });
      if (!response.ok) return refused(response.status);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host, same build; it only sends replies
      return (await response.json()) as Reply<T>;
    } catch (thrown) {
      if (signal.aborted) return cancelledReply();
      return gone(thrown);
    }
  };

  void hearPushes(session, tell);

  return {
    kind: 'loopback',
    invoke(name: CallName, input: unknown, signal: AbortSignal) {
      if (name === 'host.pasteText') {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input of this very call
        const { text } = input as Input<'host.pasteText'>;
        // pasted text may be 64 MiB: it goes as a file, since a call's own body is at most 1 MiB
        return upload({ name: 'pasted', body: new Blob([text]) }, signal);
      }
      const headers = { 'content-type': 'application/json' };
      return reply('/api/call', headers, JSON.stringify({ name, input }), signal);
    },
    listen: (listener) => void listeners.add(listener),
    async grant(files: readonly IncomingFile[], signal: AbortSignal) {
      if (files.length >= folderFrom) {
        return sendFolder(files, (name, folder, body) =>
          reply(
            '/api/upload-folder',
            { 'x-file-name': encodeURIComponent(name), 'x-folder': folder },
            body,
            signal,
          ),
        );
      }
      const grants: FileGrant[] = [];
      for (const { file, path } of files) {
        const sent = await upload({ name: path, body: file }, signal);
        if (!sent.ok) return sent;
        grants.push(sent.value);
      }
      return { ok: true, value: grants };
    },
    download(address: string) {
      const link = document.createElement('a');
      link.href = address;
      link.download = '';
      link.click();
    },
  };
}

/** Pushes come as lines of one endless response; when it breaks, for instance over a tunnel, asks again. */
async function hearPushes(session: string, tell: (push: Push) => void): Promise<void> {
  for (;;) {
    try {
      const response = await fetch('/api/pushes', {
        method: 'POST',
        headers: { 'x-session': session },
      });
      if (response.status === 403) return;
      if (response.ok && response.body) {
        for await (const push of jsonLines(response.body)) {
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host, same build; an empty object keeps the line open
          if (isPush(push)) tell(push);
        }
      }
    } catch (thrown) {
      // a broken line is expected here; anything else would be ours
      if (!(thrown instanceof TypeError) && !(thrown instanceof DOMException)) throw thrown;
    }
    await new Promise((resolve) => setTimeout(resolve, reconnectMs));
  }
}

function isPush(line: unknown): line is Push {
  return typeof line === 'object' && line !== null && 'name' in line;
}

function refused(status: number): Reply<never> {
  const message =
    status === 413 ? 'This is too large for one call.' : `The host refused the call (${status}).`;
  return { ok: false, error: { code: 'bad-request', message } };
}

function gone(thrown: unknown): Reply<never> {
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  const message = `Casebook's host does not answer (${why}). Close this window and start Casebook again.`;
  return { ok: false, error: { code: 'engine-restarted', message } };
}
