import { setTimeout as wait } from 'node:timers/promises';

import { ExpectedError } from '../../../shared/failure.ts';
import { isPlainLink } from './address.ts';
import { NoAnswer, httpsGet } from './httpsGet.ts';
import type { Answer } from './httpsGet.ts';

/** How long a server is given. */
export type Patience = {
  /** Requests for one answer, the first among them. */
  readonly attempts: number;
  /** Before the second; twice as long before each next one. */
  readonly firstWaitMs: number;
  /** A server that asks for a longer wait than this ends the run; the next one goes on where this one stopped. */
  readonly longestWaitMs: number;
  /** Silence. */
  readonly timeoutMs: number;
  /** From the request to the end of its answer. */
  readonly wholeMs: number;
};
export const usualPatience: Patience = {
  attempts: 7,
  firstWaitMs: 1000,
  longestWaitMs: 15 * 60_000,
  timeoutMs: 60_000,
  wholeMs: 30 * 60_000,
};

export type Asking = {
  /** Made anew for each attempt: a signature holds for minutes only. */
  readonly headers: (url: URL) => Readonly<Record<string, string>>;
  readonly certificate: string | null;
  /** Never to be found in what is kept or said. */
  readonly secrets: readonly string[];
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Told before each wait: why, and until when (ms since 1970). */
  readonly onWait: (why: string, untilMs: number) => void;
  /** Statuses that the caller understands besides 2xx. */
  readonly understands?: readonly number[];
  /** Throws NoAnswer for an answer that is whole, and yet cannot be meant: it is asked for again. */
  readonly check?: (answer: Answer) => void;
};

const mostRedirects = 3;
const absentAttempts = 3;

/**
 * GETs until there is an answer: again after a dropped connection, silence, 408, 425, 429 and 5xx, in growing steps or
 * when the server says. Redirects are followed on the same server alone. Throws ExpectedError naming the server.
 */
export async function ask(url: URL, asking: Asking): Promise<Answer> {
  const { firstWaitMs, longestWaitMs } = asking.patience;
  let { attempts } = asking.patience;
  let problem = '';
  for (let attempt = 1; ; attempt++) {
    let pause = firstWaitMs * 2 ** (attempt - 1);
    try {
      const answer = await askOnce(url, asking);
      const asked = pauseAskedFor(answer);
      if (asked === null) {
        asking.check?.(answer);
        return answer;
      }
      problem = asked.problem;
      pause = Math.max(pause, asked.pauseMs);
    } catch (thrown) {
      if (!(thrown instanceof NoAnswer)) throw thrown;
      problem = thrown.message;
      if (thrown.isAbsent) attempts = Math.min(attempts, absentAttempts);
    }
    const until = Date.now() + pause;
    if (attempt >= attempts || pause > longestWaitMs)
      throw new ExpectedError(
        'unreachable',
        pause > longestWaitMs
          ? `${url.host}: ${problem}; it asks to wait ${untilWords(until)}`
          : `${url.host}: ${problem} (asked ${attempt} times)`,
      );
    asking.onWait(problem, until);
    await wait(pause, undefined, { signal: asking.signal });
  }
}

/** A server can ask for a wait beyond all dates. */
function untilWords(ms: number): string {
  return ms < latest ? `until ${new Date(ms).toISOString()}` : 'longer than there are dates';
}
const latest = 8.64e15;

async function askOnce(first: URL, asking: Asking): Promise<Answer> {
  let url = first;
  for (let redirects = 0; ; redirects++) {
    const answer = await httpsGet(url, {
      headers: asking.headers(url),
      certificate: asking.certificate,
      signal: asking.signal,
      timeoutMs: asking.patience.timeoutMs,
      wholeMs: asking.patience.wholeMs,
    });
    if (answer.status < 300 || answer.status > 399) {
      refuseLeak(url, answer, asking.secrets);
      return answer;
    }
    const to = answer.headers.get('location') ?? '';
    const next = URL.canParse(to, url) ? new URL(to, url) : null;
    if (next === null || next.origin !== first.origin)
      throw new ExpectedError(
        'refused',
        `${url.host} sends elsewhere (${next === null ? 'nowhere that can be read' : next.host}); only the server that was named is contacted`,
      );
    if (redirects >= mostRedirects)
      throw new ExpectedError('unreachable', `${url.host} redirects in a circle`);
    url = next;
  }
}

/** An answer that repeats the secret must not become evidence: the case would then hold it. */
function refuseLeak(url: URL, answer: Answer, secrets: readonly string[]): void {
  for (const secret of secrets)
    if (secret.length >= 4 && answer.status < 300 && answer.body.includes(secret))
      throw new ExpectedError(
        'refused',
        `${url.host} repeats the secret in its answer; the answer was not kept`,
      );
}

/** Null: an answer to go on with. Else how long the server wants to be left alone, and why. */
function pauseAskedFor(answer: Answer): { problem: string; pauseMs: number } | null {
  const { status } = answer;
  // GitHub answers 403 where others answer 429
  const isLimited =
    status === 429 || (status === 403 && answer.headers.has('retry-after')) || isSpent(answer);
  if (isLimited) return { problem: 'the rate limit is reached', pauseMs: resetMs(answer) };
  if (status === 408 || status === 425 || status >= 500)
    return { problem: `it answers ${status}`, pauseMs: resetMs(answer) };
  return null;
}

function isSpent({ status, headers }: Answer): boolean {
  const left = headers.get('x-ratelimit-remaining') ?? headers.get('x-rate-limit-remaining');
  return status === 403 && left === '0';
}

/** `Retry-After` in seconds or as a date; else the reset of the limit, in seconds since 1970 (GitHub, Okta, Auth0). */
function resetMs({ headers, status }: Answer): number {
  const after = headers.get('retry-after');
  if (after !== undefined) {
    const pause = /^\d+(\.\d+)?$/u.test(after.trim())
      ? Number(after) * 1000
      : Date.parse(after) - Date.now();
    return Number.isFinite(pause) ? Math.max(0, pause) : 0;
  }
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('x-rate-limit-reset'));
  const isLimit = status === 429 || status === 403;
  return isLimit && reset > 1e9 ? Math.max(0, reset * 1000 - Date.now()) : 0;
}

/** What may be kept of an answer's headers: when and how it was given, never what a cookie or a token says. */
const keptHeaders: ReadonlySet<string> = new Set([
  'content-type',
  'content-length',
  'date',
  'etag',
  'last-modified',
  'link',
  'x-github-request-id',
  'x-okta-request-id',
  'x-request-id',
  'x-amz-request-id',
  'x-amz-version-id',
  'x-total',
  'x-total-count',
]);

export function headersToKeep(
  answer: Answer,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const kept = [...answer.headers].filter(
    ([name, value]) =>
      keptHeaders.has(name) &&
      !secrets.some((each) => value.includes(each)) &&
      (name !== 'link' || isPlainLink(value)),
  );
  return Object.fromEntries(kept);
}
