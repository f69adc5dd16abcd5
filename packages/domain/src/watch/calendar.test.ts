import { expect, test } from 'vitest';
import type { HeardBeat } from '@yagura/contract';
import { calendarOf, inventoryOf, noon, rhythm, scriptedCollector, type ComponentPlan } from '@yagura/testkit';
import { drive } from '../testing/drive.ts';

const [second, minute] = [1000, 60_000];
const end = 19 * minute;
/** Trades from 12:04 to 12:08; in session two minutes around that. */
const short = calendarOf({
  id: 'SHORT',
  open: '12:04',
  close: '12:08',
  session: { before: 2 * minute, after: 2 * minute, resets: [] },
});

function run(component: Partial<ComponentPlan>, beats: readonly HeardBeat[], stop = noon + end) {
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop, beats, entryEveryMs: 1000 });
  const inventory = inventoryOf({ components: [{ id: 'gw-1', ...component }], calendars: [short] });
  return drive({ inventory, deliveries, start: noon });
}
const steady = rhythm('gw-1', { from: noon + 50, to: noon + end });
const beatsIn = (...spans: readonly (readonly [from: number, to: number])[]) =>
  spans.flatMap(([from, to]) => rhythm('gw-1', { from: noon + from, to: noon + to }));

test('WA-46 in session it is ok, else closed, at the instant and since the instant at which its calendar says so', () => {
  const day = run({ calendar: 'SHORT' }, steady).until(noon + 2 * second);
  expect(day.status('gw-1')).toMatchObject({
    health: 'closed',
    condition: 'ok',
    reasons: [{ code: 'session-closed', calendar: 'SHORT', opensAt: noon + 4 * minute }],
    nextAt: noon + 2 * minute,
  });
  expect(day.until(noon + 2 * minute).status('gw-1')).toMatchObject({ health: 'ok', since: noon + 2 * minute });
  expect(day.until(noon + 10 * minute).status('gw-1')).toMatchObject({
    health: 'closed',
    since: noon + 10 * minute,
  });
  expect(day.changesOf('gw-1').slice(1)).toEqual(['no-sight → closed', 'closed → ok', 'ok → closed']);
});

test('WA-47 law 9: off hours the loss of a process is down all the same', () => {
  const lost = run({ calendar: 'SHORT' }, beatsIn([50, minute])).until(noon + minute + 4 * second);
  expect(lost.status('gw-1')).toMatchObject({ health: 'down', reasons: [{ code: 'silent' }] });
});

test('WA-48 law 8: outside its runs silence is closed, and beating is a finding after five minutes', () => {
  const quiet = run({ runs: 'SHORT' }, beatsIn([50, 20 * second])).until(noon + minute);
  expect(quiet.status('gw-1')).toMatchObject({
    health: 'closed',
    condition: 'down',
    expectation: 'quiet',
    reasons: [{ code: 'quiet', calendar: 'SHORT', until: noon + 2 * minute }],
  });
  const alive = run({ runs: 'SHORT' }, beatsIn([2 * minute, 17 * minute]));
  expect(alive.until(noon + 14 * minute).status('gw-1')).toMatchObject({ health: 'closed', expectation: 'quiet' });
  expect(alive.until(noon + 15 * minute).status('gw-1')).toMatchObject({
    health: 'degraded',
    since: noon + 15 * minute,
    reasons: [{ code: 'alive-when-quiet', calendar: 'SHORT' }],
  });
  expect(alive.until(noon + 18 * minute).health('gw-1')).toBe('closed');
});

test('WA-48 quiet and never seen, or quiet and out of sight, is no-sight', () => {
  expect(
    run({ runs: 'SHORT' }, [])
      .until(noon + minute)
      .health('gw-1'),
  ).toBe('no-sight');
  const beats = beatsIn([50, 20 * second]);
  const deliveries = scriptedCollector({
    id: 'col-1',
    start: noon,
    stop: noon + minute,
    beats,
    entryEveryMs: 1000,
  });
  const inventory = inventoryOf({ components: [{ id: 'gw-1', runs: 'SHORT' }], calendars: [short] });
  const lost = drive({ inventory, deliveries, start: noon }).until(noon + minute + 3 * second);
  expect(lost.health('gw-1')).toBe('no-sight');
});

test('WA-49 expected again, its silence counts from then: down at its limit after the start, ok at its first beat, and never ok without one', () => {
  const absent = run({ runs: 'SHORT' }, beatsIn([50, 20 * second])).until(noon + 2 * minute + 2 * second);
  expect(absent.status('gw-1')).toMatchObject({ health: 'closed', reasons: [{ code: 'quiet' }] });
  absent.until(noon + 2 * minute + 4 * second);
  expect(absent.status('gw-1')).toMatchObject({ health: 'down', since: noon + 2 * minute + 3 * second });
  const back = run({ runs: 'SHORT' }, beatsIn([50, 20 * second], [2 * minute + second, 4 * minute]));
  expect(back.until(noon + 3 * minute).health('gw-1')).toBe('ok');
  expect(back.changes.filter(({ to }) => to === 'down')).toEqual([]);
});

test('WA-50 beyond what a calendar covers nothing is guessed: it is expected, and its session is unknown', () => {
  const ended = calendarOf({ id: 'SHORT', coveredUntil: '2026-03-01' });
  const deliveries = scriptedCollector({
    id: 'col-1',
    start: noon,
    stop: noon + minute,
    beats: steady,
    entryEveryMs: 1000,
  });
  const inventory = inventoryOf({ components: [{ id: 'gw-1', calendar: 'SHORT', runs: 'SHORT' }], calendars: [ended] });
  const unknown = drive({ inventory, deliveries, start: noon }).until(noon + 10 * second);
  expect(unknown.status('gw-1')).toMatchObject({ health: 'ok', expectation: 'expected' });
});
