import { ExpectedError } from '../../../shared/failure.ts';

export type BucketObject = {
  readonly key: string;
  /** As the server writes it, without quotes. */
  readonly etag: string;
  readonly size: number;
  readonly modified: string;
};
export type BucketPage = {
  readonly objects: readonly BucketObject[];
  /** Prefixes up to the delimiter, where one was asked for. */
  readonly prefixes: readonly string[];
  /** For the next page; null: this was the last. */
  readonly next: string | null;
};

/**
 * An answer to ListObjectsV2 (`encoding-type=url`). It is XML that S3 servers write by one scheme, without attributes or
 * CDATA in what is read here. Throws `unreadable` for anything else.
 */
export function readBucketPage(host: string, body: Buffer): BucketPage {
  const xml = body.toString('utf8');
  if (!/<ListBucketResult[\s>]/u.test(xml))
    throw new ExpectedError('unreadable', `${host}: the answer is no list of a bucket`);
  const isEncoded = one(xml, 'EncodingType') === 'url';
  const name = (text: string): string => (isEncoded ? urlDecoded(text) : text);
  const isCut = one(xml, 'IsTruncated') === 'true';
  const next = one(xml, 'NextContinuationToken');
  if (isCut && next === '')
    throw new ExpectedError(
      'unreadable',
      `${host}: the list of the bucket is cut without a way on`,
    );
  return {
    objects: all(xml, 'Contents').map((part) => ({
      key: name(one(part, 'Key')),
      etag: one(part, 'ETag').replaceAll('"', ''),
      size: Number(one(part, 'Size')),
      modified: one(part, 'LastModified'),
    })),
    prefixes: all(xml, 'CommonPrefixes').map((part) => name(one(part, 'Prefix'))),
    next: isCut ? next : null,
  };
}

function all(xml: string, tag: string): readonly string[] {
  const [open, close] = [`<${tag}>`, `</${tag}>`];
  const found: string[] = [];
  for (let from = xml.indexOf(open); from >= 0;) {
    const to = xml.indexOf(close, from + open.length);
    if (to < 0) break;
    found.push(xml.slice(from + open.length, to));
    from = xml.indexOf(open, to + close.length);
  }
  return found;
}

/** Text of the first element of that name; empty where there is none. */
function one(xml: string, tag: string): string {
  return unescaped(all(xml, tag)[0] ?? '');
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/giu, (whole, decimal, hex, name) => {
    if (typeof decimal === 'string') return letter(Number(decimal)) ?? whole;
    if (typeof hex === 'string') return letter(Number.parseInt(hex, 16)) ?? whole;
    return typeof name === 'string' && Object.hasOwn(entities, name)
      ? (entities[name] ?? whole)
      : whole;
  });
}

function letter(code: number): string | null {
  return code <= 0x10_ffff ? String.fromCodePoint(code) : null;
}

/** Throws `unreadable` for what is no such text. */
function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw new ExpectedError(
      'unreadable',
      `the list of the bucket holds a name that cannot be read: ${text.slice(0, 100)}`,
      { cause },
    );
  }
}

/** The words of an S3 server's refusal: `AccessDenied: Access Denied`. */
export function bucketRefusal(body: Buffer): string {
  const xml = body.toString('utf8', 0, 20_000);
  const code = one(xml, 'Code');
  return code === '' ? '' : `${code}: ${one(xml, 'Message').slice(0, 200)}`;
}

/** Where CloudTrail puts a region's logs below a bucket: `…AWSLogs/[o-ORG/]ACCOUNT/CloudTrail/REGION/YYYY/MM/DD/`. */
const cloudTrailDay =
  /^((?:.*\/)?AWSLogs\/(?:o-[^/]+\/)?\d{12}\/CloudTrail\/[^/]+\/)(\d{4})\/(\d{2})\/(\d{2})\//u;

/** A key's region folder and its day (ms, UTC); null for any other key. */
export function cloudTrailPlace(
  key: string,
): { readonly region: string; readonly day: number } | null {
  const found = cloudTrailDay.exec(key);
  if (!found) return null;
  const [, region = '', year, month, day] = found;
  return { region, day: Date.UTC(Number(year), Number(month) - 1, Number(day)) };
}

/** A digest of CloudTrail's own: it proves log files, and holds no events. */
export function isCloudTrailDigest(key: string): boolean {
  return /(?:^|\/)AWSLogs\/.*\/CloudTrail-Digest\//u.test(key);
}

/** `…/REGION/2026/11/20/`. */
export function dayPrefix(region: string, day: number): string {
  return `${region}${new Date(day).toISOString().slice(0, 10).replaceAll('-', '/')}/`;
}
