import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError, toFailure } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { BucketSource } from '../../../shared/sync.ts';
import type { GivenFile } from '../import/givenFile.ts';
import type { Wishes } from '../import/recognise.ts';
import { ask, headersToKeep } from './ask.ts';
import {
  bucketRefusal,
  cloudTrailPlace,
  dayPrefix,
  isCloudTrailDigest,
  readBucketPage,
} from './bucketList.ts';
import type { BucketObject, BucketPage } from './bucketList.ts';
import type { FetchBatch, Fetching } from './fetch.ts';
import { mostBytes } from './httpsGet.ts';
import type { Answer } from './httpsGet.ts';
import { signedHeaders, uriEncoded } from './signV4.ts';
import type { SigningKey } from './signV4.ts';

/** Objects in the first part, in the second, and so on; and bytes in any. */
const partObjects = [20, 500, 5000];
const partBytes = 256 * 1024 * 1024;
/** CloudTrail delivers within minutes; an object of an earlier day than this before the newest is not looked for again. */
const lookBackDays = 2;
const dayMs = 86_400_000;
/** Objects fetched at once. */
const together = 8;

/**
 * Objects of a bucket that are new, or are others than they were. Only list and get are asked for. In CloudTrail's layout,
 * days that were read before are not listed again; its digests hold no events and are left.
 */
export function fetchBucket(fetching: Fetching<BucketSource>): Promise<FetchBatch> {
  return new BucketReading(fetching).run();
}

class BucketReading {
  readonly #fetching: Fetching<BucketSource>;
  readonly #key: SigningKey;
  readonly #files: (GivenFile & Wishes)[] = [];
  readonly #known: ReadonlyMap<string, string>;
  #requests = 0;
  #bytes = 0;
  #digests = 0;
  /** Objects that are not fetched, and why. */
  readonly #left = new Set<string>();

