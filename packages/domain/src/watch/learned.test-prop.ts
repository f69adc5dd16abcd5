import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CalendarOverride, Inventory, Learned } from '@yagura/contract';
import { calendarOf, noon, propertyRuns } from '@yagura/testkit';
import { dateOf, dayMs } from '../calendar/civil.ts';
import { drive } from '../testing/drive.ts';
import { lifeArbitrary, type Life } from '../testing/lives.ts';
import { reborn } from '../testing/reborn.ts';
import type { TurnInput } from '../world/fold.ts';

/** Hours of life each; what holds for every life has its thousand runs in the laws. */
const runs = propertyRuns(400);
const near = (days: number) => dateOf(Math.floor(noon / dayMs) + days);
const today = near(0);
/** One for all lives, so that its days are laid out once. */
const calendar = calendarOf({ id: 'OPEN', coveredFrom: near(-5), coveredUntil: near(5) });
const rule = { id: 'load', type: 'baseline', metric: 'load', degraded: '3x' } as const;

/** The same desk in session of a calendar, with a metric that a baseline looks at. */
function inSession({ inventory, deliveries, ...life }: Life): Life {
  const usual = inventory.ruleSets['usual'] ?? [];
  const whole: Inventory = {
    ...inventory,
    calendars: [calendar],
    ruleSets: { ...inventory.ruleSets, usual: [...usual, rule] },
    components: inventory.components.map((component) => ({ ...component, calendar: 'OPEN' })),
  };
  const told = deliveries.map(({ at, entry }) => ({
    at,
    entry: { ...entry, beats: entry.beats.map((beat) => ({ ...beat, metrics: { load: beat.heard % 7 } })) },
  }));
  return { ...life, inventory: whole, deliveries: told };
}

interface Extras {
  readonly learned: Learned;
  readonly override: CalendarOverride;
  readonly learnedAt: number;
  readonly overrideAt: number;
}

const extrasArbitrary: fc.Arbitrary<Extras> = fc.record({
  learned: fc.dictionary(fc.constantFrom('c-0', 'c-1', 'c-2'), fc.integer({ min: 100, max: 60_000 })).map((limits) => ({
    version: 'v',
    day: today,
    limits,
    baselines: [{ component: 'c-0', metric: 'load', from: 720, medians: [1], spreads: [1] }],
  })),
  override: fc.constantFrom({ closed: true }, { close: '12:00' }, { open: '13:00' }).map((more) => ({
    calendar: 'OPEN',
    date: today,
    author: 'somebody',
    reason: 'a property',
    ...more,
  })),
  learnedAt: fc.nat({ max: 27 }),
  overrideAt: fc.nat({ max: 27 }),
});

function turnsOf(life: Life, extras: Extras): TurnInput[] {
  const turns: TurnInput[] = [];
  for (let now = noon; now <= life.stop; now += 500) {
    const entries = life.deliveries.filter(({ at }) => at > now - 500 && at <= now).map(({ entry }) => entry);
    const place = turns.length;
    const learned = place === extras.learnedAt ? extras.learned : null;
    const overrides = place === extras.overrideAt ? [extras.override] : [];
    turns.push({ now, entries, inventory: null, findings: null, learned, overrides });
  }
  return turns;
}

function same(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}

test('LE-11 captured and restored at any point, the world learns on and gives the very same effects', () => {
  fc.assert(
    fc.property(lifeArbitrary(), extrasArbitrary, fc.nat(), fc.constantFrom(1, 3), (made, extras, seed, shards) => {
      const life = inSession(made);
      const turns = turnsOf(life, extras);
      const at = seed % turns.length;
      const straight = drive({ inventory: life.inventory, deliveries: [], start: noon, shards });
      for (const turn of turns.slice(0, at)) straight.turn(turn);
      const second = reborn(straight.world, life.inventory);
      const restored = drive({ inventory: life.inventory, deliveries: [], start: noon, world: second });
      for (const turn of turns.slice(at)) same(restored.turn(turn), straight.turn(turn));
      for (const [shard, watch] of straight.world.watches.entries()) {
        expect([...(second.watches[shard]?.gaps ?? [])]).toEqual([...watch.gaps]);
        expect([...(second.watches[shard]?.minutes ?? [])]).toEqual([...watch.minutes]);
      }
    }),
    runs,
  );
}, 300_000);

test('LE-12 what was learned or said, told again in any later turn, changes nothing', () => {
  fc.assert(
    fc.property(lifeArbitrary(), extrasArbitrary, fc.nat({ max: 27 }), (made, extras, later) => {
      const life = inSession(made);
      const once = drive({ inventory: life.inventory, deliveries: [], start: noon });
      const twice = drive({ inventory: life.inventory, deliveries: [], start: noon });
      for (const [place, turn] of turnsOf(life, extras).entries()) {
        const { learned, override, learnedAt, overrideAt } = extras;
        const again = place > Math.max(learnedAt, overrideAt) && place >= later;
        same(twice.turn(again ? { ...turn, learned, overrides: [override] } : turn), once.turn(turn));
      }
      expect(twice.world.watches[0]?.gaps).toEqual(once.world.watches[0]?.gaps);
    }),
    runs,
  );
}, 300_000);

test('LE-13 law 1 with learned limits: nothing is ok on evidence older than ten intervals, at least 3 s, and one second', () => {
  fc.assert(
    fc.property(lifeArbitrary(), extrasArbitrary, (life, extras) => {
      const { learned, learnedAt } = extras;
      const run = drive({ inventory: life.inventory, deliveries: life.deliveries, start: noon });
      run.until(noon + learnedAt * 500).turn({ now: noon + learnedAt * 500, learned });
      run.until(life.stop + 25_000, (_, { now }) => {
        for (const watch of run.world.watches)
          for (const component of watch.components.values()) {
            const ok = run.health(component.id) === 'ok';
            const every = component.declaredEveryMs ?? component.everyMs;
            const bound = component.urgent ? Math.max(3 * every, 4500) : 10 * every;
            if (ok) expect(now - (component.heard?.at ?? 0)).toBeLessThanOrEqual(bound + 1000);
          }
      });
    }),
    runs,
  );
}, 300_000);
