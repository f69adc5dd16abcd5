import { describe, expect, test } from 'vitest';
import { acquireFence, withHarness, type CreateHarness } from './harness.ts';
import { sampleHead, sampleTurn } from './samples.ts';

const soon = { limit: 100, blockMs: 0 };
const term = { ttlMs: 60_000, floor: 0 };

function commitRules(create: CreateHarness): void {
  test(
    'ST-9 a turn is committed only after its predecessor and under the newest fence, once',
    withHarness(create, async (harness) => {
      const { turns, lease } = harness.open();
      expect(await turns.head()).toBeNull();
      expect(await turns.commit(sampleTurn(1, 7))).toBe('fenced');
      const fence = (await lease.acquire('engine-1', term)) ?? 0;
      expect(await turns.commit(sampleTurn(2, fence))).toBe('out-of-order');
      expect(await turns.commit(sampleTurn(1, fence))).toBe('committed');
      expect(await turns.commit(sampleTurn(1, fence))).toBe('committed');
      expect(await turns.commit(sampleTurn(3, fence))).toBe('out-of-order');
      expect(await turns.length()).toBe(1);
      const next = (await lease.acquire('engine-1', term)) ?? 0;
      expect(await turns.commit(sampleTurn(2, fence))).toBe('fenced');
      expect(await turns.commit(sampleTurn(1, next))).toBe('out-of-order');
      expect(await turns.commit(sampleTurn(2, next))).toBe('committed');
      const { epoch, turn, now, to } = sampleTurn(2, next);
      expect(await harness.open().turns.head()).toEqual({ epoch, turn, fence: next, now, to });
    }),
  );

  test(
    'ST-9 of two who commit the same turn at once only the one with the newest fence does',
    withHarness(create, async (harness) => {
      const old = harness.open();
      const oldFence = await acquireFence(old);
      const young = harness.open();
      await old.lease.release(oldFence);
      const fence = await acquireFence(young, 'engine-2');
      const outcomes = await Promise.all([
        old.turns.commit(sampleTurn(1, oldFence)),
        young.turns.commit(sampleTurn(1, fence)),
        old.turns.commit(sampleTurn(1, oldFence)),
      ]);
      expect(outcomes).toEqual(['fenced', 'committed', 'fenced']);
    }),
  );
}

function journalRules(create: CreateHarness): void {
  test(
    'ST-10 turns are read oldest first, and waited for',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      const fence = await acquireFence(streams);
      const waiting = harness.open().turns.after(0, { limit: 10, blockMs: 20_000 });
      for (const turn of [1, 2, 3]) await streams.turns.commit(sampleTurn(turn, fence));
      expect((await waiting)[0]).toEqual(sampleTurn(1, fence));
      expect(await streams.turns.after(1, { limit: 1, blockMs: 0 })).toEqual([sampleTurn(2, fence)]);
      expect((await streams.turns.after(0, soon)).map(({ turn }) => turn)).toEqual([1, 2, 3]);
      expect(await streams.turns.after(3, soon)).toEqual([]);
      expect(await streams.turns.after(3, { limit: 1, blockMs: 20 })).toEqual([]);
    }),
  );

  test(
    'ST-10 a damaged turn is left out, so that the gap in the numbers shows it',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      const fence = await acquireFence(streams);
      await streams.turns.commit(sampleTurn(1, fence));
      await harness.damage('turns');
      expect(await streams.turns.commit(sampleTurn(3, fence))).toBe('committed');
      expect((await streams.turns.after(0, soon)).map(({ turn }) => turn)).toEqual([1, 3]);
      expect((await streams.turns.after(1, { limit: 1, blockMs: 0 })).map(({ turn }) => turn)).toEqual([3]);
    }),
  );

  test(
    'ST-11 the journal tells its oldest turn and its length, and forgets what lies before a turn',
    withHarness(create, async (harness) => {
      const { turns, lease } = harness.open();
      expect([await turns.oldest(), await turns.length()]).toEqual([null, 0]);
      const fence = (await lease.acquire('engine-1', term)) ?? 0;
      for (const turn of [1, 2, 3, 4]) await turns.commit(sampleTurn(turn, fence));
      await turns.trim(3);
      expect([await turns.oldest(), await turns.length()]).toEqual([3, 2]);
      expect(await turns.head()).toMatchObject({ turn: 4 });
      await turns.trim(5);
      expect([await turns.oldest(), await turns.length()]).toEqual([null, 0]);
      expect(await turns.commit(sampleTurn(5, fence))).toBe('committed');
    }),
  );
}

