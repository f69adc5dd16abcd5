import { expect, test } from 'vitest';
import { alarm, component, deskStart, frame, freshness, pulse, status } from '../test-support/board.ts';
import { createTestWall } from '../test-support/wall.ts';

const down = status('down', { since: deskStart });

test('WI-1 a frame changes what it names at once and nothing else', () => {
  const wall = createTestWall();
  const before = wall.snapshot().shown;
  const after = wall.frame({ statuses: [[1, down]] });
  expect(after.shown.map(({ health }) => health)).toEqual(['ok', 'down']);
  expect(after.shown[0]).toBe(before[0]);
  expect(after.counts).toMatchObject({ ok: 1, down: 1 });
});

test('WI-18 an empty frame advances the revision and keeps every reference', () => {
  const wall = createTestWall();
  const before = wall.snapshot();
  const after = wall.frame();
  expect(after.board?.revision).toBe(11);
  expect(after.shown).toBe(before.shown);
  expect(after.counts).toBe(before.counts);
});

test('WI-8 a tile goes no-sight by the screen’s own clock when its own evidence stops, the others stay', () => {
  const wall = createTestWall();
  wall.snapshot();
  for (let second = 0; second < 8; second++) {
    wall.pass(1000, 'without-engine');
    wall.frame({ at: wall.now() });
    wall.apply({ type: 'freshness', head: freshness(wall.now()), tenths: Uint8Array.of(2, 255) });
  }
  expect(wall.state().shown.map(({ health }) => health)).toEqual(['ok', 'no-sight']);
  expect(wall.state().cover).toBeNull();
});

test('WI-8 what comes back is shown by its frame and does not fall back before the next freshness', () => {
  const wall = createTestWall();
  wall.snapshot({ statuses: [status(), status('no-sight')], lastBeats: [deskStart, null] });
  const back = status('ok', { since: wall.now() });
  expect(wall.frame({ statuses: [[1, back]] }).shown[1]?.health).toBe('ok');
  wall.apply({ type: 'freshness', head: freshness(wall.now()), tenths: Uint8Array.of(2, 255) });
  expect(wall.pass(1000).shown[1]?.health).toBe('ok');
});

test('WI-2 without an engine the wall is covered at 3 s, nothing is ok, and a judgement uncovers it', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.pass(2000);
  expect(wall.pass(2750, 'without-engine').cover).toBeNull();
  const blind = wall.pass(1000, 'without-engine');
  expect(blind.cover).toMatchObject({ kind: 'blind' });
  expect(blind.shown.every(({ health }) => health === 'no-sight')).toBe(true);
  expect(blind.counts).toMatchObject({ ok: 2 });
  expect(wall.pass(1000).cover).toBeNull();
  expect(wall.state().shown.every(({ health }) => health === 'ok')).toBe(true);
});

test('WI-2 a pulse about a revision that this screen does not hold is no sight', () => {
  const wall = createTestWall();
  wall.snapshot();
  for (let second = 0; second < 5; second++) {
    wall.pass(1000, 'silent');
    wall.apply({ type: 'pulse', pulse: pulse(wall.now(), { revision: 99 }) });
  }
  expect(wall.state().cover?.kind).toBe('blind');
});

test('WI-2 a backlog that is played back is old, however steadily it comes', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.pass(3000);
  const held = wall.now();
  wall.pass(2000, 'silent');
  for (let late = 0; late < 4; late++) {
    wall.pass(500, 'silent');
    wall.frame({ at: held + late * 500, sentAt: held + late * 500 });
  }
  wall.pass(1500, 'silent');
  wall.frame({ at: held + 2000, sentAt: held + 2000 });
  expect(wall.state().cover?.kind).toBe('blind');
});

test('WI-3 offline after 3 s of silence: last values as they were when last heard, and everything back afterwards', () => {
  const wall = createTestWall();
  wall.snapshot({ statuses: [status(), down] });
  wall.pass(2000);
  const heard = wall.state();
  expect(wall.pass(2750, 'silent').cover).toBeNull();
  const offline = wall.pass(5000, 'silent');
  expect(offline.cover).toEqual({ kind: 'offline', since: wall.now() - 7750 });
  expect(offline.told.map(({ health }) => health)).toEqual(['ok', 'down']);
  expect(offline.toldSecond).toBe(heard.toldSecond);
  expect(offline.shown.map(({ health }) => health)).toEqual(['no-sight', 'down']);
  expect(wall.pass(2000).cover).toBeNull();
});

