import { expect, test } from 'vitest';
import { calendarOf, componentsAt, inventoryOf, noon, rhythm, scriptedCollector } from '@yagura/testkit';
import { drive } from '../testing/drive.ts';

const minute = 60_000;
const market = calendarOf({ id: 'XLON', open: '12:01', close: '12:30', session: { before: 0, after: 0, resets: [] } });

test('DE-41 a market that opens as predicted is one line for ten minutes, and nothing else', () => {
  const followers = componentsAt('ldn', 'gw', 4, { calendar: 'XLON' });
  const inventory = inventoryOf({ components: [...followers, 'net-1'], calendars: [market] });
  const well = ['gw-1', 'gw-2', 'gw-3', 'net-1'].flatMap((id) =>
    rhythm(id, { from: noon + 50, to: noon + 12 * minute }),
  );
  const bad = rhythm('gw-4', { from: noon + 70, to: noon + 12 * minute, rest: { status: 'down' } });
  const script = { id: 'col-1', start: noon, stop: noon + 12 * minute, beats: [...well, ...bad], entryEveryMs: 1000 };
  const run = drive({ inventory, deliveries: scriptedCollector(script), start: noon }).until(noon + minute - 1);
  expect(run.world.desk.openings).toEqual([]);
  const before = { alarms: run.alarms.size, strip: run.world.desk.strip };
  run.until(noon + minute);
  const [opening] = run.world.desk.openings;
  expect(opening).toMatchObject({ calendar: 'XLON', at: noon + minute, expected: 4, ready: 3, missing: ['gw-4'] });
  expect({ alarms: run.alarms.size, strip: run.world.desk.strip }).toEqual(before);
  run.until(noon + 11 * minute - 1);
  expect(run.world.desk.openings).toHaveLength(1);
  expect(run.until(noon + 11 * minute).world.desk.openings).toEqual([]);
});

test('DE-46 what a calendar predicted makes no alarm and no line of the strip: opening, break, going on, close', () => {
  const hours = { open: '12:02', close: '12:10', breaks: [['12:04', '12:06']] as [string, string][] };
  const day = calendarOf({ id: 'XTKS', ...hours, session: { before: minute, after: minute, resets: [] } });
  const followers = componentsAt('tyo', 'gw', 3, { calendar: 'XTKS' });
  const inventory = inventoryOf({ components: followers, calendars: [day] });
  const beats = followers.flatMap(({ id }) => rhythm(id, { from: noon + 50, to: noon + 14 * minute }));
  const script = { id: 'col-1', start: noon, stop: noon + 14 * minute, beats, entryEveryMs: 1000 };
  const run = drive({ inventory, deliveries: scriptedCollector(script), start: noon }).until(noon + 30_000);
  const before = run.changes.length;
  run.until(noon + 14 * minute);
  expect(new Set(run.changes.slice(before).map(({ from, to }) => `${from} ${to}`))).toEqual(
    new Set(['closed ok', 'ok closed']),
  );
  expect({ alarms: run.alarms.size, strip: run.world.desk.strip, told: run.announcements }).toEqual({
    alarms: 0,
    strip: [],
    told: [],
  });
});
