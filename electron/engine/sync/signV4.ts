import { createHash, createHmac } from 'node:crypto';

export type SigningKey = {
  readonly keyId: string;
  readonly secret: string;
  /** Of temporary credentials. */
  readonly token: string | null;
  readonly region: string;
};

const emptySha256 = createHash('sha256').digest('hex');

/**
 * The headers that sign a GET for S3: AWS Signature Version 4 in the Authorization header
 * (docs.aws.amazon.com, "Authenticating Requests: Using the Authorization Header"). `more` are headers to be signed too.
 */
export function signedHeaders(
  url: URL,
  key: SigningKey,
  now: Date,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z`;
  const day = stamp.slice(0, 8);
  const headers = new Map<string, string>([
    ['host', url.host],
    ['x-amz-content-sha256', emptySha256],
    ['x-amz-date', stamp],
    ...(key.token === null ? [] : [['x-amz-security-token', key.token] as const]),
    ...Object.entries(more),
  ]);
  const names = [...headers.keys()].toSorted();
  const request = [
    'GET',
    canonicalPath(url),
    canonicalQuery(url),
    ...names.map((name) => `${name}:${(headers.get(name) ?? '').trim()}`),
    '',
    names.join(';'),
    emptySha256,
  ].join('\n');
  const scope = `${day}/${key.region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(request)].join('\n');
  const signing = [day, key.region, 's3', 'aws4_request'].reduce<Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    Buffer.from(`AWS4${key.secret}`),
  );
  const signature = createHmac('sha256', signing).update(toSign).digest('hex');
  return {
    ...Object.fromEntries([...headers].filter(([name]) => name !== 'host')),
    authorization: `AWS4-HMAC-SHA256 Credential=${key.keyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** RFC 3986: everything but letters, digits and `-._~` as bytes in hex. */
export function uriEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** S3 encodes each part of the path once. */
function canonicalPath(url: URL): string {
  return url.pathname
    .split('/')
    .map((part) => uriEncoded(decodeURIComponent(part)))
    .join('/');
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .map(([name, value]) => `${uriEncoded(name)}=${uriEncoded(value)}`)
    .toSorted()
    .join('&');
}
