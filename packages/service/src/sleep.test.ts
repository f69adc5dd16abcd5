import { expect, test } from 'vitest';
import { sleep } from './sleep.ts';

test('SE-10 ends early, without an error, when the signal aborts before or during it', async () => {
  const controller = new AbortController();
  const sleeping = sleep(60_000, controller.signal);
  controller.abort();
  await sleeping;
  await sleep(60_000, controller.signal);
});

test('SE-10 takes odd lengths without becoming endless or a busy loop', async () => {
  await sleep(Number.NaN);
  await sleep(-5);
  const controller = new AbortController();
  let woke = false;
  const long = sleep(Infinity, controller.signal).then(() => (woke = true));
  await sleep(20);
  expect(woke).toBe(false);
  controller.abort();
  await long;
});
