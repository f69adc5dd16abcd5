import type { Rule } from '@yagura/contract';
import { calendarOf, inventoryOf, noon, rhythm, scriptedCollector, type ComponentPlan } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { drive } from '../../testing/drive.ts';
import { scriptedDesk, type ScriptedDesk } from '../../testing/scripted-desk.ts';
import type { Verdict } from '../../watch/component.ts';

const minute = 60_000;
const ok: Partial<Verdict> = { condition: 'ok', reasons: [{ code: 'heard' }] };
const down: Partial<Verdict> = { condition: 'down', reasons: [{ code: 'says', status: 'down' }] };
const stuck: Partial<Verdict> = {
  condition: 'down',
  reasons: [
    {
      code: 'rule',
      rule: 'queue',
      says: 'down',
      subject: 'queue',
      value: 9,
      limit: '> 5',
      since: noon,
      clears: '≤ 4',
    },
  ],
};
const recovering: Partial<Verdict> = {
  condition: 'down',
  reasons: [{ code: 'recovering', from: 'down', good: 2, need: 3, remainingMs: 5000 }],
};
const quiet: Partial<Verdict> = {
  condition: 'down',
  expectation: 'quiet',
  reasons: [{ code: 'quiet', calendar: 'XLON', until: noon + 900 * minute }],
};
const planned: Partial<Verdict> = {
  condition: 'down',
  expectation: 'planned',
  reasons: [{ code: 'announced-restart', until: noon + 10 * minute }],
};

const calendars = [calendarOf({ id: 'XLON', close: '12:10' })];

function begin(...components: readonly ComponentPlan[]): ScriptedDesk {
  return scriptedDesk(components, { calendars });
}

function ends(script: ScriptedDesk): string[] {
  return script.told
    .filter(({ kind }) => kind === 'recovered' || kind === 'lapsed')
    .map(({ kind, text }) => `${kind}: ${text}`);
}

test('DE-43 what ends because it need not run any more, or by planned work, did not recover and is told with its reason', () => {
  const script = begin({ id: 'a' }, { id: 'b', site: 'nyc' });
  script.at(0, { a: down, b: down });
  script.at(minute, { a: quiet, b: planned });
  expect(ends(script)).toEqual([
    'lapsed: a is not judged any more: its market closed; it began at 12:00:00 UTC.',
    'lapsed: b is not judged any more: planned work began; it began at 12:00:00 UTC.',
  ]);
  expect(script.desk.strip.slice(0, 2)).toMatchObject([
    { title: 'a', health: 'closed', text: 'its market closed' },
    { title: 'b', health: 'planned', text: 'planned work began' },
  ]);
});

test('DE-43 a check that falls asleep when its market closes did not recover; a process that works again then did', () => {
  const script = begin({ id: 'check', calendar: 'XLON' }, { id: 'process', calendar: 'XLON', site: 'nyc' });
  script.at(0, { check: stuck, process: down });
  script.at(10 * minute + 5000, { check: recovering, process: recovering });
  script.at(10 * minute + 10_000, { check: ok, process: ok });
  expect(ends(script)).toEqual([
    'lapsed: check is not judged any more: its market closed; it began at 12:00:00 UTC.',
    'recovered: process recovered; it began at 12:00:00 UTC.',
  ]);
  const earlier = begin({ id: 'check', calendar: 'XLON' });
  earlier.at(0, { check: stuck });
  earlier.at(5 * minute, { check: ok });
  expect(ends(earlier)).toEqual(['recovered: check recovered; it began at 12:00:00 UTC.']);
});

test('DE-43 who leaves the desk did not recover, and where one of the last members recovered the group did', () => {
  const script = begin({ id: 'a' }, { id: 'b', site: 'nyc' });
  script.at(0, { a: down });
  script.at(minute, {}, inventoryOf({ sites: { ldn: [], nyc: [] }, components: [{ id: 'b', site: 'nyc' }] }));
  expect(ends(script)).toEqual(['lapsed: a is not judged any more: it left the desk; it began at 12:00:00 UTC.']);
  const cluster = { id: 'pair', mode: 'active-active', of: 2, need: 1 } as const;
  const pair = begin({ id: 'c', cluster }, { id: 'd', cluster });
  pair.at(0, { c: down, d: down });
  pair.at(minute, { c: ok, d: planned });
  expect(ends(pair)).toEqual(['recovered: pair recovered; it began at 12:00:00 UTC.']);
});

test('DE-43 an engine that judges by calendars tells it so too: the rule sleeps from the close of the session', () => {
  const closes = calendarOf({ id: 'XLON', close: '12:00', session: { before: 0, after: 20_000, resets: [] } });
  const ruleSets: Record<string, Rule[]> = {
    busy: [{ id: 'load', type: 'threshold', metric: 'load', degraded: '> 50 for 1s', when: 'session' }],
  };
  const components = [{ id: 'a', calendar: 'XLON', ruleSet: 'busy' }];
  const beats = rhythm('a', { from: noon + 50, to: noon + 60_000, rest: { metrics: { load: 90 } } });
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop: noon + 60_000, beats });
  const inventory = inventoryOf({ components, ruleSets, calendars: [closes] });
  const run = drive({ inventory, deliveries, start: noon }).until(noon + 60_000);
  expect(run.status('a').health).toBe('closed');
  expect(run.announcements.map(({ kind, at }) => `${kind} ${at - noon}`)).toEqual(['opened 1100', 'lapsed 30050']);
});
