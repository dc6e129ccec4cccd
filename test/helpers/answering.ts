import type { RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

import type { ApiSource } from '../../shared/sync.ts';
import { selfSigned } from '../servers/certificate.ts';

/** A server that answers as the test says, and its requests. */
export async function answering(
  t: TestContext,
  listener: RequestListener,
): Promise<{ server: string; certificate: string; requests: string[] }> {
  const { key, cert } = selfSigned();
  const requests: string[] = [];
  const http = https.createServer({ key, cert }, (request, response) => {
    requests.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => {
    http.close();
    http.closeAllConnections();
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP
  const { port } = http.address() as AddressInfo;
  return { server: `https://127.0.0.1:${port}`, certificate: cert, requests };
}

/** A source of kind GitHub at that server. */
export function githubAt(at: { server: string; certificate: string | null }): ApiSource {
  return {
    id: 'api',
    name: 'GitHub',
    kind: 'api',
    api: 'github',
    values: { scope: 'orgs/acme' },
    since: null,
    request: null,
    secret: { kind: 'none' },
    schedule: { kind: 'hand' },
    ...at,
  };
}
