import { noon } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { saidOf, scriptedDesk } from '../../testing/scripted-desk.ts';
import type { Verdict } from '../../watch/component.ts';

const minute = 60_000;
const ok: Partial<Verdict> = { condition: 'ok', reasons: [{ code: 'heard' }] };
const down: Partial<Verdict> = { condition: 'down', reasons: [{ code: 'says', status: 'down' }] };
const degraded: Partial<Verdict> = { condition: 'degraded', reasons: [{ code: 'says', status: 'degraded' }] };

test('DE-34 the first P1 of a site pages, the next joins it, one elsewhere pages', () => {
  const script = scriptedDesk([{ id: 'a' }, { id: 'b' }, { id: 'far', site: 'nyc' }]);
  script.at(1000, { a: down });
  script.at(5000, { b: down });
  script.at(6000, { far: down });
  expect(saidOf(script.told)).toEqual(['opened a P1 pages', 'opened b P1', 'opened far P1 pages']);
  expect(script.told[1]?.why).toBe('It joins a, which paged at 12:00:01 UTC: both concern site ldn.');
});

test('DE-34 15 s and 60 s after a page its reach is told, where it is more than one component or not what was told', () => {
  const uses = { tier: 2, dependsOn: ['a'] };
  const script = scriptedDesk([{ id: 'a' }, { id: 'b', ...uses }, { id: 'c', ...uses }, { id: 'far', site: 'nyc' }]);
  script.at(1000, { a: down, b: down });
  script.at(6000, { far: down });
  script.at(20_000, { c: down });
  script.at(30_000, { b: ok, c: ok });
  script.at(100_000);
  const updates = script.told.filter(({ kind }) => kind === 'scope').map(({ at, text }) => `${at - noon} ${text}`);
  expect(updates).toEqual(['16000 a: 2 components after 15 s.', '61000 a: 1 component after 60 s.']);
});

