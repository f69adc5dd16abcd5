import { expect, test } from 'vitest';
import type { CalendarFile } from '@yagura/contract';
import { calendarFromFile } from '@yagura/domain';
import { inventoryOf } from '@yagura/testkit';
import { checkNames } from './check-names.ts';
import { parseScenario } from './parse-scenario.ts';
import { problemsText } from './problem.ts';
import { inPlaceOfShipped } from './recorded-calendars.ts';

const header =
  '{"scenario":"A day","start":"2020-10-01T06:30:00+09:00","lasts":"20h","about":"Nothing much.","sources":["made up"]}';
const start = Date.parse('2020-10-01T06:30:00+09:00');

function parse(...lines: string[]) {
  const parsed = parseScenario([header, ...lines].join('\n'));
  if (!parsed.ok) throw new Error(problemsText('day.jsonl', parsed.problems));
  return parsed;
}

function wrong(...lines: string[]): string {
  const parsed = parseScenario(lines.join('\n'));
  return parsed.ok ? 'right' : problemsText('day.jsonl', parsed.problems);
}

const instant = (at: string) => parse(`{"at":"${at}","note":"here"}`).scenario.events[0]?.at;

test('SC-1 one event a line, in the order of their instants; blank lines and remarks say nothing', () => {
  const { scenario, lineOf } = parse(
    '',
    '# how it beats',
    '{"every":"1s","component":"gw-1"}',
    '  ',
    '{"at":"2h","component":"gw-1","becomes":"silent"}',
    '{"at":"1h","components":["gw-1","gw-2"],"event":"start-of-day"}',
  );
  expect(scenario.events.map(({ type }) => type)).toEqual(['rhythm', 'occurrence', 'becomes']);
  expect(scenario.events.map(lineOf)).toEqual([4, 7, 6]);
  expect(scenario).toMatchObject({ name: 'A day', start, end: start + 20 * 3_600_000 });
});

test('SC-1 instants are offsets from the start, or clocks of its zone: the first at or after it', () => {
  expect(instant('1h24m3s')).toBe(Date.parse('2020-10-01T07:54:03+09:00'));
  expect(instant('0s')).toBe(start);
  expect(instant('06:30')).toBe(start);
  expect(instant('08:54:00')).toBe(Date.parse('2020-10-01T08:54:00+09:00'));
  expect(instant('08:54:00.250')).toBe(Date.parse('2020-10-01T08:54:00.250+09:00'));
  expect(instant('01:10')).toBe(Date.parse('2020-10-02T01:10:00+09:00'));
});

test('SC-1 a rhythm without more says ok from the start to the end', () => {
  expect(parse('{"every":"1s","component":"gw-1"}').scenario.events).toEqual([
    {
      type: 'rhythm',
      at: start,
      until: start + 20 * 3_600_000,
      everyMs: 1000,
      components: ['gw-1'],
      beat: { status: 'ok' },
    },
  ]);
});

