import type { IncomingMessage } from 'node:http';

import { sameSecret } from './token.ts';

export type Refusal = { readonly status: number; readonly why: string };

export const cookieName = '__Host-casebook';

/**
 * What every request must be before its address is looked at: to this very host and port, not through a proxy, and
 * for everything but reading files from our own page. Forwarding headers are not read at all.
 */
export function refuseRequest(request: IncomingMessage, authority: string): Refusal | null {
  const hosts = headerValues(request, 'host');
  if (hosts.length !== 1 || hosts[0] !== authority) return { status: 421, why: 'host' };
  if (!request.url?.startsWith('/') || request.url.startsWith('//')) {
    return { status: 400, why: 'address' };
  }
  if (request.headers.upgrade !== undefined) return { status: 400, why: 'upgrade' };
  if (request.method === 'GET') {
    return request.url.startsWith('/api') ? { status: 405, why: 'method' } : null;
  }
  if (request.method !== 'POST') return { status: 403, why: 'method' };
  const origins = headerValues(request, 'origin');
  if (origins.length !== 1 || origins[0] !== `http://${authority}`) {
    return { status: 403, why: 'origin' };
  }
  if (request.headers['sec-fetch-site'] !== 'same-origin') return { status: 403, why: 'site' };
  return null;
}

/** Cookies alone do not do: a browser sends them to every port of 127.0.0.1. */
export function hasCookie(request: IncomingMessage, secret: string): boolean {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.filter((pair) => pair.startsWith(`${cookieName}=`));
  return values.length === 1 && sameSecret(values[0]?.slice(cookieName.length + 1), secret);
}

/** Node keeps only the first of two Host headers; the raw list has both. */
function headerValues(request: IncomingMessage, name: string): readonly string[] {
  const raw = request.rawHeaders;
  return raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
}
