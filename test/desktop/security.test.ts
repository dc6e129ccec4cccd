import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { answer, isOwnAddress } from '../../electron/desktop/appFiles.ts';
import { menuTemplate } from '../../electron/desktop/menuTemplate.ts';
import { securityHeaders } from '../../electron/securityHeaders.ts';

const folder = path.resolve(import.meta.dirname, '../../electron/desktop');
const sources = new Map(
  fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
);
const everything = [...sources.values()].join('\n');
const files = new Map([['/', { type: 'text/html', body: Buffer.from('<title>window</title>') }]]);

test('serves the list of built files and nothing else', () => {
  assert.equal(answer(files, 'app://ui/', 'GET').status, 200);
  const refused = [
    'app://ui/../package.json',
    'app://ui/%2e%2e/package.json',
    'app://ui/..%2fpackage.json',
    'app://ui/..\\package.json',
    'app://ui/%5c..%5cpackage.json',
    'app://ui/%00',
    'app://ui//',
    'app://ui/.',
    'app://ui/?x',
    'app://ui/index.html/..',
    'app://ui/%252e%252e/package.json',
    'app://ui/C:/Windows/win.ini',
    'app://ui/etc/passwd',
    'app://ui//etc/passwd',
    'app://ui/file:///etc/passwd',
    'app://other/',
    'app://ui.evil.com/',
    'app://ui@evil.com/',
    'app://ui:80/',
    'file:///etc/passwd',
  ];
  for (const address of refused) assert.equal(answer(files, address, 'GET').status, 404, address);
  assert.equal(answer(files, 'app://ui/', 'POST').status, 404);
});

test('sets the content security policy on every response', () => {
  for (const address of ['app://ui/', 'app://ui/nowhere']) {
    const { headers } = answer(files, address, 'GET');
    assert.equal(
      headers.get('content-security-policy'),
      securityHeaders['content-security-policy'],
    );
  }
});

test('the policy allows nothing unsafe but the inline style that Monaco needs', () => {
  const policy = securityHeaders['content-security-policy'] ?? '';
  assert.deepEqual(policy.match(/'unsafe-[a-z-]+'/g), ["'unsafe-inline'"]);
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';/);
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types casebook-worker /);
  assert.doesNotMatch(policy, /https?:|\*/);
});

test('takes only our own page for our own, by its parsed origin', () => {
  const foreign = [
    'app://ui.evil.com/',
    'app://evil/ui',
    'app://x@ui/',
    'app:ui',
    'http://ui/',
    'https://ui/#app://ui/',
    'file:///app://ui/',
    'javascript:alert(1)',
    'data:text/html,app://ui/',
    'about:blank',
    '',
    'not an address',
  ];
  for (const address of foreign) assert.equal(isOwnAddress(address), false, address);
  assert.ok(isOwnAddress('app://ui/'));
});

test('no source switches off what protects the window, or opens anything outside', () => {
  const never = [
    /webSecurity/,
    /allowRunningInsecureContent/,
    /experimentalFeatures/,
    /enableBlinkFeatures/,
    /nodeIntegration: true/,
    /nodeIntegrationIn/,
    /contextIsolation: false/,
    /sandbox: false/,
    /webviewTag: true/,
    /openExternal/,
    /openPath/,
    /loadFile/,
    /file:\/\//,
    /corsEnabled/,
    /bypassCSP/,
    /allowServiceWorkers/,
    /executeJavaScript/,
    /setAsDefaultProtocolClient/,
    /@electron\/remote/,
  ];
  for (const pattern of never) assert.doesNotMatch(everything, pattern);
  assert.match(sources.get('window.ts') ?? '', /sandbox: true,\s+contextIsolation: true,/);
  assert.match(sources.get('main.ts') ?? '', /app\.enableSandbox\(\)/);
});

test('every channel from the window goes through the check of its sender', () => {
  const ipc = sources.get('ipc.ts') ?? '';
  assert.equal(everything.match(/ipcMain\.handle\(/g)?.length, 1);
  assert.equal(everything.match(/ipcMain\.on\(/g)?.length, 1);
  assert.equal(ipc.match(/isOwnFrame\(event\.senderFrame\)/g)?.length, 2);
});

test('the preload exposes one object of six functions of our own', () => {
  const preload = sources.get('preload.ts') ?? '';
  assert.equal(preload.match(/exposeInMainWorld\(/g)?.length, 1);
  const names = [...preload.matchAll(/^ {2}(\w+): (?:async )?\(/gm)].map((match) => match[1]);
  assert.deepEqual(names, [
    'connect',
    'call',
    'grantFile',
    'grantFolder',
    'grantBytes',
    'restartEngine',
  ]);
});

test('every item of the menu has its words and its key', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    for (const menu of menuTemplate(() => undefined, platform)) {
      assert.ok(Array.isArray(menu.submenu));
      for (const item of menu.submenu) {
        if (item.type !== 'separator') assert.ok(item.label && item.accelerator, item.label);
      }
    }
  }
});
