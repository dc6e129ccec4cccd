import http from 'node:http';
import path from 'node:path';

import manifest from '../../package.json' with { type: 'json' };
import type { BuiltFile } from '../builtFiles.ts';
import { readBuiltFiles } from '../builtFiles.ts';
import { createHostCalls } from '../hostCalls.ts';
import { casesFolder, configFolder } from '../hostFolders.ts';
import { HostSettingsFile } from '../hostSettings.ts';
import { IncomingFolder } from '../incomingFolder.ts';
import { platformKeyring } from '../secrets/platformKeyring.ts';
import { securityHeaders } from '../securityHeaders.ts';
import { SyncPermissions, answerEngine } from '../syncPermissions.ts';
import { createApi } from './api.ts';
import type { Api } from './api.ts';
import { Downloads, downloadPrefix } from './downloads.ts';
import { EngineCalls } from './engineCalls.ts';
import { hasCookie, refuseRequest } from './guard.ts';
import { isOwnPeer } from './peer.ts';
import { Sessions } from './sessions.ts';
import { LaunchCodes, newSecret } from './token.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type ServeOptions = {
  /** The case to go straight to; it is made if it is not there. Null: the start screen. */
  readonly openCase: string | null;
  /** How long the first link is good; null: until it is used. */
  readonly linkLifeMs: number | null;
  /** The built window; `out/renderer` unless said otherwise. */
  readonly windowFolder?: string;
};

export type LoopbackHost = {
  /** `http://127.0.0.1:PORT/#CODE`, good for one window. */
  readonly url: string;
  /** Another link, for another window. */
  newLink(lifeMs: number | null): string;
  /** Resolves once the last window that was there has gone. */
  readonly windowsGone: Promise<void>;
  /** Ends an engine that does not answer; a new one takes its place. */
  killEngine(): void;
  close(): Promise<void>;
};

/** Serves the built window and the engine to this user's browser on 127.0.0.1, behind a one-time link. */
export async function serve(options: ServeOptions): Promise<LoopbackHost> {
  const settings = new HostSettingsFile(configFolder());
  const secrets = platformKeyring();
  const files = readBuiltFiles(options.windowFolder ?? path.join(root, 'out/renderer'));
  const gone = Promise.withResolvers<void>();
  const sessions = new Sessions((session, left) => {
    engine.disconnect(session.client);
    if (left === 0) gone.resolve();
  });
  const engine = new EngineCalls(
    (client, push) => sessions.push(client, push),
    answerEngine(settings, new SyncPermissions(configFolder()), secrets),
  );
  const incoming = new IncomingFolder(casesFolder());
  const downloads = new Downloads((file) => incoming.release(file));
  const handlers = createHostCalls({
    platform: {
      kind: 'loopback',
      askNewCase: (proposed) => Promise.resolve(proposed),
      askOpenCase: () => Promise.resolve(null),
      pickFiles: () => Promise.resolve([]),
      askFolder: (typed) => Promise.resolve(typed),
      askSaveTarget: (name) => Promise.resolve(incoming.reserve(name)),
      exported: (file, name) => downloads.offer(file, name),
    },
    version: manifest.version,
    settings,
    secrets,
    casesFolder: casesFolder(),
    sampleFolder: path.join(root, 'resources/samples'),
    incoming,
    grant: (granted, purpose, name) => engine.grant(granted, purpose, name),
    openCase: options.openCase,
  });
  const codes = new LaunchCodes();
  const cookie = newSecret();
  const api = createApi({ codes, cookie, sessions, engine, handlers, incoming });
  const server = await listen(files, api, downloads, cookie);
  const link = (lifeMs: number | null): string =>
    `http://${authorityOf(server)}/#${codes.create(lifeMs)}`;
  return {
    url: link(options.linkLifeMs),
    newLink: link,
    windowsGone: gone.promise,
    killEngine: () => engine.kill(),
    close: async () => {
      sessions.close();
      server.close();
      server.closeAllConnections();
      await engine.close();
      incoming.close();
    },
  };
}

/** SECURITY: bound to 127.0.0.1 alone, on a port of the system's choice; bounded headers, time and sockets. */
async function listen(
  files: ReadonlyMap<string, BuiltFile>,
  api: Api,
  downloads: Downloads,
  cookie: string,
): Promise<http.Server> {
  const server = http.createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    connectionsCheckingInterval: 2000,
    // an upload of 20 GiB takes its time; JSON bodies have their own limit
    requestTimeout: 0,
    // our own check answers a missing Host
    requireHostHeader: false,
  });
  server.maxConnections = 64;
  let authority = '';
  server.on('connection', (socket) => {
    if (!isOwnPeer(socket)) socket.destroy();
  });
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const refusal = refuseRequest(request, authority);
    if (refusal !== null) {
      refuse(response, refusal.status);
      return;
    }
    if (request.method === 'POST') void api(request, response);
    else get(request, response, files, downloads, cookie);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return;
    socket.end(plainRefusal(error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  authority = authorityOf(server);
  return server;
}

function authorityOf(server: http.Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return `127.0.0.1:${address.port}`;
}

function get(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  files: ReadonlyMap<string, BuiltFile>,
  downloads: Downloads,
  cookie: string,
): void {
  const address = request.url ?? '';
  const file = files.get(address);
  if (file) {
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.body.length });
    response.end(file.body);
    return;
  }
  const own = request.headers['sec-fetch-site'] === 'same-origin' && hasCookie(request, cookie);
  const download = own && address.startsWith(downloadPrefix) ? downloads.take(address) : undefined;
  if (!download) {
    refuse(response, 404);
    return;
  }
  downloads.send(download, response).catch((thrown: unknown) => {
    console.error('casebook host: a download ended early:', thrown);
  });
}

function refuse(response: http.ServerResponse, status: number): void {
  // the rest of a refused request is not read
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
  response.end(`${http.STATUS_CODES[status] ?? 'Refused'}\n`);
}

/** For what is no HTTP request at all, where Node gives a socket and no response. */
function plainRefusal(status: number): string {
  const headers = Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  const reason = http.STATUS_CODES[status] ?? 'Refused';
  return `HTTP/1.1 ${status} ${reason}\r\n${headers.join('')}connection: close\r\ncontent-length: 0\r\n\r\n`;
}
