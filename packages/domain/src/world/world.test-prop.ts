import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '@yagura/contract';
import { noon, seededRandom, type Delivery, propertyRuns } from '@yagura/testkit';
import { drive, type Drive } from '../testing/drive.ts';
import { lifeArbitrary, type Life } from '../testing/lives.ts';
import { reborn } from '../testing/reborn.ts';
import { captureWorld } from './capture.ts';
import { foldTurn, type TurnInput, type World } from './fold.ts';

const runs = propertyRuns(1000);

/** As `toEqual`, but quick where there is no difference to be shown. */
function same(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}

/** What an engine gets that reads every 500 ms. */
function turnsOf(life: Life): TurnInput[] {
  const turns: TurnInput[] = [];
  for (let now = noon; now <= life.stop; now += 500) {
    const entries = life.deliveries.filter(({ at }) => at > now - 500 && at <= now).map(({ entry }) => entry);
    turns.push({ now, entries, inventory: null, findings: null });
  }
  return turns;
}

function begin({ inventory, deliveries }: Life): Drive {
  return drive({ inventory, deliveries, start: noon });
}

test('WA-34 law 5: captured, put into words and restored at any point, the world folds on with the very same effects', () => {
  fc.assert(
    fc.property(
      lifeArbitrary({ related: true, judged: true }),
      fc.nat(),
      fc.constantFrom(1, 3),
      (life, seed, shards) => {
        const turns = turnsOf(life);
        const at = seed % turns.length;
        const straight = drive({ inventory: life.inventory, deliveries: [], start: noon, shards });
        for (const turn of turns.slice(0, at)) straight.turn(turn);
        const second = reborn(straight.world);
        for (const turn of turns.slice(at)) same(foldTurn(second, turn), straight.turn(turn));
        same(
          captureWorld(second, { epoch: 1, turn: 1, now: noon }),
          captureWorld(straight.world, { epoch: 1, turn: 1, now: noon }),
        );
      },
    ),
    runs,
  );
}, 300_000);

test('WA-35 one watch shard or three: the same changes, statuses and alarms in every turn', () => {
  fc.assert(
    fc.property(lifeArbitrary({ components: 5, related: true, judged: true }), (life) => {
      const three = drive({ inventory: life.inventory, deliveries: [], start: noon, shards: 3 });
      const single = drive({ inventory: life.inventory, deliveries: [], start: noon });
      for (const turn of turnsOf(life)) same(three.turn(turn), single.turn(turn));
    }),
    runs,
  );
}, 300_000);

test('WA-36 entries of different collectors may come in any order between two instants', () => {
  fc.assert(
    fc.property(lifeArbitrary({ judged: true }), fc.nat(), (life, seed) => {
      const random = seededRandom(seed);
      const orderly = drive({ inventory: life.inventory, deliveries: [], start: noon });
      const shuffled = drive({ inventory: life.inventory, deliveries: [], start: noon });
      for (const turn of turnsOf(life)) {
        const mixed = interleave(turn.entries, () => random.next() < 0.5);
        same(shuffled.turn({ ...turn, entries: mixed }), orderly.turn(turn));
      }
    }),
    runs,
  );
}, 300_000);

/** Each collector's entries in their own order, but which collector comes next is left to chance. */
function interleave(entries: readonly Entry[], coin: () => boolean): Entry[] {
  const [left, right] = ['col-1', 'col-2'].map((id) => entries.filter(({ collector }) => collector === id));
  const mixed: Entry[] = [];
  while (left?.length || right?.length) {
    const next = (coin() && left?.length) || !right?.length ? left?.shift() : right.shift();
    if (next) mixed.push(next);
  }
  return mixed;
}

test('WA-37 an entry told again, however late, changes nothing', () => {
  fc.assert(
    fc.property(lifeArbitrary({ judged: true }), fc.nat(), (life, seed) => {
      const random = seededRandom(seed);
      const once = drive({ inventory: life.inventory, deliveries: [], start: noon });
      const again = drive({ inventory: life.inventory, deliveries: [], start: noon });
      const told: Entry[] = [];
      for (const turn of turnsOf(life)) {
        once.turn(turn);
        told.push(...turn.entries);
        const repeated = Array.from({ length: 3 }, () => told[random.whole(0, told.length - 1)]);
        again.turn({ ...turn, entries: [...turn.entries, ...repeated.flatMap((entry) => (entry ? [entry] : []))] });
      }
      for (const id of once.world.desk.rows.keys()) same(changesBy(again, id), changesBy(once, id));
      expect(again.world.desk.rows).toEqual(once.world.desk.rows);
    }),
    runs,
  );
}, 300_000);

