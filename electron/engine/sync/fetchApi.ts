import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError, toFailure } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { ApiSource } from '../../../shared/sync.ts';
import type { ApiRequest } from '../../../shared/syncApi.ts';
import { canonicalJson } from '../evidence/chain.ts';
import type { GivenFile } from '../import/givenFile.ts';
import type { Wishes } from '../import/recognise.ts';
import { apiCursorOf, asJson, ended, newWalk } from './apiCursor.ts';
import type { ApiCursor, Walk } from './apiCursor.ts';
import { itemsIn, nextOf, pageUrl, readPage, refusal } from './apiPage.ts';
import type { ApiPage } from './apiPage.ts';
import { describeApi, filled } from './apis.ts';
import { ask, headersToKeep } from './ask.ts';
import type { FetchBatch, Fetching } from './fetch.ts';
import { NoAnswer } from './httpsGet.ts';

/** Pages in the first part, in the second, and so on; and bytes in any. */
const partPages = [1, 10, 50, 200];
const partBytes = 64 * 1024 * 1024;
/** A log that is paged by number is read so often at most where rows of one time lie on both sides of an edge. */
const mostPasses = 5;

/**
 * The next pages of an API's log, from where the custody log says that the last ones ended. Rows that share a time at a
 * page's edge are never lost: a cursor of the server's own is taken as it is, one made of a time is asked again with that
 * time in it, and pages by number are read until a pass brings nothing new.
 */
export function fetchApi(fetching: Fetching<ApiSource>): Promise<FetchBatch> {
  return new ApiReading(fetching).run();
}

class ApiReading {
  readonly #fetching: Fetching<ApiSource>;
  readonly #request: ApiRequest;
  readonly #path: string;
  readonly #files: (GivenFile & Wishes)[] = [];
  readonly #warnings: string[] = [];
  #cursor: ApiCursor;
  #requests = 0;
  #bytes = 0;
  #isMost = false;
  /** Records that earlier pages brought, by hash: a page with nothing else in it is not kept once more. */
  readonly #known = new Set<string>();
  #knownFrom = Infinity;

  constructor(fetching: Fetching<ApiSource>) {
    this.#fetching = fetching;
    const { request, path: below } = describeApi(fetching.source);
    this.#request = request;
    this.#path = below;
    this.#cursor = apiCursorOf(fetching.records, fetching.cursor);
  }

