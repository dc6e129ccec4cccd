import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import { selfSigned } from './certificate.ts';

export type StoredObject = { readonly key: string; readonly body: Buffer };
export type BucketServer = {
  readonly server: string;
  readonly certificate: string;
  readonly bucket: string;
  readonly keyId: string;
  secret: string;
  readonly objects: StoredObject[];
  /** Method and address of every request. */
  readonly requests: readonly string[];
  /** Keys on one page of a list. */
  pageSize: number;
  /** Status to fail the next request with; null: answer it. */
  fail: (request: number) => number | null;
  close(): Promise<void>;
};

/**
 * A real HTTPS server on 127.0.0.1 that speaks as much of S3 as Casebook asks for: ListObjectsV2 and GetObject, path style.
 * It checks each request's signature from the bytes that arrived, by code of its own.
 */
export async function startBucket(bucket = 'trail', port = 0): Promise<BucketServer> {
  const { key, cert } = selfSigned();
  const requests: string[] = [];
  const self: { -readonly [K in keyof BucketServer]: BucketServer[K] } = {
    server: '',
    certificate: cert,
    bucket,
    keyId: 'AKIATEST',
    secret: 'bucket-secret-1',
    objects: [],
    requests,
    pageSize: 100,
    fail: () => null,
    close: () => Promise.resolve(),
  };
  const http = https.createServer({ key, cert }, (request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const status = self.fail(requests.length);
    if (status !== null)
      error(response, status, 'InternalError', 'We encountered an internal error');
    else answer(self, request, response);
  });
  await new Promise<void>((resolve) => {
    http.listen(port, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP
  self.server = `https://127.0.0.1:${(http.address() as AddressInfo).port}`;
  self.close = () =>
    new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  return self;
}

function answer(self: BucketServer, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') {
    error(response, 405, 'MethodNotAllowed', 'Only list and get');
    return;
  }
  const wrong = wrongSignature(self, request);
  if (wrong !== null) {
    error(response, 403, 'SignatureDoesNotMatch', wrong);
    return;
  }
  const [path = '', search = ''] = (request.url ?? '').split('?');
  const [, bucket, ...rest] = path.split('/').map(decodeURIComponent);
  if (bucket !== self.bucket) error(response, 404, 'NoSuchBucket', 'There is no such bucket');
  else if (rest.join('/') === '') list(self, new URLSearchParams(search), response);
  else {
    const found = self.objects.find(({ key }) => key === rest.join('/'));
    if (!found) error(response, 404, 'NoSuchKey', 'There is no such key');
    else response.writeHead(200, { etag: `"${etag(found)}"` }).end(found.body);
  }
}

function etag({ body }: StoredObject): string {
  return createHash('md5').update(body).digest('hex');
}

function list(self: BucketServer, query: URLSearchParams, response: ServerResponse): void {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter');
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const keys = self.objects
    .filter(({ key }) => key.startsWith(prefix) && key > after)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const folders = new Set<string>();
  const shown: StoredObject[] = [];
  for (const object of keys) {
    const cut = delimiter === null ? -1 : object.key.indexOf(delimiter, prefix.length);
    if (cut >= 0) folders.add(object.key.slice(0, cut + 1));
    else shown.push(object);
  }
  const page = shown.slice(0, self.pageSize);
  const isCut = shown.length > page.length;
  const contents = page.map(
    (object) =>
      `<Contents><Key>${written(object.key)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;${etag(object)}&quot;</ETag><Size>${object.body.length}</Size></Contents>`,
  );
  const prefixes = [...folders].map(
    (folder) => `<CommonPrefixes><Prefix>${written(folder)}</Prefix></CommonPrefixes>`,
  );
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${self.bucket}</Name><EncodingType>url</EncodingType><IsTruncated>${String(isCut)}</IsTruncated>${isCut ? `<NextContinuationToken>${page.at(-1)?.key ?? ''}</NextContinuationToken>` : ''}${contents.join('')}${prefixes.join('')}</ListBucketResult>`,
  );
}

/** `encoding-type=url` as S3 does it. */
function written(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}

function error(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}

/** What is wrong with a request's signature (AWS Signature Version 4); null: nothing. */
function wrongSignature(self: BucketServer, request: IncomingMessage): string | null {
  const header = request.headers.authorization ?? '';
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/u.exec(
      header,
    );
  if (!found) return 'no signature';
  const [, keyId, day = '', region = '', signed = '', signature = ''] = found;
  const stamp = String(request.headers['x-amz-date'] ?? '');
  if (keyId !== self.keyId) return 'another key';
  if (!stamp.startsWith(day)) return 'another day';
  const sentAt = Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/u, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - sentAt) < 15 * 60_000)) return 'signed at another time';
  for (const name of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!signed.split(';').includes(name)) return `${name} is not signed`;
  // the address exactly as it came; S3 wants the parts of the query in order of their bytes
  const [path = '', search = ''] = (request.url ?? '').split('?');
  const query = search.split('&').filter(Boolean).map(asSigned).toSorted().join('&');
  const lines = [
    'GET',
    path
      .split('/')
      .map((part) => strict(decodeURIComponent(part)))
      .join('/'),
    query,
    ...signed.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    signed,
    String(request.headers['x-amz-content-sha256'] ?? ''),
  ];
  const digest = createHash('sha256').update(lines.join('\n')).digest('hex');
  const hmac = (key: Buffer | string, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();
  const key = hmac(hmac(hmac(hmac(`AWS4${self.secret}`, day), region), 's3'), 'aws4_request');
  const right = hmac(
    key,
    `AWS4-HMAC-SHA256\n${stamp}\n${day}/${region}/s3/aws4_request\n${digest}`,
  );
  return timingSafeEqual(right, Buffer.from(signature, 'hex')) ? null : 'another signature';
}

function asSigned(pair: string): string {
  const [name = '', value = ''] = pair.split('=');
  const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
  return `${strict(decoded(name))}=${strict(decoded(value))}`;
}

/** Every byte but letters, digits, `-`, `.`, `_` and `~` in hex. */
function strict(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[\w.~-]/u.test(letter) && byte < 128
        ? letter
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
