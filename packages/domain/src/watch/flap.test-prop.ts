import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, HeardBeat, Status } from '@yagura/contract';
import { inventoryOf, noon, propertyRuns, rhythm, scriptedCollector } from '@yagura/testkit';
import type { ChangeDraft } from '../desk/step.ts';
import { compareConditions } from '../health/rank.ts';
import { drive, type Drive } from '../testing/drive.ts';
import { reborn } from '../testing/reborn.ts';
import { foldTurn, type World } from '../world/fold.ts';
import type { ComponentState, Verdict } from './component.ts';

/** Hours of life each; what holds for every life has its thousand runs in the laws. */
const runs = propertyRuns(400);
const minute = 60_000;
const everyMs = 5000;

/** What a component says for how long; `silent` says nothing. */
interface Spell {
  readonly says: HeardBeat['status'] | 'silent';
  readonly forMs: number;
}

interface ComponentLife {
  readonly tier: number;
  readonly spells: readonly Spell[];
}

const seconds = (min: number, max: number) => fc.integer({ min, max }).map((count) => count * 1000);
const badWord = fc.constantFrom('down' as const, 'down' as const, 'degraded' as const, 'silent' as const);

/** Bad and good in turns, at one pace: such as flaps within minutes, such as flaps within the hour, and such as does not. */
function actArbitrary(): fc.Arbitrary<Spell[]> {
  const quickly = { good: seconds(12, 70), times: 4 };
  const steadily = { good: seconds(150, 420), times: 6 };
  const seldom = { good: seconds(420, 660), times: 3 };
  return fc.constantFrom(quickly, quickly, steadily, seldom).chain(({ good, times }) => {
    const turn = fc.tuple(badWord, seconds(4, 45), good);
    return fc.array(turn, { minLength: 1, maxLength: times }).map((turns) =>
      turns.flatMap(([says, badMs, goodMs]): Spell[] => [
        { says, forMs: badMs },
        { says: 'ok', forMs: goodMs },
      ]),
    );
  });
}

/** One act or two, and then long enough one thing for anything to calm. */
function componentArbitrary(): fc.Arbitrary<ComponentLife> {
  const last = fc.record({
    says: fc.constantFrom('ok' as const, 'ok' as const, 'degraded' as const, 'down' as const),
    forMs: fc.constant(12 * minute),
  });
  const acts = fc.array(actArbitrary(), { minLength: 1, maxLength: 2 });
  return fc.record({
    tier: fc.constantFrom(1, 1, 3),
    spells: fc.tuple(acts, last).map(([all, end]) => [...all.flat(), end]),
  });
}

function beatsOf(id: string, { spells }: ComponentLife): HeardBeat[] {
  let at = noon + 50;
  return [{ says: 'ok' as const, forMs: 20_000 }, ...spells].flatMap(({ says, forMs }) => {
    const from = at;
    at += forMs;
    return says === 'silent' ? [] : rhythm(id, { from, to: at, everyMs, rest: { status: says } });
  });
}

interface Life {
  readonly lives: readonly ComponentLife[];
  /** When the collector does not exist, in ms after noon. */
  readonly blind: { readonly from: number; readonly forMs: number } | null;
}

const lives: fc.Arbitrary<Life> = fc.record({
  lives: fc.array(componentArbitrary(), { minLength: 1, maxLength: 2 }),
  blind: fc.option(fc.record({ from: seconds(30, 1200), forMs: seconds(3, 90) }), { freq: 4 }),
});

function begin({ lives: all, blind }: Life): { run: Drive; stop: number } {
  const components = all.map(({ tier }, index) => ({ id: `c-${index}`, tier, everyMs }));
  const beats = all.flatMap((life, index) => beatsOf(`c-${index}`, life));
  const stop = Math.max(...beats.map(({ heard }) => heard)) + 1000;
  const killed = blind ? [{ from: noon + blind.from, to: noon + blind.from + blind.forMs }] : [];
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop, beats, killed, entryEveryMs: 1000 });
  return { run: drive({ inventory: inventoryOf({ components }), deliveries, start: noon }), stop };
}

/** The rule itself, told by nothing but what the component went through beneath what is told of it. */
interface Episode {
  readonly since: number;
  readonly worst: Condition;
}

interface Witness {
  last: Condition | null;
  changes: number[];
  episode: Episode | null;
  /** When its last episode was over. */
  calmedAt: number | null;
}

function look(witness: Witness, { condition, at }: Verdict, now: number): void {
  const quietAt = (witness.changes.at(-1) ?? 0) + 10 * minute;
  if (witness.episode && now >= quietAt) Object.assign(witness, { changes: [], episode: null, calmedAt: quietAt });
  if (condition === 'no-sight' || condition === witness.last) return;
  const before = witness.last;
  witness.last = condition;
  if (before === null) return;
  witness.changes.push(at);
  const within = (ms: number) => witness.changes.filter((change) => change > at - ms).length;
  if (witness.episode) witness.episode = { ...witness.episode, worst: worseOf(witness.episode.worst, condition) };
  else if (within(5 * minute) >= 4 || within(60 * minute) >= 8)
    witness.episode = { since: at, worst: worseOf(before, condition) };
}

