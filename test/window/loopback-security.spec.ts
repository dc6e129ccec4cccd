import { execFileSync } from 'node:child_process';
import http from 'node:http';

import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';

import { browserFlags, findBrowser } from '../../electron/loopback/browser.ts';
import { expect, test } from './fixtures.ts';
import type { CasebookWindow } from './launch.ts';

test.beforeEach(({ host }) => {
  test.skip(host !== 'loopback', 'about the loopback host alone');
});

type Attacker = { readonly origin: string; close(): void };

/** A page of somebody else on this machine: another port of 127.0.0.1. */
async function attacker(html = '<!doctype html><title>attacker</title>'): Promise<Attacker> {
  const server = http.createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => void server.close() };
}

/** A second tab of the very browser whose cookie jar holds our cookie, on the attacker's page. */
async function attackerTab(casebook: CasebookWindow, origin: string): Promise<Page> {
  const tab = await casebook.page.context().newPage();
  await tab.goto(origin);
  return tab;
}

function own(casebook: CasebookWindow): string {
  return new URL(casebook.page.url()).origin;
}

/** What the host holds after an attack that would have changed it. */
function author(casebook: CasebookWindow, session: string): Promise<unknown> {
  return casebook.page.evaluate(async (secret) => {
    const reply = await fetch('/api/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-session': secret },
      body: JSON.stringify({ name: 'host.info', input: {} }),
    });
    return reply.status;
  }, session);
}

test('the code is gone from the address, and a script that only has the cookie gets nowhere', async ({
  casebook,
}) => {
  expect(casebook.page.url()).toBe(`${own(casebook)}/`);
  expect(await author(casebook, '')).toBe(403);
  expect(await author(casebook, 'guess')).toBe(403);
  expect(await casebook.page.evaluate(() => document.cookie)).toBe('');
  const kept = await casebook.page.evaluate(() => ({
    local: localStorage.length,
    session: sessionStorage.length,
    referrer: document.referrer,
  }));
  expect(kept).toEqual({ local: 0, session: 0, referrer: '' });
});

test('a form of another page is refused', async ({ casebook }) => {
  const other = await attacker();
  const tab = await attackerTab(casebook, other.origin);
  const answered = tab.waitForResponse((response) => response.url().endsWith('/api/call'));
  await tab.evaluate((target) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.enctype = 'text/plain';
    form.action = `${target}/api/call`;
    const field = document.createElement('input');
    field.name = '{"name":"host.setSettings","input":{"author":"attacker"},"x":"';
    field.value = '"}';
    form.append(field);
    document.body.append(form);
    form.submit();
  }, own(casebook));
  expect((await answered).status()).toBe(403);
  other.close();
});

test('no element and no fetch of another page reads anything', async ({ casebook }) => {
  const other = await attacker();
  const tab = await attackerTab(casebook, other.origin);
  const outcome = await tab.evaluate(async (target) => {
    const loaded = (element: HTMLImageElement | HTMLScriptElement): Promise<boolean> =>
      new Promise((resolve) => {
        element.addEventListener('load', () => resolve(true));
        element.addEventListener('error', () => resolve(false));
        document.body.append(element);
      });
    const image = new Image();
    image.src = `${target}/api/pushes`;
    const script = document.createElement('script');
    script.src = `${target}/api/call`;
    const page = document.createElement('script');
    page.src = `${target}/`;
    const read = async (init: RequestInit): Promise<string> => {
      try {
        const reply = await fetch(`${target}/api/call`, { credentials: 'include', ...init });
        return `${reply.type} ${reply.status} ${(await reply.text()).length}`;
      } catch (thrown) {
        return thrown instanceof Error ? thrown.name : 'failed';
      }
    };
    return {
      elements: await Promise.all([image, script, page].map(loaded)),
      get: await read({}),
      simplePost: await read({ method: 'POST', body: '{}' }),
      opaquePost: await read({ method: 'POST', body: '{}', mode: 'no-cors' }),
      preflighted: await read({ method: 'POST', body: '{}', headers: { 'x-session': 'guess' } }),
    };
  }, own(casebook));
  expect(outcome.elements).toEqual([false, false, false]);
  expect(outcome.get).toBe('TypeError');
  expect(outcome.simplePost).toBe('TypeError');
  expect(outcome.preflighted).toBe('TypeError');
  expect(outcome.opaquePost).toMatch(/^TypeError|opaque 0 0$/);
  other.close();
});

test('another page cannot show the window in a frame', async ({ casebook }) => {
  const other = await attacker(`<iframe src="${own(casebook)}/"></iframe>`);
  const tab = await attackerTab(casebook, other.origin);
  const frame = tab.frames().at(1);
  const shown = frame ? await frame.evaluate(() => document.title).catch(() => '') : '';
  expect(shown).not.toBe('Casebook');
  other.close();
});

test('a page that opened the window, or was opened by it, holds no way into it', async ({
  casebook,
}) => {
  const other = await attacker();
  const tab = await attackerTab(casebook, other.origin);
  const [opened] = await Promise.all([
    tab.context().waitForEvent('page'),
    tab.evaluate((target) => {
      Object.assign(globalThis, { handle: window.open(target) });
    }, own(casebook)),
  ]);
  await opened.waitForLoadState('load');
  expect(await opened.evaluate(() => window.opener === null)).toBe(true);
  const closed = await tab.evaluate(() => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- put there above
    const handle = Reflect.get(globalThis, 'handle') as Window | null;
    return handle === null || handle.closed;
  });
  expect(closed).toBe(true);
  // the window itself has no code and says so; it does not get a session for being asked nicely
  await expect(opened.getByRole('alert')).toContainText('already used');
  other.close();
});

test('a name that is made to lead to us gets nothing', async ({ casebook }) => {
  const { port } = new URL(casebook.page.url());
  const browser = await rebindingBrowser();
  const page = await browser.newPage();
  const reply = await page.goto(`http://evil.test:${port}/`);
  expect(reply?.status()).toBe(421);
  await browser.close();
});

function rebindingBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({
    ...(executablePath !== null && { executablePath }),
    args: [...browserFlags, '--host-resolver-rules=MAP evil.test 127.0.0.1'],
  });
}

test('no command line on this machine shows the code or the session', async ({ casebook }) => {
  test.skip(process.platform !== 'linux', 'reads the list of processes as Linux gives it');
  const commands = execFileSync('ps', ['-eo', 'args', '-ww'], { encoding: 'utf8' });
  expect(commands).not.toMatch(new RegExp(`${own(casebook)}/#`));
});
