import { expect, test } from 'vitest';
import { inspectDeskFile } from '@yagura/desk-file';
import { join } from 'node:path';
import { configFolder, deskFile, frame, reportOf, summer } from '../test-support/desk.ts';
import { makeReport } from './make-report.ts';
import { reportText } from './report-text.ts';

const withJobs = (count: number) =>
  `${frame}${Array.from({ length: count }, (_, index) => `  - { id: job-${index}, name: j, kind: job, site: ldn, every: 10s, tier: 3 }\n`).join('')}`;

test('CH-5 what would be watched is counted by kind, site and tier', () => {
  const report = reportOf(withJobs(3));
  expect(report.counts).toEqual({ components: 8, sites: 1, collectors: 1, senders: 1, services: 1, views: 0 });
  expect(report.kinds.map(({ name, count, tiers }) => [name, count, tiers])).toEqual([
    ['gateway', 2, [2, 0, 0, 0]],
    ['network', 2, [0, 2, 0, 0]],
    ['client-access', 1, [0, 1, 0, 0]],
    ['job', 3, [0, 0, 3, 0]],
  ]);
  expect(report.sites).toMatchObject([
    { name: 'ldn', count: 8, tiers: [2, 3, 3, 0], witnesses: ['net-1', 'net-2'], collectors: ['col-1'] },
  ]);
});

test('CH-6 the silence of each component is told within its limit and the way to the screen, slowest first', () => {
  const [first, , , fourth] = reportOf(withJobs(3)).detection;
  expect(first).toMatchObject({ component: 'job-0', everyMs: 10_000, limitMs: 30_000, toldWithinMs: 30_500 });
  expect(fourth).toMatchObject({ component: 'gw-1', limitMs: 3000, toldWithinMs: 3500, late: false });
});

test('CH-6 tier 1 that cannot be told within 5 s is called too slow, a lower tier is not', () => {
  const report = reportOf(frame.replace('site: ldn, every: 1s, tier: 1', 'site: ldn, every: 2s, tier: 1'));
  expect(report.detection.filter(({ late }) => late).map(({ component }) => component)).toEqual(['gw-1']);
  expect(report.findings).toMatchObject([{ code: 'silence-too-slow', about: ['gw-1 (every 2 s: 6.5 s)'] }]);
  expect(reportText(report, { all: false })).toContain('TOO SLOW for tier 1');
  const just = reportOf(frame.replace('site: ldn, every: 1s, tier: 1', 'site: ldn, every: 1500ms, tier: 1'));
  expect(just.findings).toEqual([]);
});

test('CH-6 the 20 slowest are shown and the others counted; --all shows every one', () => {
  const report = reportOf(withJobs(30));
  expect(reportText(report, { all: false })).toContain('and 15 more, none of them slower');
  expect(reportText(report, { all: false })).not.toContain('gw-1 ');
  expect(reportText(report, { all: true })).toContain('gw-1 ');
});

test.each(['demo.yaml', 'desk.example.yaml'])('CH-9 no line of the report is longer than 120 columns: %s', (name) => {
  const report = makeReport(
    `config/${name}`,
    inspectDeskFile(join(configFolder, name), { env: {}, remedy: 'x' }),
    summer,
  );
  const lines = reportText(report, { all: true }).split('\n');
  expect(report.ok).toBe(true);
  expect(lines.filter((line) => line.length > 120)).toEqual([]);
  expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
});

test('CH-2 a wrong desk is told by all its problems, one a line, and how many there are', () => {
  const text = frame.replaceAll('kind: gateway', 'kind: gate').replaceAll('every: 1s', 'every: soon');
  const report = makeReport('desk.yaml', inspectDeskFile(deskFile(text), { env: {}, remedy: 'x' }), summer);
  const lines = reportText(report, { all: false }).trimEnd().split('\n');
  expect(lines).toHaveLength(9);
  expect(lines[0]).toMatch(/^desk\.yaml:9: components\[0\]\.every: must be a duration/);
  expect(lines.at(-1)).toMatch(/^desk\.yaml is wrong: 7 problems\. /);
});
