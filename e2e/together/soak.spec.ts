import { expect, test } from 'vitest';
import { demoPath, inventoryAt } from '../../apps/simulator/src/test-support/demo-desk.ts';
import { openBrowser } from '../support/browser.ts';
import { playDesk } from '../support/played-desk.ts';
import { gallerySecond } from '../support/situations.ts';
import { soak } from '../support/soak.ts';

/** Of a day; the whole of it is a bench. */
const share = 1 / 16;

test('WI-127 an hour and a half of changes, lost connections and other desks leave the page as light as it was', async () => {
  const browser = await openBrowser();
  try {
    const { board } = playDesk(inventoryAt(demoPath), {}, gallerySecond);
    const soaked = await soak(browser, board, gallerySecond, share);
    expect(soaked.frames).toBe(3150);
    expect(soaked.reconnects).toBeGreaterThanOrEqual(5);
    expect(soaked.deskReloads).toBeGreaterThanOrEqual(1);
    expect(soaked.heapAfter / soaked.heapBefore, JSON.stringify(soaked)).toBeLessThan(1.1);
    expect(soaked.detachedNodes).toBe(0);
  } finally {
    await browser.close();
  }
});
