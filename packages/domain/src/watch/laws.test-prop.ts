import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeardBeat } from '@yagura/contract';
import { inStoreOrder, inventoryOf, noon, rhythm, scriptedCollector, propertyRuns } from '@yagura/testkit';
import { expire } from '../health/expire.ts';
import { limitOf } from '../health/deadlines.ts';
import { healthRank } from '../health/rank.ts';
import { drive, type Drive } from '../testing/drive.ts';
import { lifeArbitrary, type Life } from '../testing/lives.ts';

const runs = propertyRuns(1000);

function begin({ inventory, deliveries }: Life, shards = 1): Drive {
  return drive({ inventory, deliveries, start: noon, shards });
}

function eachState(run: Drive, look: (id: string, age: number, limitMs: number, now: number) => void): void {
  for (const watch of run.world.watches)
    for (const state of watch.components.values())
      look(state.id, watch.now - (state.heard?.at ?? -Infinity), limitOf(state), watch.now);
}

test('WA-27 law 1: nothing is ok on evidence older than its limit and one second, at any judged instant and after it', () => {
  fc.assert(
    fc.property(lifeArbitrary({ judged: true }), fc.integer({ min: 0, max: 20_000 }), (life, later) => {
      const run = begin(life);
      run.until(life.stop, () => {
        eachState(run, (id, age, limitMs) => {
          const status = run.status(id);
          if (status.health === 'ok' && age > limitMs + 1000) expect.fail(`${id} is ok at the age of ${age} ms`);
          if (age + later > limitMs + 1000 && expire(status, age + later, limitMs).health === 'ok') expect.fail(id);
        });
      });
    }),
    runs,
  );
}, 300_000);

test('WA-28 law 2: the same turns give the same statuses, and expire only worsens', () => {
  fc.assert(
    fc.property(lifeArbitrary({ judged: true }), fc.integer({ min: 0, max: 60_000 }), (life, later) => {
      const run = begin(life).until(life.stop);
      const again = drive({ inventory: life.inventory, deliveries: [], start: noon });
      for (const turn of run.turns.slice(1)) again.turn(turn);
      expect(again.changes).toEqual(run.changes);
      for (const { status } of run.world.desk.rows.values())
        for (const age of [null, 0, later])
          expect(healthRank(expire(status, age, 3000).health)).toBeLessThanOrEqual(healthRank(status.health));
    }),
    runs,
  );
}, 300_000);

test('WA-41 law 2: looking more often changes nothing', () => {
  fc.assert(
    fc.property(lifeArbitrary({ punctual: true, judged: true }), fc.integer({ min: 40, max: 900 }), (life, everyMs) => {
      const run = begin(life).until(life.stop);
      const restless = begin(life);
      for (let now = noon + everyMs; now < life.stop; now += everyMs) restless.until(now);
      restless.until(life.stop);
      expect(restless.changes.map(plain)).toEqual(run.changes.map(plain));
      for (const id of run.world.desk.rows.keys()) expect(restless.status(id)).toEqual(run.status(id));
    }),
    runs,
  );
}, 300_000);

function plain({ component, from, to, at, condition }: Drive['changes'][number]) {
  return { component, from, to, condition, at };
}

test('WA-29 law 3: a beat that counts ends any silence, and missing data resolves nothing', () => {
  fc.assert(
    fc.property(lifeArbitrary(), fc.integer({ min: 0, max: 16_000 }), (life, offset) => {
      const mute = noon + offset;
      const deliveries = life.deliveries.map(({ at, entry }) => ({
        at,
        entry: { ...entry, beats: entry.beats.filter(({ heard }) => heard <= mute) },
      }));
      const run = drive({ inventory: life.inventory, deliveries, start: noon });
      run.until(life.stop + 8000, (effects, { entries, now }) => {
        for (const { id } of effects.statuses) {
          const heard = run.world.watches[0]?.components.get(id)?.heard;
          const justHeard = heard && entries.some(({ beats }) => beats.some((beat) => beat.component === id));
          if (justHeard && now - heard.at < 3000) expect(run.status(id).reasons[0]?.code).not.toBe('silent');
        }
        if (Math.min(...entries.flatMap(({ beats }) => beats.map(({ heard }) => heard)), Infinity) < Infinity) return;
        for (const change of effects.changes)
          if (now > mute + 8000 && change.from !== 'planned')
            expect(['down', 'no-sight', 'planned']).toContain(change.to);
      });
    }),
    runs,
  );
}, 300_000);

