import { createHash } from 'node:crypto';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ApiSource } from '../../../shared/sync.ts';
import type { ApiRequest } from '../../../shared/syncApi.ts';
import { isJsonObject } from '../jsonObject.ts';
import type { Walk } from './apiCursor.ts';
import { filled } from './apis.ts';
import { NoAnswer } from './httpsGet.ts';
import type { Answer } from './httpsGet.ts';

/** An answer with what its reading needs: the bytes themselves are the evidence. */
export type ApiPage = {
  readonly answer: Answer;
  readonly url: URL;
  readonly value: JsonValue;
  readonly items: readonly JsonValue[];
  /** Of the records that have one, ms since 1970. */
  readonly times: readonly number[];
  readonly oldest: number | null;
  readonly newest: number | null;
  readonly sha256: string;
};

/** The member at a JSON Pointer; undefined where there is none. */
export function at(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let found = value;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(found)) found = found[Number(key)];
    else if (isJsonObject(found) && Object.hasOwn(found, key)) found = found[key];
    else return undefined;
  }
  return found;
}

/** Throws NoAnswer for what is no JSON (a proxy's own page, a cut answer), ExpectedError where the list is missing. */
export function readPage(url: URL, answer: Answer, request: ApiRequest): ApiPage {
  let value: JsonValue;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON
    value = JSON.parse(answer.body.toString('utf8')) as JsonValue;
  } catch (cause) {
    const coding = answer.headers.get('content-encoding') ?? 'identity';
    throw new NoAnswer(
      coding === 'identity'
        ? 'it answers with something that is no JSON'
        : `it answers in ${coding}, though it was asked for plain JSON`,
      { cause },
    );
  }
  const items = at(value, request.items);
  if (!Array.isArray(items))
    throw new ExpectedError(
      'unreadable',
      `${url.host}: the answer to ${url.pathname} holds no list ${request.items === '' ? 'at its top' : `at ${request.items}`}`,
    );
  const times =
    request.time === null
      ? []
      : items.flatMap((item) => msOf(at(item, request.time ?? ''), request.timeUnit) ?? []);
  const sha256 = createHash('sha256').update(answer.body).digest('hex');
  const [oldest, newest] = span(times);
  return { answer, url, value, items, times, oldest, newest, sha256 };
}

function span(times: readonly number[]): readonly [number | null, number | null] {
  let oldest: number | null = null;
  let newest: number | null = null;
  for (const time of times) {
    if (oldest === null || time < oldest) oldest = time;
    if (newest === null || time > newest) newest = time;
  }
  return [oldest, newest];
}

/** The records of a page that was kept; none where it is read in another way since. */
export function itemsIn(body: Buffer, request: ApiRequest): readonly JsonValue[] {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON
    const items = at(JSON.parse(body.toString('utf8')) as JsonValue, request.items);
    return Array.isArray(items) ? items : [];
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return [];
    throw thrown;
  }
}

/** A server that gives so many pages without a record has none left to give. */
const mostEmpties = 10;

type Unit = ApiRequest['timeUnit'];

/** Null where it is no time of that unit, or beyond all dates. */
export function msOf(value: JsonValue | undefined, unit: Unit): number | null {
  if (unit === 'iso') {
    const ms = typeof value === 'string' ? Date.parse(value) : NaN;
    return Number.isNaN(ms) ? null : ms;
  }
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof count !== 'number') return null;
  const ms = unit === 's' ? count * 1000 : count;
  return Math.abs(ms) <= 8.64e15 ? ms : null;
}

/** The beginning of a walk: in whole seconds, since not every server reads fractions. */
function sinceText(ms: number, unit: Unit): string {
  return unit === 'iso' ? `${new Date(ms).toISOString().slice(0, 19)}Z` : written(ms, unit);
}

export function written(ms: number, unit: Unit): string {
  if (unit === 'iso') return new Date(ms).toISOString();
  return String(unit === 's' ? Math.floor(ms / 1000) : Math.floor(ms));
}