test('WI-10 a page that did not run covers itself with the very next event, until a new snapshot', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.pass(2000);
  wall.sleep(2500);
  const woken = wall.frame({ at: wall.now() });
  expect(woken.cover).toMatchObject({ kind: 'slept' });
  expect(wall.pass(2000).cover).toMatchObject({ kind: 'slept' });
  expect(wall.snapshot({ revision: 20 }).cover).toBeNull();
});

test('WI-10 a sleep that stops only one of the clocks is noticed all the same', () => {
  for (const stopped of ['monotonic', 'calendar'] as const) {
    const wall = createTestWall();
    wall.snapshot();
    wall.pass(1000);
    wall.sleep(2600, { [stopped]: false });
    expect(wall.apply({ type: 'tick', expectedMs: 250 }).sleptSince, stopped).not.toBeNull();
  }
});

test.each(['monotonic', 'calendar'] as const)(
  'WI-10 a clock that stands still while the page runs on is noticed within seconds, and what ages are told by has to run before a new picture is believed: %s',
  (stopped) => {
    const wall = createTestWall();
    wall.snapshot();
    const tick = () => {
      wall.sleep(250, { [stopped]: false });
      return wall.apply({ type: 'tick', expectedMs: 250 });
    };
    for (let ticks = 0; ticks < 8; ticks++) expect(tick().sleptSince).toBeNull();
    expect(tick().sleptSince).not.toBeNull();
    for (let ticks = 0; ticks < 20; ticks++) tick();
    wall.snapshot({ revision: 20 });
    for (let ticks = 0; ticks < 9; ticks++) tick();
    expect(wall.state().cover).toMatchObject({ kind: 'slept' });
    wall.pass(500);
    expect(wall.snapshot({ revision: 30 }).cover).toBeNull();
  },
);

test('WI-10 a clock that is corrected bit by bit is no sleep', () => {
  const wall = createTestWall();
  wall.snapshot();
  for (let ticks = 0; ticks < 40_000; ticks++) {
    wall.sleep(250);
    if (ticks % 8 === 0) wall.sleep(1, { monotonic: false });
    const { sleptSince } = wall.apply({ type: 'tick', expectedMs: 250 });
    if (sleptSince !== null) throw new Error(`slept after ${ticks} ticks`);
  }
  expect(wall.state().sleptSince).toBeNull();
});

test('WI-10 a moment of work is no sleep', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.sleep(1900);
  expect(wall.apply({ type: 'tick', expectedMs: 250 }).cover).toBeNull();
});

test('WI-11 after a gap nothing newer is believed until a snapshot comes', () => {
  const wall = createTestWall();
  wall.snapshot();
  const gap = wall.apply({ type: 'frame', frame: frame(wall.now(), 12, { statuses: [[0, down]] }) });
  expect(gap).toMatchObject({ gap: true, board: { revision: 10 } });
  expect(wall.apply({ type: 'frame', frame: frame(wall.now(), 10) }).board?.revision).toBe(10);
  expect(wall.snapshot({ revision: 14 })).toMatchObject({ gap: false, board: { revision: 14 } });
});

test('WI-11 a frame of before the snapshot is no gap', () => {
  const wall = createTestWall();
  wall.snapshot();
  expect(wall.apply({ type: 'frame', frame: frame(wall.now(), 8) }).gap).toBe(false);
});

test('WI-12 a change is marked for ten minutes', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.frame({ statuses: [[1, down]] });
  expect(wall.state().marks.get('gw-2')).toMatchObject({ whileBlind: false });
  expect(wall.pass(599_000).marks.size).toBe(1);
  expect(wall.pass(2000).marks.size).toBe(0);
});

test('WI-12 a mark goes when somebody takes it', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.frame({ statuses: [[1, down]] });
  wall.frame({ statuses: [[1, { ...down, flags: ['taken'] }]] });
  expect(wall.state().marks.size).toBe(0);
  wall.frame({ statuses: [[0, down]] });
  expect([...wall.state().marks.keys()]).toEqual(['gw-1']);
});

