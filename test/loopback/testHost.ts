import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { serve } from '../../electron/loopback/serve.ts';
import type { LoopbackHost } from '../../electron/loopback/serve.ts';
import { rawRequest, requestText } from './rawRequest.ts';

export type TestHost = {
  readonly host: LoopbackHost;
  readonly home: string;
  readonly port: number;
  /** What a window of our own would send along. */
  readonly own: readonly string[];
  openSession(url?: string): Promise<TestSession>;
  close(): Promise<void>;
};
export type TestSession = { readonly cookie: string; readonly session: string };

/** A real host with its engine, over a window of two small files, with private settings and cases. */
export async function startTestHost(linkLifeMs: number | null = null): Promise<TestHost> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-host-'));
  const windowFolder = path.join(home, 'window');
  fs.mkdirSync(path.join(windowFolder, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(windowFolder, 'index.html'), '<!doctype html><title>window</title>');
  fs.writeFileSync(path.join(windowFolder, 'assets/index.js'), 'export {};');
  fs.writeFileSync(path.join(home, 'secret.txt'), 'not to be served');
  process.env['CASEBOOK_HOME'] = home;
  const host = await serve({ openCase: null, linkLifeMs, windowFolder });
  const port = Number(new URL(host.url).port);
  const own = ownHeaders(port);
  return {
    host,
    home,
    port,
    own,
    openSession: (url = host.url) => openSession(port, own, url),
    close: async () => {
      await host.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}

function ownHeaders(port: number): readonly string[] {
  return [
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    'Sec-Fetch-Site: same-origin',
  ];
}

async function openSession(
  port: number,
  own: readonly string[],
  url: string,
): Promise<TestSession> {
  const body = JSON.stringify({ code: new URL(url).hash.slice(1) });
  const headers = [...own, 'Content-Type: application/json', `Content-Length: ${body.length}`];
  const reply = await rawRequest(port, requestText('POST /api/session', headers, body));
  const cookie = /set-cookie: (__Host-casebook=[^;]+)/i.exec(reply.headers)?.[1];
  if (reply.status !== 200 || cookie === undefined) throw new Error(`no session: ${reply.status}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape of this very reply
  return { cookie, session: (JSON.parse(reply.body) as { session: string }).session };
}
