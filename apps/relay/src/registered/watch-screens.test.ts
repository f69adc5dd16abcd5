import { screenReportOf } from '@yagura/testkit';
import type { RegisteredScreen, ScreenTold } from '@yagura/contract';
import { createMemoryStreams } from '@yagura/streams';
import { expect, test } from 'vitest';
import { until } from '../test-support/relay.ts';
import { leftWall, registered } from '../test-support/screens.ts';
import { startScreenWatch, type ScreenWatch } from './watch-screens.ts';

const began = 1_700_000_000_000;

/** A relay's watch over screens; the test says when time passes. */
async function start(screens: RegisteredScreen[], over: { streams?: ReturnType<typeof createMemoryStreams> } = {}) {
  const { streams = createMemoryStreams() } = over;
  let passed = 0;
  const ticks = new Map<number, () => void>();
  let findings = 0;
  const faults: unknown[] = [];
  const watch = startScreenWatch({
    people: { screens: () => Promise.resolve([...screens]) },
    streams,
    timers: { after: () => () => {}, every: (ms, run) => (ticks.set(ms, run), () => {}) },
    deskNow: () => began + passed,
    elapsed: () => passed,
    relay: `relay ${Math.random()}`,
    onFindings: () => (findings += 1),
    onFault: (error) => faults.push(error),
  });
  await until(() => watch.list().length === screens.length);
  return {
    watch,
    streams,
    faults,
    findings: () => findings,
    tick: () => ticks.get(1000)?.(),
    exchange: () => ticks.get(5000)?.(),
    pass: (ms: number) => {
      passed += ms;
      ticks.get(1000)?.();
    },
  };
}

function come(watch: ScreenWatch, id: string) {
  const told: ScreenTold[] = [];
  const attendance = watch.attend(id, (message) => told.push(message));
  attendance.greeted();
  return { ...attendance, told, sounds: () => told.at(-1)?.room.sounds };
}

const standing = (watch: ScreenWatch, id: string) => watch.list().find((screen) => screen.id === id)?.standing;

test('RE-23 a registered screen is told what it is once it has said hello, and again only when that changes', async () => {
  const screens = [registered('w1')];
  const { watch, pass } = await start(screens);
  const told: ScreenTold[] = [];
  const silent = watch.attend('w1', (message) => told.push(message));
  pass(1000);
  expect(told).toEqual([]);
  silent.greeted();
  pass(1000);
  expect(told).toEqual([{ settings: leftWall, room: { sounds: false, silencedUntil: null } }]);
  screens[0] = registered('w1', { theme: 'bright' });
  await watch.refresh();
  expect(told.map(({ settings }) => settings.theme)).toEqual(['dark', 'bright']);
  const unknown = come(watch, 'nobody set this up');
  pass(1000);
  expect(unknown.told).toEqual([]);
});

test('RE-24 a screen that paints nothing, or says nothing for 15 s, is frozen; one that goes is away; each since then', async () => {
  const { watch, pass } = await start([registered('w1')]);
  expect(standing(watch, 'w1')).toEqual({ state: 'away', since: null });
  const wall = come(watch, 'w1');
  expect(standing(watch, 'w1')).toEqual({ state: 'live', since: began });
  pass(15_001);
  expect(standing(watch, 'w1')).toEqual({ state: 'frozen', since: began });
  wall.report(screenReportOf());
  pass(999);
  expect(standing(watch, 'w1')?.state).toBe('live');
  wall.report(screenReportOf({ paintedMsAgo: 5001 }));
  pass(1000);
  expect(standing(watch, 'w1')).toEqual({ state: 'frozen', since: began + 16_000 - 5001 });
  wall.left();
  expect(standing(watch, 'w1')).toEqual({ state: 'away', since: began + 17_000 });
});

test('RE-25 a frozen screen is a finding at once, one that is away after half a minute, and neither when it is back', async () => {
  const { watch, pass, findings } = await start([registered('w1')]);
  const wall = come(watch, 'w1');
  wall.report(screenReportOf({ paintedMsAgo: 6000 }));
  pass(1000);
  expect(watch.findings().map(({ code }) => code)).toEqual(['screen-frozen']);
  expect(findings()).toBe(1);
  wall.left();
  expect([watch.findings(), findings()]).toEqual([[], 2]);
  pass(29_000);
  expect(watch.findings()).toEqual([]);
  pass(1000);
  expect(watch.findings().map(({ code }) => code)).toEqual(['screen-away']);
  come(watch, 'w1');
  expect([watch.findings(), findings()]).toEqual([[], 4]);
});

