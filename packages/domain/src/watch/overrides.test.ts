import { expect, test } from 'vitest';
import { maxOverrides, type CalendarOverride } from '@yagura/contract';
import { calendarOf, inventoryOf, noon, rhythm, scriptedCollector, type ComponentPlan } from '@yagura/testkit';
import { dateOf, dayMs } from '../calendar/civil.ts';
import { takeOverrides } from '../calendar/take-overrides.ts';
import { drive, type Drive } from '../testing/drive.ts';
import { captureWorld } from '../world/capture.ts';

const [second, minute] = [1000, 60_000];
const day = (ahead: number) => dateOf(Math.floor(noon / dayMs) + ahead);
const open = calendarOf({ id: 'OPEN', coveredFrom: day(-100), coveredUntil: day(100) });

function said(more: Partial<CalendarOverride>): CalendarOverride {
  return { calendar: 'OPEN', date: day(0), author: 'Mei', reason: 'the venue said so', ...more };
}

function run(component: Partial<ComponentPlan>, to = 600 * second): Drive {
  const beats = rhythm('gw-1', { from: noon + 50, to: noon + to });
  const stop = noon + 600 * second;
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop, beats, entryEveryMs: 500 });
  const inventory = inventoryOf({ components: [{ id: 'gw-1', ...component }], calendars: [open] });
  return drive({ inventory, deliveries, start: noon });
}

test('CA-40 a day that somebody closes is closed from that instant on, and open again when the last word is another', () => {
  const running = run({ calendar: 'OPEN' }).until(noon + 10_250);
  expect(running.health('gw-1')).toBe('ok');
  const closed = said({ closed: true });
  expect(running.turn({ now: noon + 10_250, overrides: [closed] }).overrides).toEqual([closed]);
  expect(running.status('gw-1')).toMatchObject({ health: 'closed', since: noon + 10_250 });
  running.until(noon + 20_250);
  const again = said({ closed: false, reason: 'it trades after all' });
  running.turn({ now: noon + 20_250, overrides: [again] });
  expect(running.status('gw-1')).toMatchObject({ health: 'ok', since: noon + 20_250 });
  expect(running.world.desk.overrides.map(({ override }) => override)).toEqual([again]);
  expect(running.world.desk.inventory?.calendars[0]?.overrides.at(-1)).toEqual(again);
});

test('CA-40 what becomes expected by an override is waited for from that instant, not from when it would have begun', () => {
  const running = run({ runs: 'OPEN' }, 5 * second).until(noon + second);
  running.turn({ now: noon + 1250, overrides: [said({ closed: true })] });
  expect(running.until(noon + minute).status('gw-1')).toMatchObject({ health: 'closed', expectation: 'quiet' });
  running.turn({ now: noon + minute, overrides: [said({ close: '18:00' })] });
  expect(running.until(noon + minute + 2900).health('gw-1')).toBe('closed');
  expect(running.until(noon + minute + 3600).status('gw-1')).toMatchObject({
    health: 'down',
    since: noon + minute + 3000,
  });
});

test('CA-41 told twice, of no calendar here, impossible or of a day long past: nothing comes into force', () => {
  const running = run({ calendar: 'OPEN' }).until(noon + second);
  const wrong = [
    said({ calendar: 'NONE', closed: true }),
    said({ open: '17:00' }),
    said({ date: day(101), closed: true }),
    said({ date: day(-3), closed: true }),
  ];
  expect(running.turn({ now: noon + 1250, overrides: wrong }).overrides).toEqual([]);
  expect(running.world.desk.counters.overridesRefused).toBe(3);
  const right = said({ date: day(1), closed: true });
  expect(running.turn({ now: noon + 1300, overrides: [right, right] }).overrides).toEqual([right]);
  expect(running.turn({ now: noon + 1350, overrides: [{ ...right }] }).overrides).toEqual([]);
  expect(running.status('gw-1').health).toBe('ok');
});

test('CA-43 a turn that changes what is in force tells the whole of it, any other nothing, and the board keeps it', () => {
  const running = run({ calendar: 'OPEN' }).until(noon + second);
  const [today, tomorrow] = [said({ closed: true }), said({ date: day(1), closed: true })];
  expect(running.turn({ now: noon + 1250 }).overridesInForce).toBeNull();
  expect(running.turn({ now: noon + 1300, overrides: [today] }).overridesInForce).toEqual([today]);
  expect(running.turn({ now: noon + 1350, overrides: [tomorrow] }).overridesInForce).toEqual([today, tomorrow]);
  expect(running.turn({ now: noon + 1400, overrides: [tomorrow] }).overridesInForce).toBeNull();
  const again = said({ close: '15:00' });
  expect(running.turn({ now: noon + 1450, overrides: [again] }).overridesInForce).toEqual([tomorrow, again]);
  const { boardHead } = captureWorld(running.world, { epoch: 1, turn: 5, now: noon + 1450 });
  expect(boardHead).toMatchObject({ overrides: [tomorrow, again] });
});

test('CA-42 a new desk keeps what was said, what is long past goes, and there is room for 500', () => {
  const running = run({ calendar: 'OPEN' }).until(noon + second);
  running.turn({ now: noon + 1250, overrides: [said({ closed: true })] });
  const inventory = inventoryOf({ version: 'v2', components: [{ id: 'gw-1', calendar: 'OPEN' }], calendars: [open] });
  running.turn({ now: noon + 1300, inventory });
  expect(running.health('gw-1')).toBe('closed');
  const calendars = Array.from({ length: 6 }, (_, index) => calendarOf({ ...open, id: `C${index}` }));
  const many = calendars.flatMap(({ id }) =>
    Array.from({ length: 100 }, (_, index) => said({ calendar: id, date: day(index), closed: true })),
  );
  running.turn({ now: noon + 1350, inventory: { ...inventory, calendars }, overrides: many });
  expect(running.world.desk.overrides).toHaveLength(maxOverrides);
  const others = running.world.desk.overrides;
  expect(takeOverrides(inventory, others, [], noon + 90 * dayMs).overrides).toEqual(
    others.filter(({ override }) => override.date >= day(88)),
  );
});
