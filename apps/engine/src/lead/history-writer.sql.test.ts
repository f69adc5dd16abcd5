import type { Turn } from '@yagura/contract';
import { openHistory } from '@yagura/history';
import { incidentOf, muteOf } from '@yagura/testkit';
import { createMemoryStore, createMemoryStreams } from '@yagura/streams';
import { afterAll, expect, test } from 'vitest';
import { startHistoryWriter } from './history-writer.ts';

const url = process.env['DATABASE_URL'] ?? '';
const schema = `history_writer_${process.pid}`;
const history = openHistory(url, { schema });
afterAll(() => history.close());

const place = { beats: '0-0', inputs: '0-0' };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function turnOf(turn: number, fence: number): Turn {
  const change = {
    id: `1.${turn}.0`,
    component: 'gw-1',
    at: 1_800_000_000_000 + turn,
    shown: 1_800_000_000_005 + turn,
    revision: turn,
    from: 'ok' as const,
    to: 'down' as const,
    condition: 'down' as const,
    reasons: [{ code: 'never-seen' as const }],
    late: false,
  };
  const now = 1_800_000_000_000 + turn;
  return {
    epoch: 1,
    shard: '0',
    turn,
    fence,
    now,
    shown: now,
    from: place,
    to: place,
    changes: turn % 3 === 0 ? [change] : [],
    statuses: [],
    news: {},
  };
}

async function journal(turns: number) {
  const streams = createMemoryStreams(createMemoryStore());
  const fence = (await streams.lease.acquire('engine', { ttlMs: 60_000, floor: 1 })) ?? 0;
  for (let turn = 1; turn <= turns; turn++) expect(await streams.turns.commit(turnOf(turn, fence))).toBe('committed');
  return { streams, fence };
}

async function carried(upTo: number, storedUpTo: () => number | null): Promise<void> {
  await expect.poll(storedUpTo, { timeout: 15_000, interval: 50 }).toBe(upTo);
}

test('TU-15 the journal is carried to Postgres in order, also by a second writer, and each change is there once', async () => {
  const { streams, fence } = await journal(30);
  const first = new AbortController();
  const options = { streams, history, fence, log: quiet, onChanges: () => undefined };
  const writer = startHistoryWriter({ ...options, lost: first.signal });
  await carried(30, () => writer.storedUpTo());
  first.abort();
  await writer.stopped;
  for (let turn = 31; turn <= 40; turn++) await streams.turns.commit(turnOf(turn, fence));
  const second = new AbortController();
  const next = startHistoryWriter({ ...options, lost: second.signal });
  await carried(40, () => next.storedUpTo());
  second.abort();
  await next.stopped;
  const changes = await history.changesOf('gw-1', 0, 2_000_000_000_000, 100);
  expect(changes.map((change) => change.revision).toSorted((a, b) => a - b)).toEqual([
    3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39,
  ]);
});

const words = { incident: null, waiver: null, revision: null, text: 'no', before: null, after: null };
const told = {
  waivers: [muteOf({ number: 7001 })],
  incidents: [incidentOf({ id: 'alone@1', number: 7002 })],
  outcomes: [{ command: 'done-alone-1', result: 'refused' as const, ...words }],
};

test.each(Object.entries(told))('TU-15 a turn that tells of nothing but %s is stored as well', async (part, rows) => {
  const own = openHistory(url, { schema: `${schema}_${part}` });
  const { streams, fence } = await journal(3);
  const lost = new AbortController();
  const options = { streams, history: own, fence, log: quiet, lost: lost.signal, onChanges: () => undefined };
  const writer = startHistoryWriter(options);
  // Something is stored first: for a while after that no turn is written down for its number alone.
  await carried(3, () => writer.storedUpTo());
  await streams.turns.commit({ ...turnOf(4, fence), [part]: rows });
  await carried(4, () => writer.storedUpTo());
  expect(await own.position()).toMatchObject({ turn: 4 });
  lost.abort();
  await writer.stopped;
  await own.close();
});

test('TU-15 while Postgres is away the writer waits and says that it knows nothing', async () => {
  const { streams, fence } = await journal(3);
  const nowhere = openHistory('postgresql://postgres@127.0.0.1:9/postgres');
  const lost = new AbortController();
  const warnings: string[] = [];
  const log = { ...quiet, warn: (event: string) => void warnings.push(event) };
  const writer = startHistoryWriter({
    streams,
    history: nowhere,
    fence,
    log,
    lost: lost.signal,
    onChanges: () => undefined,
  });
  await expect.poll(() => warnings.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(writer.storedUpTo()).toBeNull();
  expect(await streams.turns.length()).toBe(3);
  lost.abort();
  await writer.stopped;
  await nowhere.close();
});
