import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarFileSchema } from '@yagura/contract';
import { inResetWindow } from '@yagura/domain';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { shipped, shippedCalendar } from '../test-support/shipped-calendars.ts';
import { checkCalendarFile } from './check-calendar-file.ts';
import { resolveCalendars } from './resolve-calendars.ts';

const file = (calendar: string, rest = '') => `
session: { before: 60m, after: 30m }
sites: { coveredFrom: 2026-01-01, coveredUntil: 2026-12-31 }
sources: { here: { source: a test, asOf: 2026-01 } }
calendars:
  XTST:
    name: Test
    timeZone: Europe/London
    tradingDays: [Mon, Tue, Wed, Thu, Fri]
    hours: 08:00-16:30
    source: here
    coveredFrom: 2026-01-01
    coveredUntil: 2026-12-31
${calendar}
${rest}`;

const parsed = (text: string) => calendarFileSchema.parse(parse(text));

function problems(text: string): readonly string[] {
  const result = calendarFileSchema.safeParse(parse(text));
  if (result.success) return checkCalendarFile(result.data);
  return result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test('CA-17 the shipped file has 44 venues, and every row of it has a source and a date', () => {
  expect(Object.keys(shipped.calendars)).toHaveLength(44);
  for (const id of [...Object.keys(shipped.calendars), ...Object.keys(shipped.aliases)]) {
    const calendar = shippedCalendar(id);
    for (const row of [calendar.provenance, ...calendar.phases]) {
      expect(row.source, id).not.toBe('');
      expect(row.asOf, id).toMatch(/^20\d\d-\d\d/);
    }
  }
});

test('CA-18 a date says more than a range, and a range more than a weekday; closures take what the week trades', () => {
  const calendars = parsed(
    file(`    closures: [2026-03-05, 2026-08-07..2026-08-11]
    closesAt: { '13:50': [Fri], '14:00': [2026-03-02..2026-03-31], '12:00': [2026-03-06] }`),
  );
  const [calendar] = resolveCalendars(calendars, ['XTST'], [], []);
  expect(calendar!.closures).toEqual(['2026-03-05', '2026-08-07', '2026-08-10', '2026-08-11']);
  const closes = ['2026-02-27', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-13', '2026-08-07', '2026-08-14'];
  expect(closes.map((date) => calendar!.earlyCloses[date])).toEqual([
    '13:50',
    '14:00',
    undefined,
    '12:00',
    '14:00',
    undefined,
    '13:50',
  ]);
});

test('CA-18 what cannot be meant is refused by name: two clocks of a day, unknown sources, venues and zones', () => {
  expect(problems(file(''))).toEqual([]);
  expect(problems(file(`    closesAt: { '12:00': [2026-03-06], '13:00': [2026-03-06] }`))).toEqual([
    'XTST: 2026-03-06 has two clocks',
  ]);
  expect(problems(file('    phases: [{ phase: post, hours: 16:30-17:00, source: hearsay }]'))).toEqual([
    'XTST: there is no source "hearsay"',
  ]);
  expect(problems(file('', 'aliases: { XOTH: { name: Other, sameAs: XNON, source: here } }'))).toEqual([
    'XOTH: there is no calendar "XNON"',
  ]);
  expect(problems(file('').replace('Europe/London', 'Europe/Atlantis'))[0]).toContain('no time zone');
  expect(problems(file('').replace('08:00-16:30', '8-16'))[0]).toContain('calendars.XTST.hours: must be hours');
});

test('CA-19 a venue that keeps the days and hours of another has its own phases, and says whose days they are', () => {
  const nasdaq = shippedCalendar('XNAS');
  const newYork = shippedCalendar('XNYS');
  expect(nasdaq).toMatchObject({ id: 'XNAS', venue: 'XNAS', closures: newYork.closures, open: '09:30' });
  expect(nasdaq.phases.map(({ phase, from }) => `${phase} ${from}`)).toEqual(['pre-open 04:00', 'post 16:00']);
  expect(newYork.phases.map(({ phase, from }) => `${phase} ${from}`)).toEqual(['pre-open 06:30']);
  expect(shippedCalendar('XCME').note).toContain('The days and hours of CMES.');
  expect(shippedCalendar('XNSE').phases).toEqual([]);
});

test('CA-20 the venues of the demo have calendars, but for those whose days no source tells', () => {
  const demo = readFileSync(join(import.meta.dirname, '../../../../config/demo.yaml'), 'utf8');
  const venues = new Set([...demo.matchAll(/^ +venue: ([A-Z0-9]{4})$/gm)].map(([, venue]) => venue!));
  const found = resolveCalendars(shipped, venues, [], []).map(({ id }) => id);
  expect([...venues].filter((venue) => !found.includes(venue)).toSorted()).toEqual(['LMAX', 'XCBO']);
});

test('CA-20 a desk gets the calendars that it needs and no other, each with its own overrides and session', () => {
  const session = `    session: { before: 15m, resets: [{ days: [Sat], hours: 22:00-02:00 }] }`;
  const calendars = parsed(file(session));
  const override = { date: '2026-03-03', closed: true, author: 'a', reason: 'b' };
  const overrides = ['XTST', 'XNYS', 'site:ldn'].map((calendar) => ({ calendar, ...override }));
  const site = { id: 'ldn', name: 'London', timeZone: 'Europe/London', witnesses: [] };
  const businessHours = { days: '1111100', from: '07:00', to: '19:00' };
  const sites = [
    { ...site, businessHours },
    { ...site, id: 'nyc' },
  ];
  const wanted = ['site:ldn', 'XTST', 'XTST', 'XNON', 'site:nyc', 'site:syd'];
  const [venue, hours, ...rest] = resolveCalendars(calendars, wanted, overrides, sites);
  expect(rest).toEqual([]);
  expect(venue).toMatchObject({
    id: 'XTST',
    session: { before: 900_000, after: 1_800_000, resets: [{ days: [6], from: '22:00', to: '02:00' }] },
    overrides: [{ calendar: 'XTST' }],
  });
  expect(inResetWindow(venue!, Date.parse('2026-03-08T01:59Z'))).toBe(true);
  expect(hours).toMatchObject({ id: 'site:ldn', venue: null, open: '07:00', overrides: [{ calendar: 'site:ldn' }] });
});
