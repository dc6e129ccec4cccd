/**
 * `node test/servers/start.ts`: a server for each API that Casebook knows and one bucket, on this computer alone, for trying
 * sync by hand (docs/sync.md). Every ten seconds their logs grow; every seventh request fails. Ends with Ctrl+C.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { BucketSource, SyncSource } from '../../shared/sync.ts';
import { newEntry, sourceOf } from '../campaign/syncFaults.ts';
import { langfuseLines } from '../helpers/importedCase.ts';
import { startApi } from './apiServer.ts';
import type { ApiServer } from './apiServer.ts';
import { apiStyles } from './apiStyles.ts';
import type { ApiStyle } from './apiStyles.ts';
import { startBucket } from './bucketServer.ts';

const folder = path.join(tmpdir(), 'casebook-servers');
mkdirSync(folder, { recursive: true });

function grow({ log }: ApiServer, style: ApiStyle, count: number): void {
  for (let i = 0; i < count; i++)
    log.push(newEntry(style, log.length + 1, (Date.now() - (count - i) * 1000) * 1000));
}

function write(name: string, source: SyncSource, certificate: string): void {
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(source, null, 2)}\n`);
  writeFileSync(path.join(folder, `${name}.pem`), certificate);
}

const secret = { kind: 'variable', name: 'CASEBOOK_TOKEN' } as const;
for (const style of apiStyles) {
  const api = await startApi(style, []);
  grow(api, style, 120);
  api.fault = (request) => (request % 7 === 0 ? '500' : null);
  setInterval(() => grow(api, style, 3), 10_000);
  write(style.name, { ...sourceOf(style, api), id: style.name, secret }, api.certificate);
  const values = Object.values(style.values).join(', ');
  console.log(`${style.name.padEnd(10)} ${api.server}  ${values}`);
}

const bucket = await startBucket();
bucket.secret = 'secret-1';
let objects = 0;
const put = (): void => {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const key = `AWSLogs/123456789012/CloudTrail/eu-central-1/${day}/${++objects}.jsonl`;
  bucket.objects.push({ key, body: Buffer.from(langfuseLines(objects * 5, 5)) });
};
put();
put();
setInterval(put, 10_000);
const source: BucketSource = {
  id: 'bucket',
  name: 'bucket',
  kind: 'bucket',
  server: bucket.server,
  bucket: bucket.bucket,
  region: 'eu-central-1',
  prefix: 'AWSLogs/',
  keyId: bucket.keyId,
  pathStyle: true,
  secret,
  certificate: bucket.certificate,
  schedule: { kind: 'hand' },
};
write('bucket', source, bucket.certificate);
console.log(
  `${'bucket'.padEnd(10)} ${bucket.server}  bucket ${bucket.bucket}, key ${bucket.keyId}`,
);
console.log(`
The secret of all of them is: secret-1
Their certificates (to paste) and ready sources (for --add) are in ${folder}:

  export CASEBOOK_TOKEN=secret-1
  npm run -s casebook -- sync Try.casebook --add ${path.join(folder, 'github.json')}
  npm run -s casebook -- sync Try.casebook
  npm run -s casebook -- open Try.casebook
`);
