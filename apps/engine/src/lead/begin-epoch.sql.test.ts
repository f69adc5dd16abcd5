import type { Entry, HeardBeat, Status, Turn } from '@yagura/contract';
import { openHistory } from '@yagura/history';
import { createMemoryStore, createMemoryStreams, type Streams } from '@yagura/streams';
import { incidentOf, inventoryOf, muteOf } from '@yagura/testkit';
import { afterAll, expect, test } from 'vitest';
import type { EngineOptions } from '../engine.ts';
import { emptyKeeper, foldEvidence, foldRecorded, type Keeper } from '../keeper.ts';
import { recoverKeeper } from '../recover.ts';
import { beginEpoch, tellRemembered } from './begin-epoch.ts';

const schema = `begin_epoch_${process.pid}`;
const history = openHistory(process.env['DATABASE_URL'] ?? '', { schema });
afterAll(() => history.close());

const start = 1_800_000_000_000;
const place = { beats: '0-0', inputs: '0-0' };
const down: Status = {
  health: 'down',
  condition: 'down',
  expectation: 'expected',
  since: start - 60_000,
  reasons: [{ code: 'silent', lastBeatAt: start - 63_000, limitMs: 3000 }],
  nextAt: null,
  flags: [],
};
const ok: Status = { ...down, health: 'ok', condition: 'ok', reasons: [{ code: 'heard' }] };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Somebody had it when the memory was lost. */
const taken = incidentOf({
  id: 'component:gw-1@1',
  number: 41,
  source: { kind: 'watch', group: 'component:gw-1@1', root: { kind: 'component', id: 'gw-1' } },
  state: 'taken',
  owner: { person: 'anna', since: start - 50_000, until: start + 1_750_000 },
});

/** One that was in force, and one that was over. */
const muted = muteOf({
  id: 'mute-20001',
  number: 8,
  components: ['gw-2'],
  windows: [{ from: start - 50_000, until: start + 3_600_000 }],
});
const over = muteOf({ id: 'mute-20002', number: 9, ended: { at: start - 5, by: null, how: 'over' } });

function lastTurn(fence: number): Turn {
  const statuses = [
    { id: 'gw-1', status: down },
    { id: 'gw-2', status: ok },
  ];
  return {
    epoch: 7,
    shard: '0',
    turn: 50,
    fence,
    now: start,
    shown: start,
    from: place,
    to: place,
    changes: [],
    statuses,
    news: {},
    incidents: [taken],
    waivers: [muted, over],
  };
}

async function standing(): Promise<{ streams: Streams; fence: number; options: EngineOptions }> {
  const streams = createMemoryStreams(createMemoryStore());
  const fence = (await streams.lease.acquire('engine', { ttlMs: 60_000, floor: 1 })) ?? 0;
  const options = { streams, history, service: { log: quiet, setReady: () => undefined } } as unknown as EngineOptions; // what beginning an epoch uses
  return { streams, fence, options };
}

function entry(n: number): Entry {
  const from = start + n * 1000;
  const beats = ['gw-1', 'gw-2'].map((component, index): HeardBeat => ({
    component,
    status: 'ok',
    heard: from + 10 + index,
    port: 'http',
    sender: 's',
    epoch: 'new',
    seq: n,
  }));
  const until = from + 1000;
  return {
    collector: 'col-1',
    epoch: 'x',
    n,
    covers: { from, until, paused: 0 },
    canary: { http: until },
    late: false,
    beats,
    occurrences: [],
  };
}

let announced: string[] = [];

async function judged(streams: Streams, keeper: Keeper): Promise<string[]> {
  const evidence = await streams.evidence.read(keeper.positions, { limit: 100, blockMs: 0 });
  const now = evidence.beats.at(-1)?.covers.until ?? start;
  const effects = await foldEvidence(streams, keeper, evidence, { now, shown: now });
  announced.push(...effects.announcements.map(({ kind, group }) => `${kind} ${group}`));
  return effects.changes.map((change) => `${change.component} ${change.from ?? 'new'}→${change.to}`).toSorted();
}

