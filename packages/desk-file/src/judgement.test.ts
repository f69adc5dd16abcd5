import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectDeskFile } from './inspect-desk-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'yagura-judgement-'));
// The first time reads what ships, and a machine that runs all tests at once takes its time for it.
beforeAll(() => void inventoryOf([one('job')]), 30_000);
afterAll(() => rmSync(folder, { recursive: true }));

const desk = (components: readonly string[], rest = '') => `
desk: { name: Test, timeZone: Europe/London }
sites:
  - { id: ldn, name: London, timeZone: Europe/London, businessHours: { days: '1111100', from: '07:00', to: '19:00' } }
  - { id: nyc, name: New York, timeZone: America/New_York }
collectors: [{ id: col-1, site: ldn }]
components:
${components.map((line) => `  - { ${line} }\n`).join('')}
${rest}`;

function inspect(components: readonly string[], rest = '') {
  const file = join(folder, 'desk.yaml');
  writeFileSync(file, desk(components, rest));
  return inspectDeskFile(file, { env: {}, remedy: 'x' });
}

function inventoryOf(components: readonly string[], rest = '') {
  const read = inspect(components, rest);
  if (!read.ok) throw new Error(read.text);
  return read.inventory;
}

const problemsOf = (components: readonly string[], rest = '') => {
  const read = inspect(components, rest);
  return read.ok ? [] : read.problems.map(({ line, field, text }) => `${line}: ${field}: ${text}`);
};

const one = (kind: string, more = '') => `id: a, name: A, kind: ${kind}, site: ldn${more}`;

test.each([
  [one('gateway', ', venue: XLON'), 'XLON', null],
  [one('gateway', ', venue: LMAX'), null, null],
  [one('gateway'), null, null],
  [one('network', ', venue: XLON'), null, null],
  [one('client-access', ', venue: XLON'), null, null],
  [one('client-access', ', venue: XLON, calendar: venue'), 'XLON', null],
  [one('gateway', ', venue: XLON, calendar: none'), null, null],
  [one('gateway', ', venue: XLON, calendar: XNAS'), 'XNAS', null],
  [one('job', ', calendar: XETR, runs: "site:ldn"'), 'XETR', 'site:ldn'],
])('CH-11 a component follows its own calendar, else its venue’s: %s', (component, calendar, runs) => {
  const inventory = inventoryOf([component]);
  expect(inventory.components).toMatchObject([{ calendar, runs }]);
  expect(inventory.calendars.map(({ id }) => id)).toEqual([calendar, runs].filter((id) => id !== null).toSorted());
});

test('CH-11 what its kind says holds unless the component says otherwise', () => {
  const jobs = [one('job'), one('job', ', calendar: XLON').replace('id: a', 'id: b')];
  const inventory = inventoryOf(jobs, 'defaults: { job: { calendar: "site:ldn", runs: "site:ldn" } }');
  expect(inventory.components).toMatchObject([
    { calendar: 'site:ldn', runs: 'site:ldn' },
    { calendar: 'XLON', runs: 'site:ldn' },
  ]);
  expect(inventory.calendars.map(({ id }) => id)).toEqual(['XLON', 'site:ldn']);
});

test.each([
  [
    [one('job', ', calendar: XLOM')],
    '',
    '8: components[0].calendar: there is no calendar "XLOM"; did you mean "XLON"?',
  ],
  [[one('job', ', calendar: venue')], '', 'it names none'],
  [[one('job', ', venue: LMAX, calendar: venue')], '', 'components[0].calendar: there is no calendar "LMAX"'],
  [[one('job', ', runs: "site:nyc"')], '', 'there are no business hours of "nyc"'],
  [
    [one('job')],
    'defaults: { job: { runs: XETX } }',
    'defaults.job.runs: there is no calendar "XETX"; did you mean "XETR"?',
  ],
])('CH-12 a calendar that nobody knows is told where it is named: %j %s', (components, rest, problem) => {
  expect(problemsOf(components, rest)).toEqual([expect.stringContaining(problem)]);
});

const override = (fields: string) => `overrides: [{ ${fields}, author: me, reason: a test }]`;
test('CH-12 an override is of a calendar that the desk follows, and of a day that it covers', () => {
  const gateway = [one('gateway', ', venue: XLON')];
  expect(problemsOf(gateway, override('calendar: XLON, date: 2026-12-23, close: "12:30"'))).toEqual([]);
  expect(problemsOf(gateway, override('calendar: XLOM, date: 2026-12-23, closed: true'))).toEqual([
    expect.stringContaining('overrides[0].calendar: there is no calendar "XLOM"; did you mean "XLON"?'),
  ]);
  expect(problemsOf(gateway, override('calendar: XNAS, date: 2026-12-23, closed: true'))).toEqual([
    expect.stringContaining('overrides[0].calendar: no component of this desk follows "XNAS"'),
  ]);
  expect(problemsOf(gateway, override('calendar: XLON, date: 2031-12-23, closed: true'))).toEqual([
    expect.stringContaining('overrides[0].date: 2031-12-23 lies outside'),
  ]);
});