function changesBy(run: Drive, id: string) {
  return run.changes.filter(({ component }) => component === id);
}

test('WA-38 law 5: an engine that was away and catches up ends with the same statuses and the same changes', () => {
  // Who was there may judge the end of a planned restart a moment before it hears what somebody found just before that end.
  const lives = fc.boolean().chain((judged) => lifeArbitrary({ sighted: true, judged, unplanned: judged }));
  fc.assert(
    fc.property(lives, awayArbitrary(), (life, away) => {
      const [never, caught] = twice(life, away);
      for (const id of never.world.desk.rows.keys()) same(settled(caught, id), settled(never, id));
    }),
    runs,
  );
}, 300_000);

test('WA-40 law 5: also when collectors failed meanwhile, it ends with the same healths and adds no failure of its own', () => {
  const lives = (judged: boolean) => lifeArbitrary({ settled: true, punctual: true, unplanned: true, judged });
  const any = fc.boolean().chain((judged) => fc.record({ judged: fc.constant(judged), life: lives(judged) }));
  fc.assert(
    fc.property(any, awayArbitrary(), ({ judged, life }, away) => {
      const [never, caught] = twice(life, away);
      for (const id of never.world.desk.rows.keys()) {
        // Who was there may have lost a sight that who came later never missed, and with it the one event that a rule holds on to.
        if (never.health(id) === 'no-sight' || (judged && lostSight(never, id))) continue;
        expect(failures(caught, id)).toBeLessThanOrEqual(failures(never, id));
        // What fell silent and beat again while who came later saw nothing failed in the eyes of the other only.
        if (lostSight(never, id) && failures(caught, id) < failures(never, id)) continue;
        expect(caught.health(id)).toBe(never.health(id));
      }
    }),
    runs,
  );
}, 300_000);

function failures(run: Drive, id: string): number {
  return run.changesOf(id).filter((change) => /(down|degraded)$/.test(change)).length;
}

function lostSight(run: Drive, id: string): boolean {
  return changesBy(run, id).some(({ to }) => to === 'no-sight');
}

/** The same life as seen by an engine that never was away, and by one that was. */
function twice(life: Life, away: Away): [Drive, Drive] {
  const before = life.deliveries.filter(({ at }) => at <= away.from);
  const after = life.deliveries.filter(({ at }) => at > away.to);
  const caught = begin({ ...life, deliveries: [...before, ...after] }).until(away.from);
  catchUp(caught, life.deliveries, away);
  return [begin(life).until(life.stop), caught.until(life.stop)];
}

interface Away {
  readonly from: number;
  readonly to: number;
  readonly batch: number;
}

function awayArbitrary(): fc.Arbitrary<Away> {
  return fc
    .record({
      from: fc.integer({ min: 0, max: 6000 }),
      lengthMs: fc.integer({ min: 500, max: 6000 }),
      batch: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ from, lengthMs, batch }) => ({ from: noon + from, to: noon + from + lengthMs, batch }));
}

/** As an engine does: batch by batch up to what all collectors vouch for, then the tip. */
function catchUp(run: Drive, deliveries: readonly Delivery[], { from, to, batch }: Away): void {
  const backlog = deliveries.filter(({ at }) => at > from && at <= to).map(({ entry }) => entry);
  for (let index = 0; index < backlog.length; index += batch) {
    const entries = backlog.slice(index, index + batch);
    run.turn({ entries, now: Math.min(to, lowestAfter(run.world, entries) ?? from), shown: to });
  }
  run.turn({ now: to });
}

function lowestAfter(world: World, entries: readonly Entry[]): number | null {
  const until = new Map<string, number>();
  for (const path of world.watches[0]?.paths.values() ?? []) if (!path.blind) until.set(path.collector, path.until);
  for (const { collector, covers } of entries) until.set(collector, Math.max(until.get(collector) ?? 0, covers.until));
  return until.size === 0 ? null : Math.min(...until.values());
}

/**
 * Of several changes at one instant only the last is compared: which of two timers speaks first is left open. And only those of
 * health: out of its hours nothing is held, so what an event said may end by time just before a beat from before that says it again.
 */
function settled(run: Drive, id: string) {
  const { health, condition, expectation, since } = run.status(id);
  const mine = changesBy(run, id);
  const told = mine.filter(({ at }, index) => mine[index + 1]?.at !== at);
  const changes = told.filter(({ to }, index) => told[index - 1]?.to !== to).map(({ to, at }) => [to, at]);
  return { health, condition, expectation, since, changes };
}
