import { createMemoryStore, createMemoryStreams, type Streams } from '@yagura/streams';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { inventoryForTests, watched } from '../test-support/desk-for-tests.ts';
import type { DeskView } from './desk-view.ts';
import { startDeskWatch } from './desk-watch.ts';
import { createRegistrations } from './registrations.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-learned-'));
afterAll(() => rm(folder, { recursive: true }));

async function startWatch(streams: Streams) {
  const views: DeskView[] = [];
  const watch = await startDeskWatch({
    streams,
    registrations: createRegistrations(),
    file: join(folder, 'desk.json'),
    now: () => 0,
    onDesk: (view) => views.push(view),
    onTrouble: (what) => expect.unreachable(what),
  });
  return { watch, views };
}

test('HB-30 what comes into force is found beside the desk, by tier, and again at a start while Redis is away', async () => {
  const streams = createMemoryStreams(createMemoryStore());
  await streams.desk.putInventory(inventoryForTests('desk-1', [watched('slow', { tier: 3 })]));
  await streams.desk.setCurrent('desk-1');
  const { watch, views } = await startWatch(streams);
  await vi.waitFor(() => expect(views).toHaveLength(1), { timeout: 20_000 });
  expect(watch.view?.learned('gw-1')).toBeNull();
  const limits = { 'gw-1': 6000, slow: 6000, stranger: 40_000 };
  await streams.desk.putLearned({ version: 'd1', day: '2026-11-25', limits, baselines: [] });
  await streams.desk.setCurrentLearned('d1');
  await vi.waitFor(() => expect(watch.view?.learned('gw-1')).toEqual({ limitMs: 6000, urgent: true }), {
    timeout: 5000,
  });
  expect(watch.view?.learned('slow')).toEqual({ limitMs: 6000, urgent: false });
  expect(watch.view?.learned('stranger')).toEqual({ limitMs: 40_000, urgent: false });
  await watch.stop();
  streams.away = true;
  const again = await startWatch(streams);
  expect(again.watch.view?.learned('slow')).toEqual({ limitMs: 6000, urgent: false });
  await again.watch.stop();
});
