import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { keepOffset, recallOffset } from './keep-offset.ts';
import { temporaryFolder } from './test-support/start-for-test.ts';

test('HB-22 the distance to desk time is kept once it is known, and found by the next start', async () => {
  const file = join(await temporaryFolder(), 'clock.json');
  expect(await recallOffset(file)).toBe(0);
  const unsynced = keepOffset(file, { now: () => 9000, synced: false }, () => 5000);
  unsynced.stop();
  const keeper = keepOffset(file, { now: () => 7500, synced: true }, () => 5000);
  await vi.waitFor(async () => expect(await recallOffset(file)).toBe(2500), { timeout: 20_000 });
  keeper.stop();
  await writeFile(file, '{"deskMinusWall":');
  expect(await recallOffset(file)).toBe(0);
});