test('DE-34 after five minutes, or once what paged is over, a P1 of the same site pages again', () => {
  const script = scriptedDesk([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  script.at(0, { a: down });
  script.at(5 * minute + 1, { b: down });
  expect(saidOf(script.told.filter(({ kind }) => kind === 'opened'))).toEqual([
    'opened a P1 pages',
    'opened b P1 pages',
  ]);
  script.at(6 * minute, { a: ok, b: ok });
  script.at(7 * minute, { c: down });
  expect(script.told.at(-1)).toMatchObject({ kind: 'opened', root: { id: 'c' }, pages: true });
});

test('DE-26 a dependency that failed more than ten minutes before explains nothing, one of nine minutes does', () => {
  const components = [
    { id: 'switch', site: 'nyc' },
    { id: 'gateway', dependsOn: ['switch'] },
  ];
  for (const [after, groups] of [
    [9 * minute, ['switch']],
    [11 * minute, ['switch', 'gateway']],
  ] as const) {
    const script = scriptedDesk(components);
    script.at(0, { switch: down });
    script.at(after, { gateway: down });
    expect(script.desk.alarms.map(({ root }) => root.id)).toEqual(groups);
  }
});

test('DE-36 off-hours a lost process is P2, and P1 from 90 min before its market opens, at that very instant', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  const opensAt = noon + 100 * minute;
  const closed = { ...down, schedule: { session: 'closed', beatsWhileQuiet: false, opensAt } } as const;
  script.at(0, { a: closed });
  expect(saidOf(script.told)).toEqual(['opened a P2']);
  script.at(11 * minute);
  expect(saidOf(script.told.slice(0, 2))).toEqual(['opened a P2', 'worse a P1 pages']);
  expect(script.told[1]?.at).toBe(opensAt - 90 * minute);
});

test('DE-36 what only degrades is P3, alive when it should be quiet too; what was due and missed at tier 1 is P2, then P1', () => {
  const missed = (says: 'degraded' | 'down') =>
    ({ code: 'missed', rule: 'logon', says, subject: 'logon', dueAt: noon, since: noon, calendar: 'XLON' }) as const;
  const alive = { session: 'closed', beatsWhileQuiet: true, opensAt: null } as const;
  const script = scriptedDesk([{ id: 'a' }, { id: 'b', site: 'nyc' }, { id: 'c', site: 'hkg' }]);
  script.at(0, { a: degraded, b: { ...ok, expectation: 'quiet', schedule: alive } });
  expect(saidOf(script.told)).toEqual(['opened a P3', 'opened b P3']);
  script.at(1000, { c: { condition: 'degraded', reasons: [missed('degraded')] } });
  script.at(2000, { c: { condition: 'down', reasons: [missed('down')] } });
  expect(saidOf(script.told.slice(2))).toEqual(['opened c P2', 'worse c P1 pages']);
});

test('DE-42 a site that is lost off-hours is P2, and P1 from 90 min before the open of what matters most there', () => {
  const opensAt = noon + 100 * minute;
  const dark = { condition: 'no-sight', reasons: [{ code: 'site-dark', site: 'ldn' }] } as const;
  const hours = { session: 'closed', beatsWhileQuiet: false, opensAt } as const;
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const lost = (schedule: Verdict['schedule']) => Object.fromEntries(ids.map((id) => [id, { ...dark, schedule }]));
  const components = [...ids.map((id) => ({ id })), { id: 'report', tier: 3 }];
  const darkened = () => {
    const script = scriptedDesk(components);
    for (const id of [...ids, 'report']) script.desk.sites.get('ldn')?.affected.set(id, 'dark');
    return script;
  };
  const night = darkened();
  night.at(0, { ...lost(hours), report: dark });
  night.at(11 * minute);
  expect(saidOf(night.told.slice(0, 2))).toEqual(['opened ldn P2', 'worse ldn P1 pages']);
  expect(night.told[1]?.at).toBe(opensAt - 90 * minute);
  const day = darkened();
  day.at(0, { ...lost({ ...hours, session: 'open', opensAt: null }), report: dark });
  expect(saidOf(day.told)).toEqual(['opened ldn P1 pages']);
});

test('DE-37 the same root within an hour is a relapse of the same group; later it is a new one', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  script.at(0, { a: down });
  script.at(2 * minute, { a: ok });
  script.at(50 * minute, { a: down });
  expect(saidOf(script.told.filter(({ kind }) => kind !== 'scope'))).toEqual([
    'opened a P1 pages',
    'recovered a P1',
    'relapse a P1 pages',
  ]);
  expect(script.desk.alarms).toMatchObject([{ id: script.told[0]?.group, occurrence: 2 }]);
  script.at(51 * minute, { a: ok });
  script.at(112 * minute, { a: down });
  expect(script.told.at(-1)).toMatchObject({ kind: 'opened', pages: true });
  expect(script.told.at(-1)?.group).not.toBe(script.told[0]?.group);
});

test('DE-38 the end of flapping is told with where it stands and what was last announced', () => {
  const flapping = { code: 'flapping', holds: 'down', changes: 4, withinMs: 300_000, quietAt: noon } as const;
  const script = scriptedDesk([{ id: 'a', name: 'Gateway' }]);
  script.at(0, { a: { condition: 'down', reasons: [flapping] } });
  script.at(10 * minute, { a: degraded });
  const [steady] = script.told.filter(({ kind }) => kind === 'steady');
  expect(steady).toMatchObject({ pages: false });
  expect(steady?.text).toMatch(/^Gateway steady, DEGRADED; last announced DOWN\./);
  script.at(20 * minute, { a: { condition: 'down', reasons: [flapping] } });
  script.at(30 * minute, { a: ok });
  expect(script.told.at(-1)).toMatchObject({ kind: 'recovered' });
  expect(script.told.at(-1)?.why).toMatch(/It is steady again\.$/);
});

test('DE-39 what a calendar predicted is neither announced nor on the strip', () => {
  const script = scriptedDesk([{ id: 'a' }]);
  const closed = { ...ok, schedule: { session: 'closed', beatsWhileQuiet: false, opensAt: noon + minute } } as const;
  script.at(0, { a: closed });
  expect(script.desk.rows.get('a')?.status.health).toBe('closed');
  script.at(minute, { a: ok });
  expect(script.told).toEqual([]);
  expect(script.desk.strip).toEqual([]);
});
