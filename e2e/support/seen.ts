import type { Page } from 'playwright-core';

/** What the page showed with one frame. */
export interface Seen {
  readonly at: number;
  readonly cover: string | null;
  readonly healths: Readonly<Record<string, string>>;
}

interface Watching extends Window {
  seen?: Seen[];
}

/** Notes after each frame that was painted what it showed, where that differs from the one before. Tests of what must never be seen need every frame. */
export async function noteEveryFrame(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Seen[] = [];
    (window as Watching).seen = seen;
    const channel = new MessageChannel();
    let last = '';
    channel.port1.addEventListener('message', () => {
      const tiles = document.querySelectorAll<HTMLElement>('[data-component][data-health]');
      const healths = Object.fromEntries(
        Array.from(tiles, ({ dataset }) => [dataset['component'] ?? '', dataset['health'] ?? '']),
      );
      const cover = document.querySelector<HTMLElement>('[data-cover]')?.dataset['cover'] ?? null;
      const now = JSON.stringify([cover, healths]);
      if (now !== last) seen.push({ at: Date.now(), cover, healths });
      last = now;
    });
    channel.port1.start();
    const each = () => {
      channel.port2.postMessage(null);
      requestAnimationFrame(each);
    };
    requestAnimationFrame(each);
  });
}

export const framesSeen = (page: Page): Promise<Seen[]> => page.evaluate(() => (window as Watching).seen ?? []);