test('WI-12 what turns out to have changed while this screen was blind is marked as such', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.pass(5000, 'silent');
  wall.frame({ at: wall.now(), statuses: [[0, down]] });
  expect(wall.state().marks.get('gw-1')).toMatchObject({ whileBlind: true });
  wall.frame({ statuses: [[1, down]] });
  expect(wall.state().marks.get('gw-2')).toMatchObject({ whileBlind: false });
});

test('WI-12 being heard for the first time is no change', () => {
  const wall = createTestWall();
  const never = status('no-sight', { reasons: [{ code: 'never-seen' }] });
  wall.snapshot({ statuses: [never, status()] });
  wall.frame({ statuses: [[0, status('ok', { since: wall.now() })]] });
  expect(wall.state().marks.size).toBe(0);
});

test('WI-12 work that begins and ends as planned is no change, what is ill after it is one', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.frame({ statuses: [[0, status('planned')]] });
  wall.frame({ statuses: [[0, status('ok')]] });
  expect(wall.state().marks.size).toBe(0);
  wall.frame({ statuses: [[0, status('planned')]] });
  wall.frame({ statuses: [[0, status('down')]] });
  expect([...wall.state().marks.keys()]).toEqual(['gw-1']);
});

test('WI-12 a new layout keeps marks by component, not by place', () => {
  const wall = createTestWall();
  wall.snapshot();
  const next = [component('gw-0'), component('gw-1'), component('gw-2')];
  wall.snapshot({ components: next, statuses: [status('down'), status(), status('down')] });
  expect([...wall.state().marks.keys()]).toEqual(['gw-2']);
});

test('WI-13 only P1 blinks, with its members, for a minute', () => {
  const wall = createTestWall();
  wall.snapshot();
  const second = alarm('b', { priority: 2, members: ['gw-2'] });
  wall.frame({ alarms: [alarm('a', { since: wall.now() }), second] });
  expect([...wall.state().blinking].toSorted()).toEqual(['a', 'gw-1']);
  expect(wall.pass(59_000).blinking.size).toBe(2);
  expect(wall.pass(2000).blinking.size).toBe(0);
});

test('WI-13 what somebody has taken does not blink', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.frame({ alarms: [alarm('a', { since: wall.now() })] });
  const owner = { person: 'anna', since: wall.now(), until: wall.now() + 60_000 };
  const words = { title: 'a', occurred: wall.now(), occurrence: 1, muted: false, calledAt: null, dueAt: null } as const;
  wall.frame({ incidents: [{ id: 'a', number: 1, revision: 2, state: 'taken', priority: 1, owner, ...words }] });
  expect(wall.state().blinking.size).toBe(0);
  // Its owner was silent for too long.
  const again = { ...words, calledAt: wall.now() + 120_000 };
  wall.pass(120_000);
  wall.frame({ incidents: [{ id: 'a', number: 1, revision: 3, state: 'open', priority: 1, owner: null, ...again }] });
  expect(wall.state().blinking.has('a')).toBe(true);
});

test('WI-13 a screen that is switched on later does not blink for an old P1', () => {
  const wall = createTestWall();
  wall.snapshot({ alarms: [alarm('a', { since: deskStart - 300_000 })] });
  expect(wall.state().blinking.size).toBe(0);
});

test('WI-16 another wall on the relay, or another wire, is an update', () => {
  const wall = createTestWall();
  wall.snapshot();
  expect(wall.snapshot({ build: 'two' }).phase).toBe('updating');
  const other = createTestWall();
  expect(other.apply({ type: 'outdated' }).phase).toBe('updating');
});

test('WI-22 the oldest data is that of what still rests on evidence, once a second', () => {
  const wall = createTestWall();
  wall.snapshot({ statuses: [status(), down], lastBeats: [deskStart - 200, deskStart - 60_000] });
  expect(wall.pass(1000).oldestMs).toBeGreaterThanOrEqual(200);
  expect(wall.state().oldestMs).toBeLessThan(3000);
});
