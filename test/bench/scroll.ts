import { launch } from '../window/launch.ts';
import { StartPage } from '../window/pages/startPage.ts';

/** What a scripted scroll through a case did to the window's main thread; times in ms. */
export type ScrollFigures = {
  readonly rows: number;
  readonly longTasks: readonly number[];
  readonly frameP99: number;
  /** Longest time that some row on screen was still empty. */
  readonly blank: number;
};

/**
 * Opens a case in the browser's window and scrolls it for some seconds: by the wheel, by Page Down held, and by jumps over all of it.
 * Counts tasks over 50 ms, the time between frames, and how long rows stay blank.
 */
export async function measureScroll(caseFolder: string): Promise<ScrollFigures> {
  const opened = await launch('loopback', { openCase: caseFolder });
  const { page } = opened;
  try {
    await new StartPage(page).giveName();
    const grid = page.getByRole('grid', { name: 'Events' });
    await grid.getByRole('row').nth(5).waitFor();
    await page.waitForTimeout(3000);
    await page.evaluate(watch);
    await grid.hover();
    for (let at = 0; at < 240; at++) await page.mouse.wheel(0, at % 40 < 30 ? 300 : -200);
    await grid.focus();
    for (let at = 0; at < 100; at++) await page.keyboard.press('PageDown');
    for (let at = 0; at < 20; at++) {
      await page.evaluate(
        (share) => {
          const scroller = document.querySelector('[role=grid]');
          if (scroller) scroller.scrollTop = scroller.scrollHeight * share;
        },
        (at * 0.37) % 1,
      );
      await page.waitForTimeout(100);
    }
    return await page.evaluate(figures);
  } finally {
    await opened.close();
  }
}

type Watched = { longTasks: number[]; gaps: number[]; blanks: number[] };
declare global {
  // oxlint-disable-next-line no-var -- a global of the page
  var watched: Watched | undefined;
}

/** Runs in the page. */
function watch(): void {
  const watched: Watched = { longTasks: [], gaps: [], blanks: [] };
  globalThis.watched = watched;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.longTasks.push(entry.duration);
  }).observe({ entryTypes: ['longtask'] });
  let last = performance.now();
  let blankSince: number | null = null;
  const frame = (now: number): void => {
    watched.gaps.push(now - last);
    last = now;
    const isBlank = document.querySelector('.grid-skeleton') !== null;
    if (isBlank) blankSince ??= now;
    else if (blankSince !== null) {
      watched.blanks.push(now - blankSince);
      blankSince = null;
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Runs in the page. */
function figures(): ScrollFigures {
  const { longTasks, gaps, blanks } = globalThis.watched ?? { longTasks: [], gaps: [], blanks: [] };
  const sorted = gaps.toSorted((a, b) => a - b);
  return {
    rows: Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) - 1,
    longTasks,
    frameP99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    blank: Math.max(0, ...blanks),
  };
}
