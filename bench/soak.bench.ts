import { demoPath, inventoryAt } from '../apps/simulator/src/test-support/demo-desk.ts';
import { openBrowser } from '../e2e/support/browser.ts';
import { playDesk } from '../e2e/support/played-desk.ts';
import { gallerySecond } from '../e2e/support/situations.ts';
import { soak } from '../e2e/support/soak.ts';
import { printFigure } from './support/figure.ts';

const days = 1;
const budget = 1.1;

const browser = await openBrowser();
const { board } = playDesk(inventoryAt(demoPath), {}, gallerySecond);
const began = performance.now();
const { heapBefore, heapAfter, ...rest } = await soak(browser, board, gallerySecond, days);
await browser.close();
printFigure({
  figure: `heap of the wall after ${days} day of events, forced collection before each weighing`,
  value: heapAfter,
  unit: 'bytes',
  limit: { what: 'the same after a tenth of it', value: heapBefore },
  budget: {
    text: 'within 10 %, no detached nodes, at least 50,000 frames',
    kept: heapAfter / heapBefore < budget && rest.detachedNodes === 0 && rest.frames >= 50_000,
  },
  detail: { ...rest, tookSeconds: Math.round((performance.now() - began) / 1000) },
});
