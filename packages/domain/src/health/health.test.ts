import { expect, test } from 'vitest';
import { conditions, expectationSchema, healths, type Reason, type Status } from '@yagura/contract';
import { noon } from '@yagura/testkit';
import { clockOf, dayUtcOf, endingWith, secondsOf, utcOf } from '../words.ts';
import { decisionMs, expire } from './expire.ts';
import { explain } from './explain.ts';
import { healthOf } from './health-of.ts';
import { compareConditions, healthRank, worst } from './rank.ts';

function statusOf(rest: Partial<Status>): Status {
  return {
    health: 'ok',
    condition: 'ok',
    expectation: 'expected',
    since: noon,
    reasons: [{ code: 'heard' }],
    nextAt: null,
    flags: [],
    ...rest,
  };
}

test('DE-16 health is read off one table', () => {
  const table: Record<string, string> = {};
  for (const expectation of expectationSchema.options)
    for (const condition of conditions)
      table[`${expectation} ${condition}`] = healthOf({
        condition,
        expectation,
        sessionClosed: false,
        beatsWhileQuiet: false,
      });
  expect(table).toEqual({
    'expected down': 'down',
    'expected no-sight': 'no-sight',
    'expected degraded': 'degraded',
    'expected ok': 'ok',
    'quiet down': 'closed',
    'quiet no-sight': 'no-sight',
    'quiet degraded': 'closed',
    'quiet ok': 'closed',
    'planned down': 'planned',
    'planned no-sight': 'planned',
    'planned degraded': 'planned',
    'planned ok': 'planned',
  });
  const facts = { condition: 'ok', expectation: 'quiet', sessionClosed: false, beatsWhileQuiet: true } as const;
  expect(healthOf(facts)).toBe('degraded');
  expect(healthOf({ ...facts, expectation: 'expected', sessionClosed: true })).toBe('closed');
});

test('DE-17 a roll-up shows its worst member', () => {
  expect(healths.map(healthRank)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(worst(['ok', 'degraded', 'closed'])).toBe('degraded');
  expect(worst([])).toBe(null);
  expect(compareConditions('down', 'ok')).toBeLessThan(0);
});

test('DE-18 expire: ok and closed become no-sight beyond limit + 1 s or without evidence, all else stays as it is', () => {
  const limitMs = 3000;
  expect(expire(statusOf({}), limitMs + decisionMs, limitMs).health).toBe('ok');
  expect(expire(statusOf({}), limitMs + decisionMs + 1, limitMs)).toMatchObject({
    health: 'no-sight',
    condition: 'no-sight',
    reasons: [{ code: 'expired' }],
  });
  expect(expire(statusOf({ health: 'closed', expectation: 'quiet' }), null, limitMs).health).toBe('no-sight');
  for (const health of ['down', 'no-sight', 'degraded'] as const) {
    const status = statusOf({ health, condition: health });
    expect(expire(status, null, limitMs)).toBe(status);
  }
});

test('DE-18 covered silence of what need not run stays closed while somebody judges, and no longer', () => {
  const quiet = statusOf({ health: 'closed', expectation: 'quiet', condition: 'down' });
  expect(expire(quiet, 3_600_000, 3000)).toBe(quiet);
  expect(expire(quiet, null, 3000).health).toBe('no-sight');
});

test('DE-18 planned work stays planned when its evidence expires, but not what lies under it', () => {
  const planned = statusOf({ health: 'planned', expectation: 'planned' });
  expect(expire(planned, null, 3000)).toMatchObject({ health: 'planned', condition: 'no-sight' });
  const already = statusOf({ health: 'planned', expectation: 'planned', condition: 'down' });
  expect(expire(already, null, 3000)).toBe(already);
});

test('DE-19 every reason has one plain sentence with its figures', () => {
  const told: Reason[] = [
    { code: 'heard' },
    { code: 'never-seen' },
    { code: 'silent', lastBeatAt: noon, limitMs: 4500 },
    { code: 'uncovered', lastBeatAt: noon, limitMs: 3000, collector: 'col-1' },
    { code: 'expired', since: noon },
    { code: 'collector-lost', collector: 'col-1', lastHeardAt: noon },
    { code: 'port-blind', collector: 'col-1', port: 'udp', canaryAt: noon },
    { code: 'site-dark', site: 'ldn' },
    { code: 'says', status: 'down', message: 'no session' },
    { code: 'recovering', from: 'down', good: 2, need: 3, remainingMs: 6000 },
    { code: 'restarting', epochs: 3, withinMs: 300_000 },
    { code: 'clock', offsetMs: -1500, limitMs: 1000 },
    { code: 'announced-restart', until: noon },
  ];
  const sentences = told.map(explain);
  expect(new Set(sentences).size).toBe(told.length);
  expect(sentences[2]).toBe('Nothing heard since 12:00:00 UTC; the limit is 4.5 s.');
  expect(sentences[9]).toBe('Good again after down: 2 of 3 good beats, 6 s to go.');
  expect(sentences[11]).toBe('Its clock is 1.5 s behind; the limit is 1 s.');
  for (const sentence of sentences) {
    expect(sentence).not.toMatch(/undefined|NaN|null/);
    expect(sentence).toMatch(/\.$/);
  }
});

test('DE-19 what somebody wrote ends its sentence with one full stop', () => {
  expect(explain({ code: 'says', status: 'down', message: 'no session' })).toBe('It says down of itself: no session.');
  expect(explain({ code: 'probe', probe: 'tcp', status: 'down', message: 'refused. ' })).toBe(
    'Probe tcp finds it down: refused.',
  );
  expect(['Why?', 'Help!', 'wait …', ' ', undefined].map(endingWith)).toEqual([
    ': Why?',
    ': Help!',
    ': wait …',
    '.',
    '.',
  ]);
});

test('DE-19 a sentence with two clocks says once that they are UTC', () => {
  const late: Reason = { code: 'will-be-late', rule: 'r', subject: 'The file', dueAt: noon, expectedAt: noon + 60_000 };
  expect(explain(late)).toBe('The file is due by 12:00:00 and is expected at 12:01:00 UTC.');
});

test('DE-19 instants are UTC clocks, durations are seconds', () => {
  expect(utcOf(noon)).toBe('12:00:00 UTC');
  expect(dayUtcOf(Date.UTC(2026, 0, 1))).toBe('Thu 00:00:00 UTC');
  expect(clockOf(Date.UTC(2026, 0, 1, 23, 59, 59, 999))).toBe('23:59:59');
  expect([secondsOf(1500), secondsOf(3000), secondsOf(12_345)]).toEqual(['1.5 s', '3 s', '12 s']);
});