/** The address of the walk's next page. `most`: the largest page that the API gives. */
export function pageUrl(
  source: ApiSource,
  request: ApiRequest,
  path: string,
  walk: Walk,
  most: boolean,
): URL {
  const { paging } = request;
  if (paging.kind === 'link' && walk.next !== null) return nextOnServer(source, walk.next);
  const url = new URL(`${source.server}${path}`);
  const isFirst = walk.next === null;
  const parts = [
    paging.kind === 'after' && isFirst ? paging.first : request.query,
    ...(walk.since === null || (paging.kind === 'after' && !isFirst) ? [] : [request.since]),
  ];
  for (const part of parts) {
    for (const [name, template] of Object.entries(part))
      url.searchParams.set(
        name,
        filled(template, source).replaceAll(
          '{since}',
          sinceText(walk.since ?? 0, request.sinceUnit),
        ),
      );
  }
  if (paging.kind === 'number')
    url.searchParams.set(paging.query, walk.next ?? String(paging.first));
  else if (walk.next !== null && (paging.kind === 'cursor' || paging.kind === 'after'))
    url.searchParams.set(paging.query, walk.next);
  else if (walk.next !== null && paging.kind === 'time')
    url.searchParams.set(paging.query, written(Number(walk.next) + 1, request.timeUnit));
  if (most && paging.kind === 'time') url.searchParams.set(paging.limit, String(paging.most));
  return url;
}

/** What the page after this one is asked by; null: this was the last. */
export function nextOf(
  page: ApiPage,
  request: ApiRequest,
  source: ApiSource,
  walk: Walk,
): string | null {
  const { paging } = request;
  if (paging.kind === 'link' || paging.kind === 'cursor') {
    const next =
      paging.kind === 'link' ? linkedNext(page, source) : textOf(at(page.value, paging.at));
    const isEnd = page.items.length === 0 && (next === walk.next || walk.empties >= mostEmpties);
    return isEnd ? null : next;
  }
  if (page.items.length === 0) return null;
  switch (paging.kind) {
    case 'none':
      return null;
    case 'number':
      return String(Number(walk.next ?? paging.first) + paging.step);
    case 'after': {
      // The first page is in order of time: what came late has a later id than its time says.
      const id =
        walk.next === null
          ? smallest(page.items.flatMap((item) => textOf(at(item, paging.id)) ?? []))
          : textOf(at(page.items.at(-1), paging.id));
      return id === walk.next ? null : id;
    }
    case 'time': {
      const ms = msOf(at(page.value, paging.at), request.timeUnit);
      return ms === null ? null : String(ms);
    }
    default:
      throw new Error(`unknown paging ${JSON.stringify(paging satisfies never)}`);
  }
}

/** Of ids that are counted up: the shorter is the smaller. */
function smallest(ids: readonly string[]): string | null {
  const sorted = ids.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return sorted[0] ?? null;
}

function textOf(value: JsonValue | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** RFC 8288, of which servers use `<address>; rel="next"`. */
function linkedNext({ answer, url }: ApiPage, source: ApiSource): string | null {
  for (const match of (answer.headers.get('link') ?? '').matchAll(/<([^>]*)>([^<]*)/gu)) {
    const [, address = '', parameters = ''] = match;
    if (!/;\s*rel\s*=\s*"?next"?/iu.test(parameters) || !URL.canParse(address, url)) continue;
    const next = new URL(address, url);
    return nextOnServer(source, `${next.origin}${next.pathname}${next.search}`).href.slice(
      source.server.length,
    );
  }
  return null;
}

/** The next page's address; throws `refused` where it is on another server. */
function nextOnServer(source: ApiSource, address: string): URL {
  const next = new URL(address, source.server);
  if (next.origin !== source.server)
    throw new ExpectedError(
      'refused',
      `${new URL(source.server).host} names a next page on ${next.host}; only the server that was named is contacted`,
    );
  return next;
}

/** Why an answer is no page, with what the server says about it. */
export function refusal(url: URL, answer: Answer, secrets: readonly string[]): ExpectedError {
  const said = saidBy(answer, secrets);
  if (answer.status === 401 || answer.status === 403)
    return new ExpectedError(
      'refused',
      `${url.host} does not accept the secret for ${url.pathname} (${answer.status}${said}); it may have expired, or lack the right to read the log`,
    );
  return new ExpectedError(
    answer.status === 404 ? 'refused' : 'unreachable',
    `${url.host} answers ${answer.status} to ${url.pathname}${said}`,
  );
}

function saidBy({ body }: Answer, secrets: readonly string[]): string {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON
    const value = JSON.parse(body.toString('utf8', 0, 20_000)) as JsonValue;
    const words = ['message', 'errorSummary', 'error_description', 'error']
      .map((name) => at(value, `/${name}`))
      .find((each) => typeof each === 'string');
    if (typeof words !== 'string' || secrets.some((secret) => words.includes(secret))) return '';
    return `: ${words.slice(0, 200)}`;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return '';
    throw thrown;
  }
}
