import { connectLoopback } from '../../renderer/bridge/loopback.ts';
import type { Transport } from '../../renderer/bridge/transport.ts';
import type { TestHost } from './testHost.ts';

/**
 * The window's own transport, run in Node: given an address bar, and a fetch that adds what a browser adds by
 * itself (origin, site and cookie). `host.newLink` gives each its own session.
 */
export async function windowTransport({ host, port }: TestHost): Promise<Transport> {
  const origin = `http://127.0.0.1:${port}`;
  const link = new URL(host.newLink(null));
  let cookie = '';
  const browserFetch: typeof fetch = async (address, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', origin);
    headers.set('sec-fetch-site', 'same-origin');
    if (cookie !== '') headers.set('cookie', cookie);
    const target = new URL(address instanceof Request ? address.url : address, origin);
    const asked = nodeFetch(target, { ...init, headers });
    // when the host has gone, the endless stream of pushes ends with it instead of asking again
    const ending = target.pathname === '/api/pushes' ? asked.catch(sessionGone) : asked;
    const response = await ending;
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return response;
  };
  const nodeFetch = globalThis.fetch;
  Object.assign(globalThis, {
    location: { hash: link.hash, pathname: '/' },
    history: { replaceState: () => undefined },
    fetch: browserFetch,
  });
  return connectLoopback();
}

function sessionGone(): Response {
  return new Response(null, { status: 403 });
}
