import type { Page } from 'playwright-core';

/**
 * Gives a page clocks and timers that stand still but for what its relay says: each message with a `sentAt` first moves
 * them on to that instant. So a day passes as fast as it can be told, and the page cannot know.
 */
export async function withVirtualTime(page: Page, start: number): Promise<void> {
  // What runs benches wraps functions in a helper that stands at the head of a file; in a page there is no such head.
  await page.addInitScript({ content: 'globalThis.__name = (it) => it' });
  await page.addInitScript((from) => {
    let now = from;
    let last = 0;
    const timers = new Map<number, { at: number; every: number | null; run: () => void }>();
    const add = (run: () => void, delay: number, repeats: boolean) => {
      timers.set(++last, { at: now + Math.max(1, delay), every: repeats ? Math.max(1, delay) : null, run });
      return last;
    };
    const to = (instant: number) => {
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= instant).toSorted(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        const [id, timer] = due;
        now = Math.max(now, timer.at);
        if (timer.every === null) timers.delete(id);
        else timer.at += timer.every;
        timer.run();
      }
      now = Math.max(now, instant);
    };
    Date.now = () => now;
    performance.now = () => now - from;
    const set =
      (repeats: boolean) =>
      (run: () => void, delay = 0) =>
        add(run, delay, repeats);
    const clear = (id: number) => void timers.delete(id);
    Object.assign(window, {
      setTimeout: set(false),
      setInterval: set(true),
      clearTimeout: clear,
      clearInterval: clear,
    });
    Object.assign(window, { passTo: to });
    const Real = window.WebSocket;
    window.WebSocket = class extends Real {
      override set onmessage(run: ((event: MessageEvent) => void) | null) {
        super.onmessage = (event: MessageEvent<unknown>) => {
          const told = typeof event.data === 'string' ? /"sentAt":(\d+)/.exec(event.data)?.[1] : undefined;
          if (told !== undefined) to(Number(told));
          run?.(event);
        };
      }
    };
  }, start);
}

export const passTo = (page: Page, instant: number): Promise<unknown> => page.evaluate(`passTo(${instant})`);
