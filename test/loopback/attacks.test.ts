import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import net from 'node:net';
import { after, before, suite, test } from 'node:test';

import { rawRequest, requestText } from './rawRequest.ts';
import { startTestHost } from './testHost.ts';
import type { TestHost, TestSession } from './testHost.ts';

type Attack = {
  readonly name: string;
  readonly text: (port: number, session: TestSession) => string;
  readonly refusal: readonly number[];
};

const page = 'GET /';
const callBody = JSON.stringify({ name: 'host.info', input: {} });

/** A call as the window makes it, with some of its headers left out, replaced or added. */
function call(
  port: number,
  { cookie, session }: TestSession,
  change: Readonly<Record<string, string | null>> = {},
  line = 'POST /api/call',
): string {
  const headers = new Map([
    ['Host', `127.0.0.1:${port}`],
    ['Origin', `http://127.0.0.1:${port}`],
    ['Sec-Fetch-Site', 'same-origin'],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(callBody.length)],
    ['Cookie', cookie],
    ['X-Session', session],
  ]);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return requestText(
    line,
    [...headers].map(([name, value]) => `${name}: ${value}`),
    callBody,
  );
}

function hostAttack(name: string, host: (port: number) => readonly string[]): Attack {
  return { name, text: (port) => requestText(page, host(port)), refusal: [421] };
}

function callAttack(
  name: string,
  change: (port: number, session: TestSession) => Readonly<Record<string, string | null>>,
  refusal: readonly number[] = [403],
): Attack {
  return { name, text: (port, session) => call(port, session, change(port, session)), refusal };
}

function addressAttack(address: string): Attack {
  return {
    name: `address ${address}`,
    text: (port) => requestText(`GET ${address}`, [`Host: 127.0.0.1:${port}`]),
    refusal: [400, 404, 405],
  };
}

function flipped(secret: string): string {
  const last = secret.at(-1) === 'A' ? 'B' : 'A';
  return secret.slice(0, -1) + last;
}