function restartRules(create: CreateHarness): void {
  test(
    'ST-12 a new epoch sets the journal aside and goes on from its head',
    withHarness(create, async (harness) => {
      const { turns, lease } = harness.open();
      const first = (await lease.acquire('engine-1', term)) ?? 0;
      for (const turn of [1, 2]) await turns.commit(sampleTurn(turn, first));
      const fence = (await lease.acquire('engine-1', term)) ?? 0;
      const head = sampleHead({ fence });
      expect(await turns.restart({ ...head, fence: first })).toBe('fenced');
      expect(await turns.restart({ ...head, epoch: 1 })).toBe('out-of-order');
      expect(await turns.restart({ ...head, turn: 1 })).toBe('out-of-order');
      expect(await turns.length()).toBe(2);
      expect(await turns.restart(head)).toBe('committed');
      expect(await turns.restart(head)).toBe('committed');
      expect(await turns.head()).toEqual(head);
      expect([await turns.oldest(), await turns.length()]).toEqual([null, 0]);
      const waiting = harness.open().turns.after(head.turn, { limit: 10, blockMs: 20_000 });
      expect(await turns.commit(sampleTurn(head.turn + 1, fence, { epoch: 2 }))).toBe('committed');
      expect(await turns.restart(head)).toBe('out-of-order');
      expect((await waiting).map(({ turn, epoch }) => [turn, epoch])).toEqual([[41, 2]]);
    }),
  );

  test(
    'ST-12 an empty store begins at the head that it is given',
    withHarness(create, async (harness) => {
      const { turns, lease } = harness.open();
      const fence = (await lease.acquire('engine-1', { ttlMs: 60_000, floor: 0 })) ?? 0;
      expect(await turns.restart(sampleHead({ fence }))).toBe('committed');
      expect(await turns.commit(sampleTurn(41, fence, { epoch: 2 }))).toBe('committed');
    }),
  );
}

function leaseRules(create: CreateHarness): void {
  test(
    'ST-13 one holds the lease, and every fence is higher than all before',
    withHarness(create, async (harness) => {
      const ours = harness.open().lease;
      const theirs = harness.open().lease;
      const first = (await ours.acquire('engine-1', term)) ?? 0;
      expect(first).toBeGreaterThan(1_600_000_000_000);
      expect(await theirs.acquire('engine-2', term)).toBeNull();
      const again = (await ours.acquire('engine-1', term)) ?? 0;
      expect(again).toBeGreaterThan(first);
      expect(await ours.renew(first, 1000)).toBe(false);
      await ours.release(again);
      const floor = again + 1_000_000_000;
      expect(await theirs.acquire('engine-2', { ttlMs: 60_000, floor })).toBe(floor);
      await theirs.release(floor);
      expect(await ours.acquire('engine-1', term)).toBe(floor + 1);
    }),
  );

  test(
    'ST-14 a lease that was not renewed in time is over, and is another’s to take',
    withHarness(create, async (harness) => {
      const ours = harness.open().lease;
      const theirs = harness.open().lease;
      const fence = (await ours.acquire('engine-1', { ttlMs: 60_000, floor: 0 })) ?? 0;
      expect(await theirs.renew(fence + 1, 1000)).toBe(false);
      await theirs.release(fence - 1);
      expect(await ours.renew(fence, 50)).toBe(true);
      await expect.poll(() => theirs.acquire('engine-2', term), { timeout: 5000 }).toBeGreaterThan(fence);
      expect(await ours.renew(fence, 1000)).toBe(false);
      await ours.release(fence);
      expect(await ours.acquire('engine-1', term)).toBeNull();
    }),
  );

  test(
    'ST-15 a lease that nobody renews is taken even when the store’s clock would keep it for an hour',
    withHarness(create, async (harness) => {
      const ours = harness.open().lease;
      const fence = (await ours.acquire('engine-1', { ttlMs: 100, floor: 0 })) ?? 0;
      await harness.prolongLease();
      const theirs = harness.open().lease;
      const wish = { ttlMs: 100, floor: 0 };
      const began = performance.now();
      expect(await theirs.acquire('engine-2', wish)).toBeNull();
      await expect.poll(() => theirs.acquire('engine-2', wish), { timeout: 8000 }).toBeGreaterThan(fence);
      expect(performance.now() - began).toBeGreaterThan(500);
      expect(await ours.renew(fence, 1000)).toBe(false);
    }),
  );
}

export function judgementSuite(create: CreateHarness): void {
  describe('turns and lease', () => {
    commitRules(create);
    journalRules(create);
    restartRules(create);
    leaseRules(create);
  });
}