  constructor(fetching: Fetching<BucketSource>) {
    this.#fetching = fetching;
    const { source, secret } = fetching;
    const [key = '', token = null] = (secret ?? '').split(/\s+/u);
    this.#key = { keyId: source.keyId, secret: key, token, region: source.region };
    this.#known = new Map(
      fetching.records.flatMap(({ taken }) =>
        taken.map((each) => [each.place, each.etag ?? ''] as const),
      ),
    );
  }

  async run(): Promise<FetchBatch> {
    let hasMore = false;
    let error: Failure | null = null;
    try {
      hasMore = await this.#readPart();
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError) || thrown.code === 'cancelled') throw thrown;
      error = toFailure(thrown);
    }
    return {
      files: this.#files,
      cursor: null,
      isQuiet: this.#files.length === 0,
      isWhole: false,
      hasMore,
      requests: this.#requests,
      warnings: [
        ...(this.#digests > 0 && !hasMore
          ? [
              `${this.#digests} CloudTrail digest ${this.#digests === 1 ? 'file' : 'files'} not read: they prove log files and hold no events`,
            ]
          : []),
        ...this.#left,
      ],
      error,
    };
  }

  async #readPart(): Promise<boolean> {
    const { round } = this.#fetching;
    const most = partObjects[Math.min(round, partObjects.length - 1)] ?? 20;
    const wanted: BucketObject[] = [];
    let bytes = 0;
    let hasMore = false;
    for await (const object of this.#objects()) {
      if (!this.#isWanted(object)) continue;
      hasMore = wanted.length >= most || bytes >= partBytes;
      if (hasMore) break;
      wanted.push(object);
      bytes += object.size;
    }
    for (let at = 0; at < wanted.length; at += together) {
      const some = wanted.slice(at, at + together);
      const taken = await Promise.allSettled(some.map((one, i) => this.#take(one, at + i)));
      for (const one of taken) if (one.status === 'fulfilled') this.#files.push(one.value);
      const failed = taken.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    }
    return hasMore;
  }

  #isWanted(object: BucketObject): boolean {
    if (object.key.endsWith('/') || object.size === 0) return false;
    if (isCloudTrailDigest(object.key)) {
      this.#digests++;
      return false;
    }
    // An address cannot name such a key: another object would come in its place.
    if (object.key.split('/').some((part) => part === '.' || part === '..')) {
      this.#left.add(`${object.key} cannot be asked for: its name has . or .. in it`);
      return false;
    }
    if (object.size > mostBytes) {
      this.#left.add(`${object.key} is left: it has more than 256 MiB; import it as a file`);
      return false;
    }
    return this.#known.get(this.#url(object.key).href) !== object.etag;
  }

  /** Keys in order. Where earlier days of CloudTrail are known, each region is listed from its last days on. */
  async *#objects(): AsyncGenerator<BucketObject> {
    const { prefix } = this.#fetching.source;
    const lastDays = this.#lastDays();
    if (lastDays.size === 0) {
      yield* this.#list(prefix, null);
      return;
    }
    for (const region of await this.#regions(prefix)) {
      const last = lastDays.get(region);
      yield* this.#list(
        region,
        last === undefined ? null : dayPrefix(region, last - lookBackDays * dayMs),
      );
    }
  }

  /** The newest day of each region of which an object was taken. */
  #lastDays(): ReadonlyMap<string, number> {
    const { prefix } = this.#fetching.source;
    const last = new Map<string, number>();
    for (const href of this.#known.keys()) {
      const found = cloudTrailPlace(this.#keyOf(href));
      if (found?.region.startsWith(prefix) !== true) continue;
      last.set(found.region, Math.max(last.get(found.region) ?? 0, found.day));
    }
    return last;
  }

  /** Folders below a prefix down to CloudTrail's regions; a folder of anything else is given as it is. */
  async #regions(prefix: string): Promise<readonly string[]> {
    const found: string[] = [];
    const tokens = new Set<string>();
    for (
      let next: string | null = null, isFirst = true;
      isFirst || next !== null;
      isFirst = false
    ) {
      const page: BucketPage = await this.#listPage({ prefix, delimiter: '/' }, next, tokens);
      if (page.objects.length > 0) return [prefix];
      found.push(...page.prefixes);
      next = page.next;
    }
    const below: string[] = [];
    for (const each of found) {
      if (isCloudTrailDigest(each)) continue;
      if (/(?:^|\/)CloudTrail\/[^/]+\/$/u.test(each)) below.push(each);
      else below.push(...(await this.#regions(each)));
    }
    return below;
  }

  async *#list(prefix: string, after: string | null): AsyncGenerator<BucketObject> {
    const start = after === null ? {} : { 'start-after': after };
    const tokens = new Set<string>();
    for (
      let next: string | null = null, isFirst = true;
      isFirst || next !== null;
      isFirst = false
    ) {
      const page: BucketPage = await this.#listPage({ prefix, ...start }, next, tokens);
      yield* page.objects;
      next = page.next;
    }
  }

  async #listPage(
    query: Readonly<Record<string, string>>,
    next: string | null,
    tokens: Set<string>,
  ): Promise<BucketPage> {
    const url = this.#url('');
    const all = { 'list-type': '2', 'encoding-type': 'url', ...query };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    if (next !== null) url.searchParams.set('continuation-token', next);
    const { bucket } = this.#fetching.source;
    const answer = await this.#ask(url, `the list of bucket ${bucket}, ${query['prefix'] ?? ''}`);
    const page = readBucketPage(url.host, answer.body);
    if (page.next !== null && tokens.has(page.next))
      throw new ExpectedError(
        'unreadable',
        `${url.host}: the list of the bucket goes round in a circle`,
      );
    if (page.next !== null) tokens.add(page.next);
    return page;
  }

  async #take(object: BucketObject, at: number): Promise<GivenFile> {
    const { source, staging } = this.#fetching;
    const url = this.#url(object.key);
    const answer = await this.#ask(url, object.key);
    const staged = path.join(staging, String(at));
    writeFileSync(staged, answer.body, { mode: 0o600 });
    this.#bytes += answer.body.length;
    return {
      path: staged,
      name: object.key.slice(source.prefix.lastIndexOf('/') + 1),
      fetched: {
        place: url.href,
        at: new Date().toISOString(),
        status: answer.status,
        headers: headersToKeep(answer, [this.#key.secret]),
        etag: object.etag,
        size: object.size,
      },
    };
  }

  async #ask(url: URL, what: string): Promise<Answer> {
    const { source, patience, signal, onProgress } = this.#fetching;
    const progress = (words: string): void =>
      onProgress({
        phase: 'fetching',
        what: words,
        bytesDone: this.#bytes,
        bytesTotal: 0,
        records: 0,
        rejected: 0,
        seconds: 0,
      });
    progress(`${source.name}: ${what}`);
    const answer = await ask(url, {
      headers: (to) => (source.keyId === '' ? {} : signedHeaders(to, this.#key, new Date())),
      certificate: source.certificate,
      secrets:
        this.#key.secret === ''
          ? []
          : [this.#key.secret, ...(this.#key.token ?? '').split(' ').filter(Boolean)],
      patience,
      signal,
      onWait: (why) => progress(`${source.name}: ${what} (${why}; trying again)`),
      check: () => {
        this.#requests++;
      },
    });
    if (answer.status === 200) return answer;
    const said = bucketRefusal(answer.body);
    const words = `${answer.status}${said === '' || said.includes(this.#key.secret || '\0') ? '' : `, ${said}`}`;
    throw new ExpectedError(
      answer.status === 401 || answer.status === 403 ? 'refused' : 'unreachable',
      answer.status === 401 || answer.status === 403
        ? `${url.host} does not let this key read bucket ${source.bucket} (${words}); it may have expired, or lack the right to list and get`
        : `${url.host} answers ${words} to ${what}`,
    );
  }

  #url(key: string): URL {
    const { server, bucket, pathStyle } = this.#fetching.source;
    const at = new URL(server);
    const below = key.split('/').map(uriEncoded).join('/');
    return pathStyle
      ? new URL(`${server}/${bucket}/${below}`)
      : new URL(`${at.protocol}//${bucket}.${at.host}/${below}`);
  }

  #keyOf(href: string): string {
    const { pathname } = new URL(href);
    const { bucket, pathStyle } = this.#fetching.source;
    return decodeURIComponent(pathname.slice(pathStyle ? bucket.length + 2 : 1));
  }
}