const attacks: readonly Attack[] = [
  hostAttack('a foreign host', () => ['Host: evil.com']),
  hostAttack('a foreign host on our port', (port) => [`Host: evil.com:${port}`]),
  hostAttack('a host that begins like ours', (port) => [`Host: 127.0.0.1.evil.com:${port}`]),
  hostAttack('localhost', (port) => [`Host: localhost:${port}`]),
  hostAttack('a short form of the address', (port) => [`Host: 127.1:${port}`]),
  hostAttack('the IPv6 loopback', (port) => [`Host: [::1]:${port}`]),
  hostAttack('our address without port', () => ['Host: 127.0.0.1']),
  hostAttack('no host', () => []),
  hostAttack('two hosts', (port) => [`Host: 127.0.0.1:${port}`, 'Host: evil.com']),
  hostAttack('the same host twice', (port) => [
    `Host: 127.0.0.1:${port}`,
    `Host: 127.0.0.1:${port}`,
  ]),
  hostAttack('a trailing dot', (port) => [`Host: 127.0.0.1.:${port}`]),
  hostAttack('upper case', (port) => [`Host: LOCALHOST:${port}`]),
  hostAttack('user information', (port) => [`Host: x@127.0.0.1:${port}`]),
  hostAttack('a forwarded host', (port) => ['Host: evil.com', `Forwarded: host=127.0.0.1:${port}`]),
  hostAttack('a forwarded host by the older name', (port) => [
    'Host: evil.com',
    `X-Forwarded-Host: 127.0.0.1:${port}`,
  ]),
  {
    name: 'the absolute form of an address',
    text: (port) => requestText(`GET http://127.0.0.1:${port}/`, [`Host: 127.0.0.1:${port}`]),
    refusal: [400],
  },
  callAttack('a null origin', () => ({ Origin: 'null' })),
  callAttack('the origin of another port', (port) => ({ Origin: `http://127.0.0.1:${port + 1}` })),
  callAttack('the https twin of our origin', (port) => ({ Origin: `https://127.0.0.1:${port}` })),
  callAttack('no origin', () => ({ Origin: null })),
  callAttack('an origin that begins like ours', () => ({ Origin: 'http://127.0.0.1.evil.com' })),
  callAttack('a page of the same site', () => ({ 'Sec-Fetch-Site': 'same-site' })),
  callAttack('a page of another site', () => ({ 'Sec-Fetch-Site': 'cross-site' })),
  callAttack('no word on the site', () => ({ 'Sec-Fetch-Site': null })),
  callAttack('the cookie without the header', () => ({ 'X-Session': null })),
  callAttack('the header without the cookie', () => ({ Cookie: null })),
  callAttack('a session that is wrong in its last place', (_, { session }) => ({
    'X-Session': flipped(session),
  })),
  callAttack('a cookie that is wrong in its last place', (_, { cookie }) => ({
    Cookie: flipped(cookie),
  })),
  callAttack('two cookies, one of them right', (_, { cookie }) => ({
    Cookie: `${cookie}; ${flipped(cookie)}`,
  })),
  callAttack('JSON that calls itself text', () => ({ 'Content-Type': 'text/plain' }), [415]),
  callAttack('a body that is too large', () => ({ 'Content-Length': '900000000' }), [413]),
  {
    name: 'a call by GET, overridden',
    text: (port, session) =>
      call(port, session, { 'X-HTTP-Method-Override': 'POST' }, 'GET /api/call'),
    refusal: [405],
  },
  {
    name: 'a preflight',
    text: (port, session) =>
      call(port, session, { 'Access-Control-Request-Method': 'POST' }, 'OPTIONS /api/call'),
    refusal: [403],
  },
  {
    name: 'another method',
    text: (port, session) => call(port, session, {}, 'PUT /api/call'),
    refusal: [403],
  },
  addressAttack('/../secret.txt'),
  addressAttack('/%2e%2e/secret.txt'),
  addressAttack('/assets/../../secret.txt'),
  addressAttack('/assets/..%2f..%2fsecret.txt'),
  addressAttack('/%252e%252e/secret.txt'),
  addressAttack('/%00'),
  addressAttack('//127.0.0.1/index.html'),
  addressAttack('/index.html?x=1'),
  addressAttack('/download/'),
  addressAttack('/download/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
  {
    name: 'headers of 20 KiB',
    text: (port) => requestText(page, [`Host: 127.0.0.1:${port}`, `X: ${'x'.repeat(20_480)}`]),
    refusal: [431],
  },
  {
    name: 'a WebSocket of another origin',
    text: (port) =>
      requestText(page, [
        `Host: 127.0.0.1:${port}`,
        'Origin: http://evil.com',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ]),
    refusal: [400],
  },
];

suite('the loopback host', () => {
  let testHost: TestHost;
  let session: TestSession;
  let slow: Promise<number>;
  before(async () => {
    testHost = await startTestHost();
    session = await testHost.openSession();
    slow = closedAfterMs(testHost.port, 'GET / HTTP/1.1\r\n');
  });
  after(() => testHost.close());

  test('answers its own window, so that a refusal below means something', async () => {
    const reply = await rawRequest(testHost.port, call(testHost.port, session));
    assert.equal(reply.status, 200);
    assert.match(reply.body, /"ok":true.*"kind":"loopback"/);
    const text = requestText(page, [`Host: 127.0.0.1:${testHost.port}`]);
    assert.equal((await rawRequest(testHost.port, text)).status, 200);
  });

  for (const attack of attacks) {
    test(`refuses ${attack.name}`, async () => {
      const reply = await rawRequest(testHost.port, attack.text(testHost.port, session));
      assert.ok(attack.refusal.includes(reply.status), `${reply.status}\n${reply.headers}`);
      assert.doesNotMatch(reply.body, /not to be served|<title>|"ok"/);
      assert.doesNotMatch(reply.headers, /access-control/i);
    });
  }

  test('says on every response what the window may do, refusals and nonsense included', async () => {
    const host = `Host: 127.0.0.1:${testHost.port}`;
    const replies = await Promise.all([
      rawRequest(testHost.port, requestText(page, [host])),
      rawRequest(testHost.port, requestText('GET /nowhere', [host])),
      rawRequest(testHost.port, requestText(page, ['Host: evil.com'])),
      rawRequest(testHost.port, call(testHost.port, session)),
      rawRequest(testHost.port, 'nonsense\r\n\r\n'),
    ]);
    for (const { headers } of replies) {
      assert.match(
        headers,
        /content-security-policy: default-src 'none';.*frame-ancestors 'none'/i,
      );
      assert.match(headers, /x-content-type-options: nosniff/i);
      assert.match(headers, /referrer-policy: no-referrer/i);
      assert.match(headers, /cross-origin-opener-policy: same-origin/i);
      assert.match(headers, /cross-origin-resource-policy: same-origin/i);
      assert.match(headers, /cache-control: no-store/i);
      assert.match(headers, /permissions-policy: .*camera=\(\)/i);
    }
  });

  test('opens one session for a launch code and none for the same code again', async () => {
    const link = testHost.host.newLink(null);
    await testHost.openSession(link);
    await assert.rejects(testHost.openSession(link), /no session: 403/);
  });

  test('opens no session for a code that expired, or that never was', async () => {
    await assert.rejects(testHost.openSession(testHost.host.newLink(-1)), /no session: 403/);
    await assert.rejects(testHost.openSession('http://127.0.0.1/#guess'), /no session: 403/);
  });

  test('listens on 127.0.0.1 alone', async () => {
    const refused = await new Promise<boolean>((resolve) => {
      const socket = net.connect(testHost.port, '::1');
      socket.on('error', () => resolve(true));
      socket.on('connect', () => resolve(false));
    });
    assert.ok(refused);
  });

  test('closes the connection of another user of this machine', async (t) => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) {
      t.skip('needs to become another user');
      return;
    }
    const script = `exec 3<>/dev/tcp/127.0.0.1/${testHost.port}; printf 'GET / HTTP/1.1\\r\\nHost: 127.0.0.1:${testHost.port}\\r\\n\\r\\n' >&3; /usr/bin/timeout 1 /bin/cat <&3`;
    assert.match(await shell(script, 0), /HTTP\/1\.1 200/);
    assert.doesNotMatch(await shell(script, 65_534), /HTTP\/1\.1/);
  });

  test('closes a connection whose headers do not come', { timeout: 20_000 }, async () => {
    assert.ok((await slow) < 15_000);
  });
});

/** What a shell of this user prints. */
function shell(script: string, uid: number): Promise<string> {
  const child = spawn('/bin/bash', ['-c', script], { uid, gid: uid, cwd: '/', env: {} });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve) => child.on('close', () => resolve(output)));
}

/** How long the host keeps a connection on which nothing follows this text. */
async function closedAfterMs(port: number, text: string): Promise<number> {
  const startedAt = Date.now();
  const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
  socket.resume();
  await new Promise((resolve) => socket.on('close', resolve));
  return Date.now() - startedAt;
}
