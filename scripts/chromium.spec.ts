import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { findChromium } from './lib/chromium.mjs';

test.each([
  ['the one that the tests are given', process.env],
  ['the one from npm, where the machine has none', { PATH: '' }],
])('SV-10 %s starts and shows a page', async (_, env) => {
  const browser = await chromium.launch({ executablePath: await findChromium({ env }) });
  try {
    const page = await browser.newPage();
    await page.setContent('<canvas></canvas><h1>Yagura 0123</h1>');
    expect(await page.innerText('h1')).toBe('Yagura 0123');
    // Without any font a text would take no room.
    expect(await page.locator('h1').evaluate((heading) => heading.scrollHeight)).toBeGreaterThan(20);
    expect((await page.screenshot()).length).toBeGreaterThan(1000);
  } finally {
    await browser.close();
  }
});

test('SV-10 a named one that does not run is refused', async () => {
  await expect(findChromium({ env: { YAGURA_CHROMIUM: '/bin/false' } })).rejects.toThrow(
    /^YAGURA_CHROMIUM \/bin\/false does not run; name a working Chromium/,
  );
});
