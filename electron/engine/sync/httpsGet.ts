import https from 'node:https';
import { rootCertificates } from 'node:tls';

import { ExpectedError } from '../../../shared/failure.ts';

/** What a server answered. Headers by their names in lower case. */
export type Answer = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
};

export type GetOptions = {
  readonly headers: Readonly<Record<string, string>>;
  /** PEM of an authority to trust besides the system's. */
  readonly certificate: string | null;
  readonly signal: AbortSignal;
  /** Silence for so long ends the request. */
  readonly timeoutMs: number;
  /** An answer that comes byte by byte is never silent: it ends the request, too. */
  readonly wholeMs: number;
};

/** The connection failed before an answer was whole: asking again may help. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Nobody was there at all: that is seldom over in a minute. */
  readonly isAbsent: boolean;
  constructor(message: string, options: ErrorOptions & { readonly isAbsent?: boolean } = {}) {
    super(message, options);
    this.isAbsent = options.isAbsent ?? false;
  }
}

/** Of one answer: it is held in memory. */
export const mostBytes = 256 * 1024 * 1024;

/** Connections are used again; Node keeps those of another server, or of another certificate to trust, apart. */
const connections = new https.Agent({ keepAlive: true, maxSockets: 8 });

/**
 * One GET over TLS, certificate verified; redirects are the caller's to judge. Rejects with NoAnswer where asking again
 * may help, with ExpectedError where it does not: a certificate that does not verify, an answer above 256 MiB.
 */
export function httpsGet(url: URL, options: GetOptions): Promise<Answer> {
  if (url.protocol !== 'https:')
    return Promise.reject(new ExpectedError('refused', `${url.origin}: only https is contacted`));
  return new Promise((resolve, reject) => {
    const request = https.get(
      url,
      {
        headers: { 'user-agent': 'Casebook', 'accept-encoding': 'identity', ...options.headers },
        signal: options.signal,
        timeout: options.timeoutMs,
        agent: connections,
        rejectUnauthorized: true,
        ...(options.certificate !== null && { ca: [...rootCertificates, options.certificate] }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          chunks.push(chunk);
          if (bytes > mostBytes)
            request.destroy(
              new ExpectedError('unreadable', `${url.host}: an answer of more than 256 MiB`),
            );
        });
        response.on('end', () => {
          if (!response.complete) {
            reject(new NoAnswer('the connection ended in the middle of an answer'));
            return;
          }
          resolve({
            status: response.statusCode ?? 0,
            headers: headersOf(response.headers),
            body: Buffer.concat(chunks),
          });
        });
        response.on('error', (error) => reject(failureOf(error, url, options.signal)));
      },
    );
    const whole = setTimeout(() => {
      request.destroy(
        new NoAnswer(`its answer was not whole after ${Math.ceil(options.wholeMs / 1000)} s`),
      );
    }, options.wholeMs);
    request.on('close', () => clearTimeout(whole));
    request.on('timeout', () => {
      request.destroy(new NoAnswer(`no answer for ${Math.ceil(options.timeoutMs / 1000)} s`));
    });
    request.on('error', (error) => reject(failureOf(error, url, options.signal)));
  });
}

function headersOf(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) all.set(name, Array.isArray(value) ? value.join(', ') : value);
  return all;
}

/** OpenSSL's and Node's words for a certificate that does not stand for its server. */
const certificateCodes =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|HOSTNAME_MISMATCH|ERR_SSL_|ERR_OSSL_)/u;

function failureOf(error: Error, url: URL, signal: AbortSignal): Error {
  if (signal.aborted) return new ExpectedError('cancelled', 'Cancelled');
  if (error instanceof ExpectedError || error instanceof NoAnswer) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (certificateCodes.test(code))
    return new ExpectedError(
      'refused',
      `${url.host}: its certificate does not verify (${code.toLowerCase().replaceAll('_', ' ')}); nothing was sent to it`,
      { cause: error },
    );
  if (code === 'ENOTFOUND')
    return new NoAnswer(`there is no server of the name ${url.hostname}`, {
      cause: error,
      isAbsent: true,
    });
  return new NoAnswer(code === '' ? error.message : `the connection failed (${code})`, {
    cause: error,
    isAbsent: code === 'ECONNREFUSED',
  });
}
