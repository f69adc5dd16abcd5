import { expect, test } from 'vitest';
import { inventoryOf } from '@yagura/testkit';
import { replay } from '../replay.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { reportOf, type ReplayReport } from './report.ts';
import { reportText } from './report-text.ts';

const gateways = ['gw-1', 'gw-2', 'gw-3'];

function reported(): ReplayReport {
  const lines = [
    {
      scenario: 'A night',
      start: '2020-10-01T23:59:00+01:00',
      lasts: '3m',
      about: 'Two gateways say that they are down, and a third falls silent and stays it. '.repeat(3).trim(),
      sources: ['https://example.org/a (made up)'],
    },
    { every: '1s', components: gateways },
    { at: '00:00:30', note: 'Something gives way.' },
    { at: '00:00:30', components: ['gw-1', 'gw-2'], becomes: { status: 'down', message: 'no way out' } },
    { at: '00:01:00', components: ['gw-1', 'gw-2'], becomes: 'usual' },
    { at: '00:01:20', component: 'gw-3', becomes: 'silent' },
  ];
  const parsed = parseScenario(lines.map((line) => JSON.stringify(line)).join('\n'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const inventory = inventoryOf({ components: gateways });
  return reportOf(parsed.scenario, inventory, replay(parsed.scenario, inventory));
}

test("SC-6 what happened alike at once is one line, in the desk's clock and in UTC, with its reasons", () => {
  const text = reportText(reported());
  expect(text).toContain('  23:59:00  22:59:00  not on the desk → OK  gw-1, gw-2, gw-3\n');
  expect(text).toContain(
    [
      '  2 October 2020',
      '  00:00:30  23:00:30  * Something gives way.',
      '  00:00:30  23:00:30  OK → DOWN  gw-1, gw-2',
      '                        It says down of itself: no way out.',
    ].join('\n'),
  );
  expect(text).toContain('  00:01:22  23:01:22  OK → DOWN  gw-3\n');
});

test('SC-6 each group is told with its sentence, its times and its members', () => {
  const text = reportText(reported());
  expect(text).toContain('WHAT WAS ANNOUNCED (3 groups, clocks of Europe/London)\n');
  expect(text).toContain('began 00:00:30, announced 00:00:30, recovered 00:01:10 after 40 s\n');
  expect(text).toContain('began 00:01:22, announced 00:01:22, stands at the end\n');
  expect(text).toContain('1 member: gw-3\n');
  expect(text).toContain('HOW IT STOOD AT THE END: 1 DOWN, 2 OK\n');
});

test('SC-6 a group that ended without recovering is not said to have recovered', () => {
  const report = reported();
  for (const [kind, words] of [
    ['lapsed', 'lapsed 00:01:10 after 40 s'],
    ['joined', 'became part of another group 00:01:10 after 40 s'],
  ] as const) {
    const groups = report.groups.map((group) => ({
      ...group,
      announcements: group.announcements.map((one) => (one.kind === 'recovered' ? { ...one, kind } : one)),
    }));
    expect(reportText({ ...report, groups })).toContain(`announced 00:00:30, ${words}\n`);
  }
});

test('SC-6 no line is wider than 120 columns', () => {
  for (const line of reportText(reported()).split('\n')) expect(line.length, line).toBeLessThanOrEqual(120);
});

test('SC-6 as JSON all of it stands apart, in milliseconds', () => {
  const report = reported();
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(report.changes.at(-1)).toMatchObject({
    at: Date.parse('2020-10-01T23:01:22Z'),
    component: 'gw-3',
    from: 'ok',
    to: 'down',
    codes: ['silent'],
    why: ['Nothing heard since 23:01:19 UTC; the limit is 3 s.'],
  });
  expect(report.end.map(({ health }) => health)).toEqual(['ok', 'ok', 'down']);
});
