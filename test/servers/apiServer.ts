import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import type { ApiStyle, Entry } from './apiStyles.ts';
import { selfSigned } from './certificate.ts';

/** What goes wrong with one request. */
export const faults = [
  'drop',
  'cut',
  '429',
  '500',
  'slow',
  'duplicate',
  'reordered',
  'changed',
  'expired',
  'not json',
] as const;
export type Fault = (typeof faults)[number];

export type ApiServer = {
  /** `https://127.0.0.1:PORT`. */
  readonly server: string;
  readonly certificate: string;
  /** What is accepted as the secret; another after a token has expired. */
  secret: string;
  /** Oldest first; may grow while the server runs. */
  readonly log: Entry[];
  readonly requests: readonly string[];
  /** The fault of the next request, by its number from 1; null for none. */
  fault: (request: number) => Fault | null;
  /** Called before each request is answered. */
  onRequest: (request: number) => void;
  close(): Promise<void>;
};

type Mutable = { -readonly [K in keyof ApiServer]: ApiServer[K] };

/** A real HTTPS server on a free port of 127.0.0.1 that answers as one of the APIs does, and fails as it is told to. */
export async function startApi(style: ApiStyle, log: Entry[], port = 0): Promise<ApiServer> {
  const { key, cert } = selfSigned();
  const requests: string[] = [];
  let before = '[]';
  const self: Mutable = {
    server: '',
    secret: 'secret-1',
    log,
    requests,
    certificate: cert,
    fault: () => null,
    onRequest: () => undefined,
    close: () => Promise.resolve(),
  };
  const http = https.createServer({ key, cert }, (request, response) => {
    requests.push(request.url ?? '');
    self.onRequest(requests.length);
    const fault = self.fault(requests.length);
    const page = pageOf(style, self, request);
    if (spoiled(fault, request, response, page?.body ?? '')) return;
    if (fault === 'expired') self.secret = `${self.secret}+`;
    const [name, value] = style.authorization(self.secret);
    if (request.headers[name] !== value) {
      // some servers and proxies tell what they were sent
      const sent = { message: 'Bad credentials', sent: request.headers[name] };
      send(response, 401, JSON.stringify(sent), { 'x-request-id': String(request.headers[name]) });
      return;
    }
    if (page === null) {
      send(response, 404, JSON.stringify({ message: 'Not Found' }));
      return;
    }
    // the page before, in place of one that follows it
    const isNext = /[?&](after|cursor|from|offset)=/u.test(request.url ?? '');
    const body = fault === 'duplicate' && isNext ? before : varied(style, page.value, fault);
    before = body;
    send(response, 200, body, page.link === undefined ? {} : { link: page.link });
  });
  await new Promise<void>((resolve) => {
    http.listen(port, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP
  self.server = `https://127.0.0.1:${(http.address() as AddressInfo).port}`;
  self.close = () =>
    new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  return self;
}

function pageOf(
  style: ApiStyle,
  { server, log }: ApiServer,
  request: IncomingMessage,
): { value: unknown; body: string; link?: string } | null {
  const url = new URL(request.url ?? '/', server);
  if (url.pathname !== style.path) return null;
  const { value, link } = style.answer(url.searchParams, log, url);
  return { value, body: JSON.stringify(value), ...(link !== undefined && { link }) };
}

/** Faults that leave no answer, or none of the API's own. */
function spoiled(
  fault: Fault | null,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): boolean {
  switch (fault) {
    case 'drop':
      request.socket.destroy();
      return true;
    case 'cut':
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body) + 10,
      });
      response.write(body.slice(0, body.length / 2), () => request.socket.destroy());
      return true;
    case '429':
      send(response, 429, '{"message":"slow down"}', { 'retry-after': '0.005' });
      return true;
    case '500':
      send(response, 500, 'oops');
      return true;
    case 'not json':
      send(response, 200, '<html>proxy</html>', { 'content-type': 'text/html' });
      return true;
    case 'slow':
      // says nothing until the client has gone
      return true;
    case null:
    case 'duplicate':
    case 'reordered':
    case 'changed':
    case 'expired':
      return false;
    default:
      throw new Error(`unknown fault ${String(fault satisfies never)}`);
  }
}

/** The same records, in another order or in other words. */
function varied(style: ApiStyle, value: unknown, fault: Fault | null): string {
  if (fault === 'reordered') {
    const copy: unknown = structuredClone(value);
    style.items(copy).reverse();
    return JSON.stringify(copy);
  }
  return fault === 'changed' ? JSON.stringify(value, null, 1) : JSON.stringify(value);
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}
