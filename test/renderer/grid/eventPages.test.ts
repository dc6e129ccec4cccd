import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';

import { blocksOf, createEventPages } from '../../../renderer/features/grid/eventPages.ts';
import type { LoadPage } from '../../../renderer/features/grid/eventPages.ts';
import type { EventPage } from '../../../shared/eventPage.ts';
import { ExpectedError } from '../../../shared/failure.ts';

const total = 1000;

function pageAt(offset: number): EventPage {
  const rows = Array.from({ length: 100 }, (_, place) => ({
    event: `E1-${offset + place}`,
    cells: {},
    verb: 'other',
    outcome: 'success',
    actorType: 'USER',
    flags: [],
  }));
  return { total, exact: true, rows, tookMs: 1, generation: 1 };
}

/** A loader whose answers come when the test says so. */
function heldLoader() {
  const log: string[] = [];
  const answers = new Map<number, () => void>();
  const load: LoadPage = (offset, _limit, signal) => {
    log.push(`ask ${offset}`);
    return new Promise((resolve, reject) => {
      answers.set(offset, () => resolve(pageAt(offset)));
      signal.addEventListener('abort', () => {
        log.push(`cancel ${offset}`);
        reject(new ExpectedError('cancelled', 'Cancelled'));
      });
    });
  };
  return { log, load, answer: (offset: number) => answers.get(offset)?.() };
}

test('asks for what is in sight, then for the blocks beside it', async () => {
  const { log, load, answer } = heldLoader();
  const pages = createEventPages(load, () => pages.want(210, 250));
  pages.want(210, 250);
  answer(200);
  await turn();
  assert.deepEqual(log, ['ask 200', 'ask 300', 'ask 100']);
  assert.equal(pages.row(215)?.event, 'E1-215');
  assert.equal(pages.row(315), undefined);
});

test('cancels what has gone out of sight, and a late answer changes nothing', async () => {
  const { log, load, answer } = heldLoader();
  let changes = 0;
  const pages = createEventPages(load, () => (changes += 1));
  pages.want(0, 50);
  pages.want(900, 950);
  answer(0);
  await turn();
  assert.deepEqual([log, changes, pages.row(0)], [['ask 0', 'cancel 0', 'ask 900'], 0, undefined]);
});

test('what has been read is not asked for again', async () => {
  const { log, load, answer } = heldLoader();
  const pages = createEventPages(load, () => undefined);
  pages.want(0, 50);
  answer(0);
  await turn();
  pages.want(0, 60);
  await turn();
  assert.deepEqual(log, ['ask 0', 'ask 100']);
});

test('a block that cannot be had is told once and not asked for without end', async () => {
  let asked = 0;
  const pages = createEventPages(
    () => {
      asked += 1;
      return Promise.reject(new ExpectedError('corrupt', 'The index is damaged.'));
    },
    () => undefined,
  );
  pages.want(0, 50);
  await turn();
  await turn();
  assert.deepEqual([asked, pages.failure()?.message], [1, 'The index is damaged.']);
});

test('closing cancels all that is under way', () => {
  const { log, load } = heldLoader();
  const pages = createEventPages(load, () => undefined);
  pages.want(0, 150);
  pages.close();
  assert.deepEqual(log, ['ask 0', 'ask 100', 'cancel 0', 'cancel 100']);
});

test('the blocks beside end at the ends', () => {
  assert.deepEqual(
    [blocksOf(0, 30, 1000), blocksOf(950, 999, 1000), blocksOf(90, 130, null)],
    [
      [0, 1],
      [9, 8],
      [0, 1],
    ],
  );
});

test('reads what is in sight anew, with the rows as they were until then', async () => {
  const { log, load, answer } = heldLoader();
  const pages = createEventPages(load, () => undefined);
  pages.want(0, 10);
  answer(0);
  await turn();
  pages.want(700, 710);
  answer(700);
  await turn();
  log.length = 0;
  pages.refresh();
  const still = pages.row(700)?.event;
  answer(700);
  await turn();
  assert.deepEqual(
    {
      asked: log.filter((line) => line === 'ask 700'),
      still,
      again: pages.row(700)?.event,
      gone: pages.row(0),
    },
    { asked: ['ask 700'], still: 'E1-700', again: 'E1-700', gone: undefined },
  );
});
