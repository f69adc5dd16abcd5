import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announcementKinds, beginnings } from '@yagura/contract';
import { componentsAt, inventoryOf, noon, propertyRuns, rhythm, scriptedCollector } from '@yagura/testkit';
import { drive } from '../testing/drive.ts';
import { reborn } from '../testing/reborn.ts';
import { foldTurn, nextWakeOf } from '../world/fold.ts';
import { afterAnnouncements, alarmRate, nextRateInstant, quietRate, type RateMemory } from './alarm-rate.ts';

const runs = propertyRuns(1000);
const minute = 60_000;
const told = fc.record({
  kind: fc.constantFrom(...announcementKinds),
  afterMs: fc.integer({ min: 0, max: 90_000 }),
});
const stories = fc.array(told, { maxLength: 120 }).map((steps) => {
  let at = 0;
  return steps.map(({ kind, afterMs }) => ({ kind, at: (at += afterMs) }));
});

function opened(count: number, at = 0, everyMs = 0) {
  return Array.from({ length: count }, (_, place) => ({ kind: 'opened' as const, at: at + place * everyMs }));
}

test('DE-44 what was announced within ten minutes counts, each beginning once, and nothing else', () => {
  fc.assert(
    fc.property(stories, (story) => {
      let rate = quietRate;
      for (const one of story) {
        rate = afterAnnouncements(rate, [one], one.at);
        const near = story.filter(({ at }) => at <= one.at && at > one.at - 10 * minute);
        const upTo = near.slice(0, near.lastIndexOf(one) + 1);
        expect(rate.recent.length).toBe(
          upTo.filter(({ kind }) => (beginnings as readonly string[]).includes(kind)).length,
        );
      }
    }),
    runs,
  );
});

test('DE-45 a flood begins above ten and ends below five, at those instants, and between them nothing flaps', () => {
  fc.assert(
    fc.property(stories, (story) => {
      let rate = quietRate;
      const step = (now: number, news: typeof story) => {
        const before = rate;
        rate = afterAnnouncements(rate, news, now);
        const count = rate.recent.length;
        if (count > 10) expect(rate.floodSince).not.toBeNull();
        if (count < 5) expect(rate.floodSince).toBeNull();
        if (count >= 5 && count <= 10) expect(rate.floodSince).toBe(before.floodSince);
      };
      for (const one of story) {
        for (let due = nextRateInstant(rate); due !== null && due <= one.at; due = nextRateInstant(rate)) step(due, []);
        step(one.at, [one]);
      }
    }),
    runs,
  );
});

test('DE-45 how much is looked at at once does not matter', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 40 }), (story, size) => {
      let piecewise = quietRate;
      for (const one of story) piecewise = afterAnnouncements(piecewise, [one], one.at);
      let whole = quietRate;
      for (let from = 0; from < story.length; from += size) {
        const piece = story.slice(from, from + size);
        whole = afterAnnouncements(whole, piece, piece.at(-1)?.at ?? 0);
      }
      expect(alarmRate(whole)).toEqual(alarmRate(piecewise));
    }),
    runs,
  );
});

test('DE-45 the eleventh alarm within ten minutes is a flood, the tenth is none', () => {
  const ten = afterAnnouncements(quietRate, opened(10, 0, 1000), 9000);
  expect(alarmRate(ten)).toEqual({ inTenMinutes: 10, flood: false, since: null });
  const eleven = afterAnnouncements(ten, opened(1, 10_000), 10_000);
  expect(alarmRate(eleven)).toEqual({ inTenMinutes: 11, flood: true, since: 10_000 });
  const five = afterAnnouncements(eleven, [], 10 * minute + 5000);
  expect(alarmRate(five)).toEqual({ inTenMinutes: 5, flood: true, since: 10_000 });
  expect(alarmRate(afterAnnouncements(five, [], 10 * minute + 6000)).flood).toBe(false);
  expect(nextRateInstant(quietRate)).toBeNull();
});

test('DE-44 the memory is bounded, however bad the night', () => {
  const rate = afterAnnouncements(quietRate, opened(5000), 0);
  expect(rate.recent).toHaveLength(1000);
  expect(rate.floodSince).toBe(0);
});

/** A switch with many behind it falls silent, and apart from it some by themselves. */
function badNight() {
  const behind = componentsAt('zrh', 'gw', 20, { dependsOn: ['sw'] });
  const apart = Array.from({ length: 12 }, (_, at) => `lone-${at}`);
  const lone = apart.map((id, at) => ({ id, site: `s${at}`, venue: null }));
  const inventory = inventoryOf({ components: ['sw', ...behind, ...lone] });
  const ids = ['sw', ...behind.map(({ id }) => id), ...apart];
  const failsAt = (id: string) => (id.startsWith('lone') ? 30_000 + apart.indexOf(id) * 12_000 : 10_000);
  const beats = ids.flatMap((id) => rhythm(id, { from: noon + 50, to: noon + failsAt(id) }));
  const script = { id: 'col-1', start: noon, stop: noon + 16 * minute, beats, entryEveryMs: 1000 };
  return drive({ inventory, deliveries: scriptedCollector(script), start: noon });
}

test('DE-44 many that failed with their root count as one, and the board is told when the number changes', () => {
  const rates: number[] = [];
  const run = badNight().until(noon + 25_000, ({ news }) => news.rate && rates.push(news.rate.inTenMinutes));
  expect(rates).toEqual([1]);
  const since: (number | null)[] = [];
  run.until(noon + 16 * minute, ({ news }) => news.rate && since.push(news.rate.since));
  const floods = since.filter((at, place) => at !== since[place - 1] && !(place === 0 && at === null));
  expect(floods).toEqual([expect.any(Number), null]);
});

test('DE-45 a restart in the middle of a flood changes neither its number nor its beginning nor its end', () => {
  const run = badNight().until(noon + 4 * minute);
  expect(alarmRate(run.world.desk.rate)).toMatchObject({ flood: true });
  const second = reborn(run.world);
  expect(second.desk.rate).toEqual(run.world.desk.rate);
  const rest = (world: typeof second): RateMemory[] => {
    const seen: RateMemory[] = [];
    for (let now = nextWakeOf(world); now !== null && now < noon + 20 * minute; now = nextWakeOf(world)) {
      foldTurn(world, { now, inventory: null, findings: null, entries: [] });
      seen.push(world.desk.rate);
    }
    return seen;
  };
  const after = rest(second);
  expect(after).toEqual(rest(run.world));
  expect(after.at(-1)).toEqual(quietRate);
});
