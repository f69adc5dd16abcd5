import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';

export interface MainThread {
  /** Processor time of the page's main thread in each second: it hardly depends on who else wants the cores. */
  readonly busyMs: number;
  /** The longest of its tasks over 50 ms; 0 where there was none. */
  readonly longestMs: number;
}

interface Observed extends Window {
  longTasks?: number[];
}

/** How busy a page's main thread is while it goes about its work. */
export async function watchMainThread(page: Page, seconds: number): Promise<MainThread> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskSeconds = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  await page.evaluate(() => {
    const durations: number[] = [];
    (window as Observed).longTasks = durations;
    new PerformanceObserver((list) => durations.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  const [before, began] = [await taskSeconds(), performance.now()];
  await sleep(seconds * 1000);
  const busy = (await taskSeconds()) - before;
  const passed = (performance.now() - began) / 1000;
  const tasks = await page.evaluate(() => (window as Observed).longTasks ?? []);
  await devtools.detach();
  return { busyMs: (busy / passed) * 1000, longestMs: Math.max(0, ...tasks) };
}
