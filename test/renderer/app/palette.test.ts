import assert from 'node:assert/strict';
import { test } from 'node:test';

import { paletteEntries } from '../../../renderer/app/palette.ts';
import type { PaletteState } from '../../../renderer/app/palette.ts';
import { writtenKey } from '../../../renderer/app/pressKey.ts';
import { screenIntent } from '../../../renderer/features/events/screenKey.ts';
import { gridIntent } from '../../../renderer/features/grid/gridKey.ts';
import { defaultView } from '../../../shared/view.ts';

const state: PaletteState = {
  hasCase: true,
  isReadOnly: false,
  saved: [
    { name: 'My deletions', author: 'Ada', at: '2026-06-01T00:00:00.000Z', view: defaultView },
  ],
  products: [{ source: 'kore', label: 'Kore.ai' }],
  zones: ['UTC', 'Europe/Vienna'],
  activeEvent: 'E1-0',
};
const words = (typed: string, change: Partial<PaletteState> = {}): readonly string[] =>
  paletteEntries({ ...state, ...change }, typed).map((entry) => entry.words);

test('commands, keys, views, fields and zones are found by their words, and a search is always there', () => {
  assert.equal(words('save')[0], 'Save this view');
  assert.ok(words('my del').includes('View: My deletions'));
  assert.ok(words('kore').includes('View: Kore.ai audit log'));
  assert.ok(!words('okta').includes('View: Okta System Log'));
  assert.ok(words('vienna').includes('Times in Europe/Vienna'));
  assert.ok(words('count user agent').includes('Count the events by User agent'));
  assert.ok(words('last 7').includes('Time: Last 7 days'));
  assert.ok(words('around').some((one) => one.startsWith('Time: ') && one.endsWith('the event')));
  assert.equal(words('zzqy').at(-1), 'Search the records for “zzqy”');
});

test('without a case only what the window itself can do is offered', () => {
  const none = words('', { hasCase: false });
  assert.ok(none.includes('New case') && !none.includes('Save this view'));
  assert.ok(!words('vienna', { hasCase: false }).some((one) => one.includes('Vienna')));
  assert.ok(!words('', { isReadOnly: true }).includes('Save this view'));
});

test('every key that is offered is one that grid or screen knows', () => {
  for (const { deed, words: said } of paletteEntries(state, '')) {
    if (deed.kind !== 'press') continue;
    const { key, ctrlKey: ctrl, shiftKey: shift, altKey: alt } = deed.key;
    const press = { key, ctrl, shift, alt };
    const known = gridIntent(press, 10, 100) ?? screenIntent({ ...press, isWriting: false });
    assert.notEqual(known, null, said);
  }
});

test('a written key is one press, and several written together are none', () => {
  assert.deepEqual(
    ['Ctrl+Shift+Z', 'Y', 'Alt+←', '+'].map(writtenKey).map((key) => key && Object.values(key)),
    [
      ['z', true, true, false],
      ['Y', false, true, false],
      ['ArrowLeft', false, false, true],
      ['+', false, false, false],
    ],
  );
  assert.equal(writtenKey('1 to 5'), null);
});