async function goesOn(streams: Streams, keeper: Keeper): Promise<void> {
  const inventory = inventoryOf({ components: ['gw-1', 'gw-2'] });
  await streams.desk.putInventory(inventory);
  await streams.evidence.appendInput({ type: 'inventory', version: inventory.version });
  announced = [];
  await tellRemembered({ streams, history }, keeper);
  expect(await judged(streams, keeper)).toEqual(['gw-1 down→no-sight', 'gw-2 ok→no-sight']);
  await streams.beats.append([entry(1)]);
  expect(await judged(streams, keeper)).toEqual(['gw-1 no-sight→down', 'gw-2 no-sight→ok']);
  await streams.beats.append([2, 3, 4, 5, 6, 7, 8, 9].map(entry));
  expect(await judged(streams, keeper)).toEqual([]);
  await streams.beats.append([10, 11].map(entry));
  const { incidents, waivers, rows } = keeper.world.desk;
  expect(incidents.incidents.get(taken.id)).toMatchObject({ state: 'taken', owner: taken.owner, number: 41 });
  expect(announced).toEqual([]);
  expect(await judged(streams, keeper)).toEqual(['gw-1 down→ok']);
  expect(announced).toEqual([`recovered ${taken.id}`]);
  expect([incidents.incidents.size, incidents.nextNumber]).toEqual([1, 42]);
  expect([[...waivers.waivers.values()], waivers.nextNumber]).toEqual([[muted], 10]);
  expect(rows.get('gw-2')?.status.flags).toContain('muted');
}

test('TU-14 Redis lost everything and Postgres did not: a new epoch behind it, and what was down must earn its way out', async () => {
  const { streams, fence, options } = await standing();
  await history.migrate();
  expect((await history.appendTurns([lastTurn(1)], 1)).outcome).toBe('stored');
  const keeper = emptyKeeper(await streams.evidence.start());
  await beginEpoch(options, keeper, { fence, stored: await history.position() });
  expect(keeper).toMatchObject({ epoch: fence, turn: 50 });
  expect(await streams.turns.head()).toMatchObject({ epoch: fence, turn: 50 });
  await goesOn(streams, keeper);
});

test('TU-14 a memory of another version is not read: a new epoch begins with what stood on the board', async () => {
  const { streams, fence, options } = await standing();
  const rows = lastTurn(1).statuses.map(({ id, status }) => ({
    id,
    status,
    lastBeatAt: null,
    limitMs: 3000,
    figure: null,
  }));
  const meta = {
    epoch: 7,
    turn: 60,
    now: start,
    to: await streams.evidence.start(),
    layout: 'x',
    parts: { memory: [0, 1], components: [1, 1], board: [1, 3] },
  } as const;
  expect(await streams.snapshots.write(fence, meta, ['{"format":0}', '{}', JSON.stringify(rows)])).toBe(true);
  const keeper = await recoverKeeper(streams);
  expect(keeper.remembered?.get('gw-1')?.health).toBe('down');
  await beginEpoch(options, keeper, { fence, stored: await history.position() });
  expect(keeper).toMatchObject({ epoch: fence, turn: 60 });
  await goesOn(streams, keeper);
});

test('TU-14 an engine that dies before the first snapshot of its new epoch is succeeded: it begins anew behind that', async () => {
  const { streams, fence, options } = await standing();
  const keeper = emptyKeeper(await streams.evidence.start());
  await beginEpoch(options, keeper, { fence, stored: await history.position() });
  const turn = { ...lastTurn(fence), turn: keeper.turn + 1, epoch: keeper.epoch };
  for (const dead of ['before any turn', 'after one'] as const) {
    if (dead === 'after one') expect(await streams.turns.commit({ ...turn, fence })).toBe('committed');
    const successor = await recoverKeeper(streams);
    expect(successor, dead).toMatchObject({ epoch: fence, turn: keeper.turn });
    const followed = await streams.turns.after(successor.turn, { limit: 10, blockMs: 1 });
    for (const one of followed) expect(await foldRecorded(streams, successor, one)).toBe('same');
    expect((await streams.turns.head())?.turn).toBe(successor.turn);
    expect(successor.remembered).not.toBeNull();
  }
  const successor = await recoverKeeper(streams);
  for (const one of await streams.turns.after(successor.turn, { limit: 10, blockMs: 1 }))
    await foldRecorded(streams, successor, one);
  const next = await streams.lease.acquire('engine', { ttlMs: 60_000, floor: fence + 1 });
  expect(next).not.toBeNull();
  await beginEpoch(options, successor, { fence: next ?? 0, stored: await history.position() });
  expect(await streams.turns.head()).toMatchObject({ epoch: next, turn: keeper.turn + 1 });
  await goesOn(streams, successor);
});