test('SC-2 what is wrong is told by line with what would be right', () => {
  expect(wrong('')).toMatch(/^day\.jsonl:1: the first line must be the header, such as \{/);
  expect(wrong('{"at":"1h","note":"no header"}')).toMatch(/^day\.jsonl:1: the first line must be the header/);
  expect(wrong(header, '{"at":"1h"')).toMatch(/^day\.jsonl:2: is not JSON: /);
  expect(wrong(header, '[]')).toMatch(/^day\.jsonl:2: a line must be one JSON object/);
  expect(wrong(header, '', '{"at":"1h"}')).toBe(
    'day.jsonl:3: says nothing that happens; it needs one of note, collector, every, event, becomes, beat',
  );
  expect(wrong(header, '{"at":"soon","note":"x"}')).toBe(
    'day.jsonl:2: "soon" is no instant; it must be an offset from the start such as "1h24m3s", or a clock of the start\'s zone such as "08:54:00"',
  );
  expect(wrong(header, '{"at":"21h","note":"x"}')).toMatch(/day\.jsonl:2: "21h" lies behind the end/);
  expect(wrong(header, '{"at":"1h","becomes":"silent"}')).toMatch(/day\.jsonl:2: names nobody; it needs "component"/);
  expect(wrong(header, '{"at":"1h","component":"a","event":"x","colour":"red"}')).toBe(
    'day.jsonl:2: "colour" is not a field here',
  );
  expect(wrong(header, '{"every":"10ms","component":"a"}')).toMatch(/day\.jsonl:2: every: "10ms" must be a duration/);
  expect(wrong(header, '{"from":"2h","until":"1h","every":"1s","component":"a"}')).toMatch(/until: "1h" is not after/);
  expect(wrong(header, '{"at":"1h","component":"a","components":["b"],"becomes":"silent"}')).toMatch(/has both/);
});

test('SC-2 a wrong header is told by its field', () => {
  const changed = (change: object) => wrong(JSON.stringify({ ...JSON.parse(header), ...change }));
  expect(changed({ start: '2020-10-01T06:30:00' })).toMatch(
    /^day\.jsonl:1: start: ".*" must be an instant with its zone/,
  );
  expect(changed({ lasts: 'long' })).toMatch(/^day\.jsonl:1: lasts: "long" must be a duration such as "4h30m"/);
  expect(changed({ lasts: '49h' })).toMatch(/at most 48h/);
  expect(changed({ sources: [] })).toMatch(/^day\.jsonl:1: sources: /);
  expect(changed({ calendars: { XTKS: { timeZone: 'Asia/Edo', hours: '09:00-15:00', source: 'x' } } })).toBe(
    'day.jsonl:1: calendars.XTKS.timeZone: must be an IANA time zone such as Asia/Tokyo',
  );
});

test('SC-2 a name that the desk does not know is told with its near miss', () => {
  const { scenario, lineOf } = parse(
    '{"every":"1s","components":["gw-1","gw-22"]}',
    '{"at":"1h","collector":"col-2","becomes":"lost"}',
    '{"at":"1h","component":"elsewhere","event":"x"}',
  );
  const inventory = inventoryOf({ components: ['gw-1', 'gw-2'] });
  expect(checkNames(scenario, inventory, lineOf)).toEqual([
    { line: 2, text: 'the desk has no component "gw-22"; did you mean "gw-2"?' },
    { line: 3, text: 'the desk has no collector "col-2"; did you mean "col-1"?' },
    { line: 4, text: 'the desk has no component "elsewhere"' },
  ]);
});

test('SC-8 a scenario brings the calendars of its days, which take the place of those that ship', () => {
  const told = {
    timeZone: 'Europe/Paris',
    hours: '09:00-17:30',
    closures: ['2020-10-23'],
    closesAt: { '14:00': ['2020-10-26'] },
    session: { before: '1h', after: '30m' },
    source: 'a rulebook',
  };
  const parsed = parseScenario(
    JSON.stringify({ ...JSON.parse(header), start: '2020-10-24T12:00:00+02:00', calendars: { XPAR: told } }),
  );
  if (!parsed.ok) throw new Error('wrong');
  const shipped: CalendarFile = {
    sources: {},
    session: { before: 0, after: 0 },
    sites: { coveredFrom: '2026-01-01', coveredUntil: '2026-12-31' },
    calendars: {},
    aliases: { XPAR: { name: 'Paris', sameAs: 'XAMS', source: 'x', phases: [] } },
  };
  const calendar = calendarFromFile(inPlaceOfShipped(shipped, parsed.scenario.calendars), 'XPAR', []);
  expect(calendar).toMatchObject({
    id: 'XPAR',
    tradingDays: '1111100',
    open: '09:00',
    close: '17:30',
    closures: ['2020-10-23'],
    earlyCloses: { '2020-10-26': '14:00' },
    session: { before: 3_600_000, after: 1_800_000, resets: [] },
    provenance: { source: 'a rulebook', asOf: '2020-10-24' },
    coveredFrom: '2020-10-17',
    coveredUntil: '2020-11-01',
  });
});
