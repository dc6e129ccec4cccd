import { expect, test } from './fixtures.ts';
import type { CasebookWindow } from './launch.ts';

test.beforeEach(({ host }) => {
  test.skip(host !== 'electron', 'about the desktop host alone');
});

function windows(casebook: CasebookWindow): Promise<number> | undefined {
  return casebook.electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
}

test('the page has no Node and nothing of Electron but six functions of ours', async ({
  casebook,
}) => {
  const found = await casebook.page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => Reflect.get(window, name) !== undefined,
    ),
    exposed: Object.entries(window.casebook ?? {}).map(
      ([name, value]) => `${name}: ${typeof value}`,
    ),
    frozen: Object.isFrozen(window.casebook),
  }));
  expect(found).toEqual({
    globals: [],
    exposed: [
      'connect: function',
      'call: function',
      'grantFile: function',
      'grantFolder: function',
      'grantBytes: function',
      'restartEngine: function',
    ],
    frozen: true,
  });
});

test('the window is sandboxed and isolated', async ({ casebook }) => {
  const preferences = await casebook.electron?.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Electron has it, its types do not
    const asked = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
      asked.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});

test('poisoned prototypes in the page do not reach the preload', async ({ casebook }) => {
  const answered = await casebook.page.evaluate(async () => {
    const seen: string[] = [];
    const invoke = Reflect.get(Function.prototype, 'call');
    Reflect.set(Function.prototype, 'call', function poisoned(this: never, ...args: unknown[]) {
      seen.push('call');
      return Reflect.apply(invoke, this, args);
    });
    const reply = await window.casebook?.call('host.info', {});
    Reflect.set(Function.prototype, 'call', invoke);
    return { ok: reply?.ok, seen };
  });
  expect(answered).toEqual({ ok: true, seen: [] });
});

test('permissions are denied', async ({ casebook }) => {
  const states = await casebook.page.evaluate(async () => {
    const names = ['camera', 'microphone', 'notifications', 'geolocation'] as const;
    const asked = names.map((name) => navigator.permissions.query({ name }));
    const answers = await Promise.all(asked);
    return answers.map(({ state }) => state);
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
  const clipboard = casebook.page.evaluate(() => navigator.clipboard.readText());
  await expect(clipboard).rejects.toThrow(/NotAllowedError/);
});

test('the page cannot be left, whatever tries', async ({ casebook }) => {
  const { page } = casebook;
  const attempts = [
    () => page.evaluate(() => void (location.href = 'https://example.com/')),
    () => page.evaluate(() => location.assign('file:///etc/passwd')),
    () => page.evaluate(() => void (location.href = 'app://ui.evil.com/')),
    () => page.evaluate(() => void (location.href = 'data:text/html,x')),
    () =>
      page.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'https://example.com/';
        document.body.append(link);
        link.click();
      }),
    () =>
      page.evaluate(() => {
        const form = document.createElement('form');
        form.action = 'https://example.com/';
        document.body.append(form);
        form.submit();
      }),
    () =>
      page.evaluate(() => {
        const meta = document.createElement('meta');
        meta.httpEquiv = 'refresh';
        meta.content = '0;url=https://example.com/';
        document.head.append(meta);
      }),
  ];
  for (const attempt of attempts) {
    await attempt();
    await page.waitForTimeout(150);
    expect(page.url()).toBe('app://ui/');
  }
});

test('no second window opens', async ({ casebook }) => {
  const { page } = casebook;
  const opened = await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    return ['https://example.com/', 'about:blank', 'app://ui/', 'file:///etc/passwd'].map(
      (address) => window.open(address) === null,
    );
  });
  expect(opened).toEqual([true, true, true, true]);
  await page.waitForTimeout(200);
  expect(await windows(casebook)).toBe(1);
});

test('a webview and a frame show nothing', async ({ casebook }) => {
  const { page } = casebook;
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(view, frame);
  });
  await page.waitForTimeout(300);
  const contents = await casebook.electron?.evaluate(
    ({ webContents }) => webContents.getAllWebContents().length,
  );
  expect(contents).toBe(1);
  expect(page.frames().filter((frame) => frame.url().startsWith('https:'))).toEqual([]);
});

test('nothing but built files is served, with the policy on each', async ({ casebook }) => {
  const answers = await casebook.page.evaluate(async () => {
    const addresses = ['/', '/package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json'];
    const replies = await Promise.all(addresses.map((address) => fetch(address)));
    return replies.map((reply) => [
      reply.status,
      reply.headers.get('content-security-policy')?.startsWith("default-src 'none'"),
    ]);
  });
  expect(answers).toEqual([
    [200, true],
    [404, true],
    [404, true],
    [404, true],
  ]);
});

test('malformed calls to the host come back as refusals without a stack', async ({ casebook }) => {
  const replies = await casebook.page.evaluate(async () => {
    const host = window.casebook;
    if (!host) throw new Error('no host');
    const call = (...values: unknown[]): unknown => Reflect.apply(host.call, null, values);
    const bytes = (...values: unknown[]): unknown => Reflect.apply(host.grantBytes, null, values);
    return Promise.all([
      call('constructor', {}),
      call('__proto__', {}),
      call('host.newCase', { name: '' }),
      call('host.newCase', { name: 'x', extra: 1 }),
      call('case.info', {}),
      call(7, {}),
      call('x'.repeat(10_000), {}),
      call(null, null),
      bytes('text', 'name'),
      bytes(new ArrayBuffer(1), ''),
    ]);
  });
  for (const reply of replies) {
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(JSON.stringify(reply)).not.toMatch(/ at .*:\d+:\d+/);
  }
});

test('only the top frame of our page is listened to', async ({ casebook }) => {
  const heard = await casebook.page.evaluate(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return (
      frame.contentWindow === null || Reflect.get(frame.contentWindow, 'casebook') === undefined
    );
  });
  expect(heard).toBe(true);
});

test('the engine is started again when it ends, and the window goes on', async ({ casebook }) => {
  const { page } = casebook;
  await page.evaluate(() => window.casebook?.restartEngine());
  await expect(page.getByRole('button', { name: 'Try the sample case' })).toBeVisible();
  expect(await windows(casebook)).toBe(1);
});
