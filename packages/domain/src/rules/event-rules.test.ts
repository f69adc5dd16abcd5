import { expect, test } from 'vitest';
import { noon } from '@yagura/testkit';
import { openGates, ruleRun, setOf } from '../testing/rule-run.ts';
import { planDue } from './due-plan.ts';

const minute = 60_000;
/** Opens at noon, a day after the other; anchors by hand, so that this tests no calendar. */
const days = [noon, noon + 86_400_000];
const anchors: Record<string, number> = {
  open: 0,
  close: 480 * minute,
  'open-2h': -120 * minute,
  'open-60m': -60 * minute,
};
const anchor = (open: number, text: string) => {
  const offset = anchors[text] ?? (text === 'open-30m' ? -30 * minute : text === 'open-15m' ? -15 * minute : null);
  return offset === null ? null : open + offset;
};
const times = { from: 'open-2h', note: 'open-60m', degraded: 'open-30m', down: 'open-15m', until: 'close' } as const;
const logon = { id: 'r', type: 'expected', label: 'logon', good: ['in'], ...times } as const;
const message = { id: 'r', type: 'expected', event: 'start-of-day', ...times } as const;
const start = noon - 180 * minute;

function begin(entry: Parameters<typeof setOf>[0]) {
  const set = setOf(entry);
  const run = ruleRun(set, start);
  const due = planDue(set, 'XTST', days, anchor);
  return { run, at: (minutes: number) => run.verdict({ now: noon + minutes * minute, due }) };
}

test('RU-17 what was due is missed stage by stage until it is seen or asked no more', () => {
  const { run, at } = begin(message);
  expect(at(-180)).toMatchObject({ condition: 'ok', nextAt: noon - 120 * minute });
  expect(at(-61)).toMatchObject({ condition: 'ok', notes: [], nextAt: noon - 60 * minute });
  const missed = { code: 'missed', rule: 'r', subject: 'start-of-day', dueAt: noon - 60 * minute, calendar: 'XTST' };
  expect(at(-60)).toMatchObject({ condition: 'ok', notes: [{ ...missed, says: 'note' }], nextAt: noon - 30 * minute });
  expect(at(-30)).toMatchObject({ condition: 'degraded', reasons: [{ ...missed, says: 'degraded' }] });
  expect(at(-15)).toMatchObject({
    condition: 'down',
    reasons: [{ ...missed, says: 'down' }],
    nextAt: noon + 480 * minute,
  });
  expect(at(480)).toMatchObject({ condition: 'ok', reasons: [], nextAt: noon + 1320 * minute });
  run.take({ at: noon }).occur('start-of-day');
  expect(at(1)).toMatchObject({ condition: 'ok', reasons: [], notes: [] });
});

test("RU-17 yesterday's event is not today's, and an older one that is told later takes nothing back", () => {
  const { run, at } = begin(message);
  run.take({ at: noon - 121 * minute }).occur('start-of-day');
  expect(at(-15).condition).toBe('down');
  run.take({ at: noon - 119 * minute }).occur('start-of-day');
  const { states } = run;
  run
    .take({ at: noon - 300 * minute })
    .occur('start-of-day')
    .occur('another');
  expect(run.states).toBe(states);
  expect(at(-15).condition).toBe('ok');
  expect(at(1440 - 15).condition).toBe('down');
});

test('RU-17 without a calendar nothing is due', () => {
  const { run } = begin(message);
  expect(run.verdict({ now: noon })).toMatchObject({ condition: 'ok', nextAt: null });
});

test('RU-17 a label has to have said its word that day; who never tells it is not judged', () => {
  const { run, at } = begin(logon);
  expect(at(-15)).toMatchObject({ condition: 'ok', nextAt: null });
  run.take({ at: start, labels: { logon: 'out' } });
  expect(at(-15)).toMatchObject({ condition: 'down', reasons: [{ subject: 'logon in' }] });
  run.take({ at: noon - 20 * minute, labels: { logon: 'in' } });
  expect(at(-15).condition).toBe('ok');
  const { states } = run;
  expect(run.take({ labels: { logon: 'in' } }).states).toBe(states);
  run.take({ at: noon, labels: { logon: 'out' } });
  expect(at(60).condition).toBe('ok');
  expect(at(1440 - 15).condition).toBe('down');
});

test('RU-17 what was good until before the day does not count for it', () => {
  const { run, at } = begin(logon);
  run
    .take({ at: noon - 121 * minute, labels: { logon: 'in' } })
    .take({ at: noon - 120 * minute + 500, labels: { logon: 'out' } });
  expect(at(-15).condition).toBe('down');
});

test('RU-18 that it will be late is told before it is missed, while it goes on as it did', () => {
  const { run, at } = begin({ ...message, progress: 'done' });
  run.take({ at: noon - 110 * minute, metrics: { done: 10 } });
  expect(at(-110).notes).toEqual([]);
  run.take({ at: noon - 100 * minute, metrics: { done: 20 } });
  expect(at(-100)).toMatchObject({
    condition: 'ok',
    notes: [
      {
        code: 'will-be-late',
        rule: 'r',
        subject: 'start-of-day',
        dueAt: noon - 60 * minute,
        expectedAt: noon - 20 * minute,
      },
    ],
  });
  run.take({ at: noon - 90 * minute, metrics: { done: 70 } });
  expect(at(-90).notes).toEqual([]);
  run.take({ at: noon - 80 * minute, metrics: { done: 5 } });
  expect(at(-80).notes).toEqual([]);
});

test('RU-19 what must not happen is told for a while, but not inside the window where it may', () => {
  const rule = {
    id: 'r',
    type: 'unwanted',
    event: 'sequence-reset',
    outside: 'reset-window',
    says: 'down',
    holds: '15m',
  } as const;
  const run = ruleRun(setOf(rule)).occur('sequence-reset', { inResetWindow: true });
  expect(run.verdict().condition).toBe('ok');
  run.take().occur('sequence-reset');
  const until = run.now + 15 * minute;
  const reason = { code: 'unwanted', rule: 'r', says: 'down', event: 'sequence-reset', at: run.now, until };
  expect(run.verdict()).toMatchObject({ condition: 'down', reasons: [reason], nextAt: until });
  expect(run.verdict({ now: until })).toMatchObject({ condition: 'ok', nextAt: null });
  expect(Object.keys(run.take({ at: until }).states)).toEqual([]);
  const never = ruleRun(setOf({ ...rule, outside: 'never' })).occur('sequence-reset', { inResetWindow: true });
  expect(never.verdict().condition).toBe('down');
  const asleep = ruleRun(setOf({ ...rule, when: 'session' }));
  asleep.occur('sequence-reset', { gates: { ...openGates, session: false } });
  expect(asleep.verdict().condition).toBe('ok');
});