function worseOf(a: Condition, b: Condition): Condition {
  return compareConditions(a, b) <= 0 ? a : b;
}

function stateOf(run: Drive, id: string): ComponentState {
  const state = run.world.watches[0]?.components.get(id);
  if (!state) throw new Error(`no component ${id}`);
  return state;
}

test('WA-43, WA-44, WA-45 it flaps exactly while it changed so often, held at its worst, and its end is told once', () => {
  fc.assert(
    fc.property(lives, (life) => {
      const { run, stop } = begin(life);
      const witnesses = new Map(
        life.lives.map((_, index): [string, Witness] => [
          `c-${index}`,
          { last: null, changes: [], episode: null, calmedAt: null },
        ]),
      );
      run.until(stop, ({ changes, statuses, announcements }, { now }) => {
        for (const [id, witness] of witnesses) {
          const before = { ...witness };
          look(witness, stateOf(run, id).verdict, now);
          const mine = changes.filter(({ component }) => component === id);
          const told = statuses.filter((one) => one.id === id).map(({ status }) => status);
          checkHeld(run.status(id), witness);
          checkChanges(mine, before, witness);
          if (before.episode && !witness.episode) checkEnd(run.status(id), mine, told, witness);
          const said = announcements.filter(({ root }) => root.id === id).map(({ kind }) => kind);
          // Out of sight it goes on under its collector, and that is announced.
          if (life.blind === null && before.episode) checkSaid(said, run.health(id), witness);
        }
      });
    }),
    runs,
  );
}, 300_000);

/** Never green and never better than it was, while it flaps; and only while it does. */
function checkHeld({ condition, flags }: Status, { episode }: Witness): void {
  if (condition === 'no-sight') return;
  const held = { flapping: flags.includes('flapping'), worst: episode ? condition : null };
  const right = { flapping: episode !== null, worst: episode?.worst ?? null };
  // An expectation for each of millions of turns would take longer than they do.
  if (held.flapping !== right.flapping || held.worst !== right.worst) expect(held).toEqual(right);
}

/** Nothing but that it got worse, or that we lost sight of it and have it back. */
function checkChanges(changes: readonly ChangeDraft[], before: Witness, after: Witness): void {
  if (!before.episode || !after.episode) return;
  for (const { from, to, condition } of changes) {
    if (from === 'no-sight' || to === 'no-sight') continue;
    expect(compareConditions(condition, before.episode.worst)).toBeLessThan(0);
  }
}

/** Exactly one status without the mark, as of the instant at which it was quiet for long enough. */
function checkEnd(
  status: Status,
  changes: readonly ChangeDraft[],
  told: readonly Status[],
  { calmedAt }: Witness,
): void {
  expect(status.flags).not.toContain('flapping');
  // What became of it while nobody saw it is told when it is seen again.
  if (status.condition === 'no-sight' || changes.some(({ from }) => from === 'no-sight')) return;
  expect(told).toHaveLength(1);
  expect(changes.length).toBeLessThanOrEqual(1);
  for (const { at } of changes) expect(at).toBe(calmedAt);
  if (changes.length > 0) expect(status.since).toBe(calmedAt);
}

/** Aloud too: nothing but worse, and then once that it is over. */
function checkSaid(said: readonly string[], health: string, { episode }: Witness): void {
  const news = said.filter((kind) => kind !== 'unanswered');
  if (episode) for (const kind of news) expect(['worse', 'scope']).toContain(kind);
  else expect(news).toEqual([health === 'ok' ? 'recovered' : 'steady']);
}

function same(told: string, right: string): void {
  if (told !== right) expect(told).toBe(right);
}

test('WA-43, WA-44 law 5: restored at any point of its flapping, an engine tells the very same', () => {
  fc.assert(
    fc.property(lives, fc.nat({ max: 999 }), (life, thousandth) => {
      const { run, stop } = begin(life);
      const at = noon + ((stop - noon) * thousandth) / 1000;
      const successor: { world: World | null } = { world: null };
      run.until(stop, (effects, input) => {
        if (successor.world) same(JSON.stringify(foldTurn(successor.world, input)), JSON.stringify(effects));
        else if (input.now >= at) successor.world = reborn(run.world);
      });
      for (const id of run.world.desk.rows.keys())
        expect(successor.world?.watches[0]?.components.get(id)?.flapping).toEqual(stateOf(run, id).flapping);
    }),
    runs,
  );
}, 300_000);
