import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError, toFailure } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { ApiSource } from '../../../shared/sync.ts';
import type { ApiRequest } from '../../../shared/syncApi.ts';
import { canonicalJson } from '../evidence/chain.ts';
import type { GivenFile } from '../import/givenFile.ts';
import type { Wishes } from '../import/recognise.ts';
import { plainText, withoutCredentials } from './address.ts';
import { apiCursorOf, asJson, ended, newWalk } from './apiCursor.ts';
import type { ApiCursor, Walk } from './apiCursor.ts';
import { headersOf, secretsIn } from './apiHeaders.ts';
import { itemsIn, nextOf, pageUrl, readPage, refusal } from './apiPage.ts';
import type { ApiPage } from './apiPage.ts';
import { describeApi } from './apis.ts';
import { ask, headersToKeep } from './ask.ts';
import type { FetchBatch, Fetching } from './fetch.ts';
import { NoAnswer } from './httpsGet.ts';

const mostAheadMs = 86_400_000;
/** Pages by number that bring nothing but records of earlier pages, one after another, end the reading. */
const mostStale = 20;
/** They are read in one go, since their numbers shift when the log grows: a log without an end is given up. */
const mostNumbered = 100_000;
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
  /** Words for a next page that the server gave in this part. */
  readonly #nexts = new Set<string>();

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
    if (next !== null) this.#refuseSecretIn(next, page.url);
    if (paging.kind !== 'time' || next === null) {
      if (next !== null && this.#nexts.has(next))
        throw new ExpectedError(
          'unreadable',
          `${page.url.host} leads from page to page in a circle; what it gave was kept`,
        );
      if (next !== null) this.#nexts.add(next);
      return next;
    }
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

  /** The cursor and the page's address are kept: neither may hold the secret. */
  #refuseSecretIn(next: string, { host }: URL): void {
    const { source, secret } = this.#fetching;
    if (secret === null) return;
    const forms = [next, plainText(next)];
    if (
      secretsIn(this.#request, source, secret).some((each) =>
        forms.some((form) => form.includes(each)),
      )
    )
      throw new ExpectedError(
        'refused',
        `${host} names a next page by the secret itself; it is not asked for`,
      );
  }

  #advanced(walk: Walk, page: ApiPage, next: string | null): Walk {
    this.#keep(page, walk);
    const told = Date.parse(page.answer.headers.get('date') ?? '');
    // A server whose clock is far ahead must not move the reading past what is to come.
    const clock = Math.min(told, Date.now() + mostAheadMs);
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
    const inPass = new Set<string>();
    let stale = 0;
    for (;;) {
      const page: ApiPage = await this.#page(walk);
      const before = inPass.size;
      for (const item of page.items) inPass.add(hashOf(item));
      stale = inPass.size > before || page.items.length === 0 ? 0 : stale + 1;
      if (walk.pages >= mostNumbered)
        throw new ExpectedError(
          'unreadable',
          `${page.url.host} gave ${mostNumbered.toLocaleString('en')} pages, and no last one; what it gave was kept`,
        );
      if (stale >= mostStale)
        throw new ExpectedError(
          'unreadable',
          `${page.url.host} gives the same records whatever page is asked for; what it gave was kept`,
        );
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
        place: withoutCredentials(page.url),
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

/** A record that is nested too deep to be written is known by nothing: its page is always kept. */
function hashOf(item: unknown): string {
  try {
    return createHash('sha256').update(JSON.stringify(item)).digest('base64').slice(0, 22);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return randomUUID();
  }
}

function timeOfDay(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`;
}