test('CH-13 components of a kind share one set of rules, and one that changes something has its own', () => {
  const ids = ['a', 'b', 'c'].map((id) => one('gateway', ', venue: XLON').replace('id: a', `id: ${id}`));
  const changed = ids.with(2, `${ids[2]}, rules: [{ id: load, down: "> 95 for 30s" }]`);
  const { components, ruleSets } = inventoryOf(changed);
  const keys = components.map(({ ruleSet }) => ruleSet);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
  expect(Object.keys(ruleSets).toSorted()).toEqual([...new Set([...keys, 'none', 'unregistered'])].toSorted());
  expect(ruleSets[keys[2] ?? '']?.find(({ id }) => id === 'load')).toMatchObject({ down: '> 95 for 30s' });
  expect(ruleSets[keys[0] ?? '']?.find(({ id }) => id === 'load')).toMatchObject({ down: '> 85 for 30s' });
});

test('CH-13 what trades without a pause is asked everything at every hour, and what no desk file names what holds for all', () => {
  const { components, calendars, ruleSets } = inventoryOf([one('order-router', ', calendar: always')]);
  expect(calendars).toEqual([]);
  expect(components[0]?.calendar).toBe('always');
  const rules = ruleSets[components[0]?.ruleSet ?? ''] ?? [];
  expect(rules.filter(({ when }) => when === 'continuous').length).toBeGreaterThan(0);
  expect(ruleSets['unregistered']?.map(({ id }) => id)).toEqual(expect.arrayContaining(['clock', 'restarts']));
});

test('CH-13 a rule switched off is asked of nobody', () => {
  const { components, ruleSets } = inventoryOf([one('gateway', ', rules: [{ id: load, off: "tested elsewhere" }]')]);
  expect(ruleSets[components[0]?.ruleSet ?? '']?.map(({ id }) => id)).not.toContain('load');
});

test.each([
  [
    'rules: [{ id: load, down: "> 20 for 30s" }]',
    '8: components[0].rules[0].down: (rule load) down (> 20 for 30 s) is reached before',
  ],
  ['rules: [{ id: x, metric: m, degraded: 5 }]', 'did you mean "> 5"?'],
  ['rules: [{ id: load, down: "> 95" }, { id: load, down: "> 96" }]', 'stands here twice'],
])('CH-14 a wrong rule is told by its line, rule and field: %s', (rules, problem) => {
  expect(problemsOf([one('job', `, ${rules}`)])).toEqual([expect.stringContaining(problem)]);
});

test('CH-14 what a kind has wrong is told once, at the kind', () => {
  const jobs = ['a', 'b'].map((id) => one('job').replace('id: a', `id: ${id}`));
  expect(problemsOf(jobs, 'defaults: { job: { rules: [{ id: load, down: "> 20 for 30s" }] } }')).toEqual([
    expect.stringMatching(/^\d+: defaults\.job\.rules\[0\]\.down: \(rule load\)/),
  ]);
});

const slow = 'rules: [{ id: stale, metric: m, vital: true, down: "> 5 for 20s" }]';
test('CH-15 at tier 1 a vital rule slower than 5 s is refused until it says why', () => {
  const router = (tier: number, rules: string) => [one('order-router', `, every: 1s, tier: ${tier}, ${rules}`)];
  expect(problemsOf(router(1, slow))).toEqual([
    expect.stringContaining('components[0].rules[0]: (rule stale) takes up to 21 s until "down", and tier 1 has 5 s'),
  ]);
  expect(problemsOf(router(2, slow))).toEqual([]);
  expect(problemsOf(router(1, slow.replace('vital: true', 'vital: true, slowBecause: "it rests at night"')))).toEqual(
    [],
  );
});

test('CH-16 a rule for continuous trading is refused where the phases are unknown, and one that ships is left out there', () => {
  const read = inspect([one('order-router')]);
  expect(read).toMatchObject({
    ok: true,
    leftOut: [{ component: 'a', rules: ['unacknowledged', 'oldest-unacknowledged'] }],
  });
  const { components, ruleSets } = inventoryOf([one('order-router')]);
  expect(ruleSets[components[0]?.ruleSet ?? '']?.filter(({ when }) => when === 'continuous')).toEqual([]);
  const asked = one('order-router', ', rules: [{ id: x, metric: m, degraded: "> 5", when: continuous }]');
  expect(problemsOf([asked])).toEqual([
    expect.stringContaining('components[0].rules[0].when: it follows no calendar, so "continuous" can never be told'),
  ]);
});

test.each([
  ['site:ldm', 'views[0].where: no component has the site "ldm"; did you mean "ldn"?'],
  ['sites:ldn', 'views[0].where: nothing can be chosen by "sites"; did you mean "site"?'],
  ['site:', 'views[0].where: "site:" is no condition such as site:ldn,nyc or -kind:job'],
  ['kind:job region:Asia', 'views[0].where: no component has the region "Asia"'],
])('WI-86 a filter that would show an empty wall is refused where it stands: %s', (where, problem) => {
  const views = (text: string) => `views: [{ id: v, name: V, where: '${text}', rows: kind, columns: site }]`;
  expect(problemsOf([one('job')], views(where))).toEqual([expect.stringContaining(problem)]);
  expect(problemsOf([one('job')], views('site:ldn,nyc -kind:job region:Europe layer:clearing'))).toEqual([]);
});