  async run(): Promise<FetchBatch> {
    const before = canonicalJson(asJson(apiCursorOf(this.#fetching.records)));
    let hasMore = false;
    let error: Failure | null = null;
    try {
      hasMore =
        this.#request.paging.kind === 'number' ? await this.#readAll() : await this.#readPart();
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError) || thrown.code === 'cancelled') throw thrown;
      error = toFailure(thrown);
    }
    const cursor = asJson(this.#cursor);
    return {
      files: this.#files,
      cursor,
      isQuiet: this.#files.length === 0 && (hasMore || canonicalJson(cursor) === before),
      isWhole: true,
      hasMore,
      requests: this.#requests,
      warnings: this.#warnings,
      error,
    };
  }

  #newWalk(): Walk {
    const { since } = this.#fetching.source;
    const first = since === null ? null : Date.parse(since);
    return newWalk(this.#cursor, first, this.#request.overlapMinutes);
  }

  /** Whether a page has a record that came neither with an earlier walk nor on an earlier page of this one. */
  #bringsNew(page: ApiPage): boolean {
    const { through } = this.#cursor;
    const oldest = page.times.length < page.items.length ? -Infinity : (page.oldest ?? Infinity);
    if ((through !== null || this.#request.time === null) && oldest < this.#knownFrom) {
      this.#knownFrom = oldest;
      for (const piece of this.#fetching.earlierPieces(oldest, through))
        for (const item of itemsIn(piece, this.#request)) this.#known.add(hashOf(item));
    }
    const fresh = page.items.map(hashOf).filter((hash) => !this.#known.has(hash));
    for (const hash of fresh) this.#known.add(hash);
    return fresh.length > 0;
  }

  /** Some pages; gives whether there are more. */
  async #readPart(): Promise<boolean> {
    const { round } = this.#fetching;
    const resumed = this.#cursor.walk;
    let walk = resumed ?? this.#newWalk();
    const most = partPages[Math.min(round, partPages.length - 1)] ?? 1;
    for (let pages = 0; pages < most && this.#bytes < partBytes; pages++) {
      const page: ApiPage = await this.#page(walk).catch((thrown: unknown) => {
        // The server does not know the place any more: from the beginning of this walk then, which gives duplicates only.
        const isLost =
          resumed !== null && pages === 0 && round === 0 && thrown instanceof PlaceLost;
        if (!isLost) throw thrown;
        walk = { ...walk, next: null, last: null };
        return this.#page(walk);
      });
      const next = this.#nextAfter(page, walk);
      walk = this.#advanced(walk, page, next);
      if (next === null) {
        this.#cursor = ended(this.#cursor, walk);
        return false;
      }
      if (this.#request.paging.kind === 'after') this.#cursor = { ...this.#cursor, after: next };
      this.#cursor = { ...this.#cursor, walk };
    }
    return true;
  }

  #nextAfter(page: ApiPage, walk: Walk): string | null {
    const { paging } = this.#request;
    const next = nextOf(page, this.#request, this.#fetching.source, walk);
    if (paging.kind !== 'time' || next === null) return next;
    // Newest first: what follows is older still.
    if (walk.since !== null && page.newest !== null && page.newest < walk.since) return null;
    if (next !== walk.next) {
      this.#isMost = false;
      return next;
    }
    // The page holds nothing but records of one millisecond: a larger one reaches past them.
    if (!this.#isMost) {
      this.#isMost = true;
      return next;
    }
    if (page.items.length < paging.most) return null;
    throw new ExpectedError(
      'unreadable',
      `${page.url.host}: more than ${paging.most} records share the time ${new Date(Number(next)).toISOString()}, and the API gives no way past them`,
    );
  }

  #advanced(walk: Walk, page: ApiPage, next: string | null): Walk {
    this.#keep(page, walk);
    const clock = Date.parse(page.answer.headers.get('date') ?? '');
    return {
      ...walk,
      next,
      pages: walk.pages + 1,
      last: page.sha256,
      empties: page.items.length === 0 ? walk.empties + 1 : 0,
      newest: laterOf(walk.newest, page.newest),
      clock: walk.pages === 0 && Number.isFinite(clock) ? clock : walk.clock,
    };
  }

  /**
   * Every page by number. Where rows of one time lie on both sides of an edge, their order may have been another for the
   * next page, and one of them given on neither: then again, from half a page on, so that they lie within one.
   */
  async #readAll(): Promise<boolean> {
    const seen = new Set<string>();
    let tiedBefore: ReadonlySet<number> | null = null;
    for (let pass = 1; pass <= mostPasses; pass++) {
      const knownBefore = seen.size;
      const { walk, tied } = await this.#readPass(pass, seen);
      const isSure =
        tied.size === 0 ||
        (tiedBefore !== null && (seen.size === knownBefore || !shareOne(tied, tiedBefore)));
      if (isSure) {
        this.#cursor = ended(this.#cursor, walk);
        return false;
      }
      tiedBefore = tied;
    }
    this.#warnings.push(
      `${this.#fetching.source.name}: the server gives its pages in another order each time; some records of one time may not have come yet, and are asked for again`,
    );
    return false;
  }

  /** One reading of all pages; gives the times that lie on both sides of an edge (NaN: records have none). */
  async #readPass(
    pass: number,
    seen: Set<string>,
  ): Promise<{ readonly walk: Walk; readonly tied: ReadonlySet<number> }> {
    const { paging } = this.#request;
    const isShifted = paging.kind === 'number' && paging.step > 1 && pass % 2 === 0;
    let walk = this.#newWalk();
    if (isShifted) walk = { ...walk, next: String(Math.floor(paging.step / 2)) };
    const tied = new Set<number>();
    let previous: ApiPage | null = null;
    for (;;) {
      const page: ApiPage = await this.#page(walk);
      const edge = sharedAtEdge(previous, page);
      if (edge !== null) tied.add(edge);
      for (const item of page.items) seen.add(hashOf(item));
      const next = nextOf(page, this.#request, this.#fetching.source, walk);
      walk = this.#advanced(walk, page, next);
      if (next === null) return { walk, tied };
      previous = page;
    }
  }

  async #page(walk: Walk): Promise<ApiPage> {
    const { source, secret, patience, signal, onProgress } = this.#fetching;
    const url = pageUrl(source, this.#request, this.#path, walk, this.#isMost);
    const secrets = secret === null ? [] : secretsIn(this.#request, source, secret);
    const progress = (what: string): void => {
      onProgress({
        phase: 'fetching',
        what,
        bytesDone: 0,
        bytesTotal: 0,
        records: 0,
        rejected: 0,
        seconds: 0,
      });
    };
    progress(`${source.name}, page ${walk.pages + 1}`);
    const read: ApiPage[] = [];
    const answer = await ask(url, {
      headers: () => headersOf(this.#request, source, secret ?? ''),
      certificate: source.certificate,
      secrets,
      patience,
      signal,
      onWait: (why, until) =>
        progress(`${source.name}, page ${walk.pages + 1} (${why}; again at ${timeOfDay(until)})`),
      check: (checked) => {
        this.#requests++;
        if (checked.status < 200 || checked.status > 299) return;
        const page = readPage(url, checked, this.#request);
        if (isRepeated(page, walk, this.#request))
          throw new NoAnswer('it gives the page before once more');
        read.push(page);
      },
    });
    const page = read.at(-1);
    if (page) return page;
    if ([400, 404, 410, 416, 422].includes(answer.status) && walk.next !== null)
      throw new PlaceLost('unreachable', refusal(url, answer, secrets).message);
    throw refusal(url, answer, secrets);
  }

  /** The answer's bytes, as they came, for the import; but for an answer without records, or without any that is new. */
  #keep(page: ApiPage, walk: Walk): void {
    if (page.items.length === 0 || !this.#bringsNew(page)) return;
    const { source, staging, secret, records, mappingOf } = this.#fetching;
    const staged = path.join(staging, String(this.#files.length));
    writeFileSync(staged, page.answer.body, { mode: 0o600 });
    this.#bytes += page.answer.body.length;
    const now = new Date();
    const stamp = now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
    const secrets = secret === null ? [] : secretsIn(this.#request, source, secret);
    const last = records
      .flatMap(({ taken }) => taken)
      .findLast(({ original }) => original !== null);
    const mapping = last?.original == null ? null : mappingOf(last.original);
    this.#files.push({
      path: staged,
      name: `${source.name}, page ${walk.pages + 1}, ${stamp} UTC.json`,
      ...(mapping !== null && { mapping }),
      list: this.#request.items.slice(1).replaceAll('~1', '/').replaceAll('~0', '~'),
      fetched: {
        place: page.url.href,
        at: now.toISOString(),
        status: page.answer.status,
        headers: headersToKeep(page.answer, secrets),
        sha256: page.sha256,
      },
    });
  }
}

/** The server answers, but not from that place on. */
class PlaceLost extends ExpectedError {}

/** A page given twice in a row is a fault on the way, but for a page of one millisecond, which is asked for on purpose. */
function isRepeated(page: ApiPage, { last }: Walk, request: ApiRequest): boolean {
  return request.paging.kind !== 'time' && page.items.length > 0 && page.sha256 === last;
}

function laterOf(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

/** The time that the last record of a page and the first of the next share; null where there is none. */
function sharedAtEdge(previous: ApiPage | null, page: ApiPage): number | null {
  if (previous === null || page.items.length === 0) return null;
  if (page.times.length < page.items.length) return NaN;
  const first = page.times[0] ?? NaN;
  return previous.times.at(-1) === first ? first : null;
}

function shareOne(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return [...one].some((time) => other.has(time));
}

function hashOf(item: unknown): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('base64').slice(0, 22);
}

function headersOf(
  request: ApiRequest,
  source: ApiSource,
  secret: string,
): Readonly<Record<string, string>> {
  const headers = Object.entries(request.headers).map(([name, template]): [string, string] => [
    name,
    headerOf(template, source, secret),
  ]);
  return Object.fromEntries(headers);
}

function headerOf(template: string, source: ApiSource, secret: string): string {
  const basic = /\{basic:([a-z]+)\}/u.exec(template);
  if (basic === null) return filled(template, source).replaceAll('{secret}', secret);
  const user = filled(`{${basic[1] ?? ''}}`, source);
  return template.replace(basic[0], Buffer.from(`${user}:${secret}`).toString('base64'));
}

/** The secret in every form that is sent. */
function secretsIn(request: ApiRequest, source: ApiSource, secret: string): readonly string[] {
  const sent = Object.values(request.headers)
    .filter((template) => /\{(secret|basic:[a-z]+)\}/u.test(template))
    .map((template) => headerOf(template, source, secret));
  return [secret, ...sent];
}

function timeOfDay(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}