test('RE-26 who is heard is told so, another takes over as soon as it is gone, frozen or blocked, and of two pages of one screen the newest is', async () => {
  const { watch, pass } = await start([registered('w1', { name: 'A' }), registered('w2', { name: 'B' })]);
  const [a, b] = [come(watch, 'w1'), come(watch, 'w2')];
  b.report(screenReportOf());
  a.report(screenReportOf());
  expect([a.sounds(), b.sounds()]).toEqual([false, true]);
  b.report(screenReportOf({ sound: 'blocked' }));
  expect([a.sounds(), b.sounds()]).toEqual([true, false]);
  b.report(screenReportOf());
  a.left();
  expect(b.sounds()).toBe(true);
  const again = come(watch, 'w2');
  expect([b.sounds(), again.sounds()]).toEqual([false, false]);
  again.report(screenReportOf());
  expect([b.sounds(), again.sounds()]).toEqual([false, true]);
  again.report(screenReportOf({ paintedMsAgo: 9000 }));
  pass(1000);
  expect(again.sounds()).toBe(false);
});

test('RE-27 a room is silent for the minutes that were asked for, or until that is ended; other rooms are not', async () => {
  const { watch, pass } = await start([registered('w1'), registered('w2', { name: 'B', room: 'Room 2' })]);
  const [here, elsewhere] = [come(watch, 'w1'), come(watch, 'w2')];
  const silence = () => here.told.at(-1)?.room.silencedUntil;
  expect(watch.silence('Room 3', began + 60_000)).toBe(false);
  expect(watch.silence('Room 1', began + 60_000)).toBe(true);
  expect([silence(), elsewhere.told.length]).toEqual([began + 60_000, 1]);
  pass(59_000);
  expect(silence()).toBe(began + 60_000);
  pass(1000);
  expect(silence()).toBeNull();
  watch.silence('Room 1', began + 120_000);
  watch.silence('Room 1', null);
  expect(silence()).toBeNull();
});

test('RE-28 relays tell each other of their screens: how each stands, and after a start that one is missing', async () => {
  const screens = [registered('w1')];
  const first = await start(screens);
  const wall = come(first.watch, 'w1');
  wall.report(screenReportOf());
  first.exchange();
  await until(async () => (await first.streams.sightings.all())['w1']?.report !== null);
  const second = await start(screens, { streams: createMemoryStreams(first.streams.store) });
  await until(() => standing(second.watch, 'w1')?.state === 'live');
  expect(second.watch.list()).toMatchObject([{ report: screenReportOf(), sounds: true }]);
  second.pass(12_000);
  expect(standing(second.watch, 'w1')).toEqual({ state: 'away', since: began });
  second.pass(18_000);
  expect(second.watch.findings().map(({ code }) => code)).toEqual(['screen-away']);
});

test('RE-27, RE-28 a room that is silenced at one relay is silent at each, also at one that begins, until any of them is told to end it', async () => {
  const screens = [registered('w1')];
  const first = await start(screens);
  const second = await start(screens, { streams: createMemoryStreams(first.streams.store) });
  const wall = come(second.watch, 'w1');
  const silence = () => wall.told.at(-1)?.room.silencedUntil;
  first.watch.silence('Room 1', began + 60_000);
  await until(async () => (await first.streams.silences.all())['Room 1'] !== undefined);
  second.exchange();
  await until(() => silence() === began + 60_000);
  const third = await start(screens, { streams: createMemoryStreams(first.streams.store) });
  await until(() => third.watch.list()[0]?.silencedUntil === began + 60_000);
  third.pass(1000);
  third.watch.silence('Room 1', null);
  await until(async () => (await first.streams.silences.all())['Room 1']?.until === null);
  second.exchange();
  await until(() => silence() === null);
});

test('RE-28 while the store of sightings is away each relay goes on with what it knows, and that is no fault', async () => {
  const { watch, streams, faults, exchange, tick } = await start([registered('w1')]);
  const wall = come(watch, 'w1');
  wall.report(screenReportOf());
  streams.away = true;
  exchange();
  await watch.refresh();
  tick();
  expect([standing(watch, 'w1')?.state, faults]).toEqual(['live', []]);
});
