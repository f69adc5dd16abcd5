import { expect, test } from 'vitest';
import type { HeardBeat, Rule } from '@yagura/contract';
import {
  calendarOf,
  entryOf,
  inventoryOf,
  noon,
  rhythm,
  scriptedCollector,
  type CollectorScript,
} from '@yagura/testkit';
import { drive, type Drive } from '../testing/drive.ts';

const [second, minute] = [1000, 60_000];
const latency: Rule = {
  id: 'latency',
  type: 'threshold',
  metric: 'ack_ms',
  degraded: '> 50 for 5s',
  down: '> 500 for 5s',
};

function run(
  rules: Rule[],
  beats: readonly HeardBeat[],
  rest: Partial<CollectorScript> = {},
  calendar = calendarOf(),
): Drive {
  const script = { id: 'col-1', start: noon, stop: noon + 5 * minute, beats, entryEveryMs: 500, ...rest };
  const inventory = inventoryOf({
    components: [{ id: 'gw-1', ruleSet: 'mine', calendar: 'TEST' }],
    calendars: [calendar],
    ruleSets: { mine: rules },
  });
  return drive({ inventory, deliveries: scriptedCollector(script), start: noon });
}
const beating = (metrics: (at: number) => Record<string, number>, to = 5 * minute) =>
  rhythm('gw-1', { from: noon + 50, to: noon + to }).map((beat) => ({ ...beat, metrics: metrics(beat.heard - noon) }));

test('WA-51 a rule fires when it has stood for its time, with value, limit, since and what clears it', () => {
  const slow = run(
    [latency],
    beating((at) => ({ ack_ms: at > 10 * second ? 80 : 5 })),
  ).until(noon + 15 * second);
  expect(slow.health('gw-1')).toBe('ok');
  expect(slow.until(noon + 15_600).status('gw-1')).toMatchObject({
    health: 'degraded',
    since: noon + 15_050,
    reasons: [{ code: 'rule', rule: 'latency', says: 'degraded', value: 80, since: noon + 10_050 }],
  });
});

test('WA-51 what a rule made bad must be earned away like all else', () => {
  const over = run(
    [latency],
    beating((at) => ({ ack_ms: at > 10 * second && at < 30 * second ? 80 : 5 })),
  );
  expect(over.until(noon + 39 * second).status('gw-1')).toMatchObject({
    health: 'degraded',
    reasons: [{ code: 'recovering' }],
  });
  expect(over.until(noon + 41 * second).health('gw-1')).toBe('ok');
});

test('WA-52 while nothing is heard or nobody could hear, the time of a rule stands still', () => {
  const always = beating(() => ({ ack_ms: 80 }), 30 * second);
  const early = run([latency], always, { killed: [{ from: noon + 3 * second, to: noon + 13 * second }] });
  const firstSeconds = early.until(noon + 14 * second);
  expect(firstSeconds.status('gw-1').health).not.toBe('degraded');
  expect(firstSeconds.until(noon + 17 * second).health('gw-1')).toBe('degraded');
});

test('WA-53 a check sleeps while its session or market is closed, and takes nothing of that time with it', () => {
  const calendar = calendarOf({ open: '12:01', close: '12:04', session: { before: 0, after: 0, resets: [] } });
  const inSession: Rule = { ...latency, when: 'session' };
  const awake = run(
    [inSession],
    beating(() => ({ ack_ms: 80 }), 10 * minute),
    {},
    calendar,
  );
  expect(awake.until(noon + minute).health('gw-1')).toBe('ok');
  expect(awake.until(noon + minute + 6 * second).health('gw-1')).toBe('degraded');
  expect(awake.until(noon + 4 * minute + 12 * second).health('gw-1')).toBe('closed');
});

const startOfDay: Rule = {
  id: 'start-of-day',
  type: 'expected',
  event: 'sod',
  from: 'open-3h',
  degraded: 'open-30m',
  down: 'open-15m',
  until: 'close',
};

test('WA-54 what is expected and has not been seen is a miss at its instant, and over when it is seen', () => {
  const calendar = calendarOf({ open: '12:32', close: '16:00', session: { before: 3_600_000, after: 0, resets: [] } });
  const missing = run(
    [startOfDay],
    beating(() => ({})),
    {},
    calendar,
  ).until(noon + 2 * minute - 1);
  expect(missing.status('gw-1')).toMatchObject({ health: 'ok', nextAt: noon + 2 * minute });
  expect(missing.until(noon + 2 * minute).status('gw-1')).toMatchObject({
    health: 'degraded',
    since: noon + 2 * minute,
    reasons: [{ code: 'missed', says: 'degraded', dueAt: noon + 2 * minute, calendar: 'TEST' }],
  });
  const at = noon + 3 * minute;
  const seen = { component: 'gw-1', event: 'sod', heard: at, sender: 'tests' };
  missing.until(at);
  missing.turn({ now: at, entries: [entryOf({ collector: 'col-2', from: at - 100, until: at, occurrences: [seen] })] });
  expect(missing.until(at + 11 * second).health('gw-1')).toBe('ok');
});

test('WA-54 an event in time is no miss, also when it is told late', () => {
  const calendar = calendarOf({ open: '12:32', close: '16:00', session: { before: 3_600_000, after: 0, resets: [] } });
  const fine = run(
    [startOfDay],
    beating(() => ({})),
    {},
    calendar,
  ).until(noon + minute);
  const seen = { component: 'gw-1', event: 'sod', heard: noon + minute, sender: 'tests' };
  fine.turn({
    now: noon + minute,
    entries: [entryOf({ collector: 'col-2', from: noon, until: noon + minute, occurrences: [seen] })],
  });
  fine.until(noon + 4 * minute);
  expect(fine.changesOf('gw-1')).toEqual(['- → no-sight', 'no-sight → ok']);
});

test('WA-55 what must not happen outside its window is told for as long as its rule says', () => {
  const unwanted: Rule = {
    id: 'reset',
    type: 'unwanted',
    event: 'sequence-reset',
    outside: 'reset-window',
    says: 'down',
    holds: minute,
  };
  const reset = run(
    [unwanted],
    beating(() => ({})),
  ).until(noon + 10 * second);
  const at = noon + 10 * second;
  const seen = { component: 'gw-1', event: 'sequence-reset', heard: at, sender: 'tests' };
  reset.turn({ now: at, entries: [entryOf({ collector: 'col-2', from: noon, until: at, occurrences: [seen] })] });
  expect(reset.status('gw-1')).toMatchObject({
    health: 'down',
    reasons: [{ code: 'unwanted', event: 'sequence-reset' }],
  });
  expect(reset.until(at + minute + 12 * second).health('gw-1')).toBe('ok');
});

test('WA-56 limits of restarts and clocks are those of the rules, and without a rule they are not judged', () => {
  const strict: Rule[] = [{ id: 'restarts', type: 'restarts', degraded: 2, down: 3, within: 10 * second }];
  const restarting = beating(() => ({}), minute).map((beat, index) => ({
    ...beat,
    epoch: `e${Math.floor(index / 2)}`,
  }));
  expect(
    run(strict, restarting)
      .until(noon + 5 * second)
      .status('gw-1'),
  ).toMatchObject({ health: 'degraded', flags: ['restarting'] });
  expect(
    run(strict, restarting)
      .until(noon + 7 * second)
      .health('gw-1'),
  ).toBe('down');
  expect(
    run([], restarting)
      .until(noon + 20 * second)
      .health('gw-1'),
  ).toBe('ok');
});