test('WA-30 law 4: while everything beats, no trouble of ours ever makes anything down, and sight comes back by itself', () => {
  fc.assert(
    fc.property(lifeArbitrary({ healthy: true, settled: true }), (life) => {
      const quiet = life.stop - 7000;
      const run = begin(life).until(quiet);
      run.until(life.stop);
      for (const change of run.changes) expect(['ok', 'no-sight']).toContain(change.to);
      for (const alarm of run.alarms.values()) expect(alarm.root.kind).toBe('collector');
    }),
    runs,
  );
}, 300_000);

test('WA-31 law 6: instants of sources and the clock of another collector change no status', () => {
  const beatsArbitrary = fc.record({
    phase: fc.integer({ min: 0, max: 999 }),
    silentFrom: fc.integer({ min: 0, max: 9000 }),
  });
  const madArbitrary = fc.record({
    at: fc.integer({ min: 0, max: 2 * noon }),
    backBy: fc.integer({ min: 0, max: 2 * noon }),
    clockAheadMs: fc.constantFrom(-3_600_000, -5000, 300, 5000, 3_600_000),
  });
  fc.assert(
    fc.property(beatsArbitrary, madArbitrary, ({ phase, silentFrom }, mad) => {
      const stop = noon + 12_000;
      const script = { start: noon, stop, entryEveryMs: 500 };
      const mine = [
        ...rhythm('mine', { from: noon + phase, to: noon + silentFrom }),
        ...rhythm('mine', { from: noon + silentFrom + 5000, to: stop }),
      ];
      const healths = (theirs: Partial<HeardBeat>, clockAheadMs: number) => {
        const beats = rhythm('theirs', { from: noon + 300, to: stop, rest: theirs });
        const first = scriptedCollector({ id: 'col-1', ...script, beats: mine });
        const second = scriptedCollector({ id: 'col-2', ...script, beats, clockAheadMs });
        const inventory = inventoryOf({
          collectors: { 'col-1': 'ldn', 'col-2': 'ldn' },
          components: ['mine', 'theirs'],
        });
        const run = drive({ inventory, deliveries: inStoreOrder(first, second), start: noon }).until(stop);
        return {
          changes: run.changes.filter(({ component }) => component === 'mine').map(plain),
          status: run.status('mine'),
        };
      };
      expect(healths({ at: mad.at, backBy: mad.backBy }, mad.clockAheadMs)).toEqual(healths({}, 0));
    }),
    runs,
  );
}, 300_000);

test('WA-32 law 6: whatever instants turns ask for, the folded one never runs backwards', () => {
  fc.assert(
    fc.property(
      lifeArbitrary(),
      fc.array(fc.integer({ min: -5000, max: 20_000 }), { maxLength: 20 }),
      (life, offsets) => {
        const run = drive({ inventory: life.inventory, deliveries: [], start: noon });
        let last = noon;
        for (const [index, offset] of offsets.entries()) {
          const entries = life.deliveries.slice(index * 3, index * 3 + 3).map(({ entry }) => entry);
          run.turn({ now: noon + offset, entries });
          const now = run.world.watches[0]?.now ?? 0;
          expect(now).toBe(Math.max(last, noon + offset));
          last = now;
        }
      },
    ),
    runs,
  );
}, 300_000);

test('WA-33 law 7: nothing leaves down or degraded for ok without three good beats and its window', () => {
  fc.assert(
    fc.property(lifeArbitrary({ settled: true }), (life) => {
      const run = begin(life);
      const told = new Map<string, HeardBeat[]>();
      run.until(life.stop, ({ changes }, { entries }) => {
        for (const beat of entries.flatMap(({ beats }) => beats))
          told.set(beat.component, [...(told.get(beat.component) ?? []), beat]);
        for (const { component, to, at } of changes)
          if (to === 'ok') checkEarned(told.get(component) ?? [], at, tierOf(run, component));
      });
    }),
    runs,
  );
}, 300_000);

function checkEarned(told: readonly HeardBeat[], at: number, tier: number): void {
  const known = told.filter(({ heard, status }) => heard < at || (heard === at && status === 'ok'));
  const lastBad = known.findLastIndex(({ status }) => status === 'down' || status === 'degraded');
  if (lastBad < 0) return;
  const good = known.slice(lastBad + 1);
  expect(good.length).toBeGreaterThanOrEqual(3);
  expect(at - (good[0]?.heard ?? Infinity)).toBeGreaterThanOrEqual(tier === 1 ? 10_000 : 30_000);
}

function tierOf(run: Drive, component: string): number {
  return run.world.desk.rows.get(component)?.component.tier ?? 1;
}
