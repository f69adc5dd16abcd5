import { beforeAll, expect, test } from 'vitest';
import { recordedDay, type RecordedDay } from '../../test-support/recorded-day.ts';

let day: RecordedDay;
beforeAll(() => {
  day = recordedDay('nyse-2015-07-08');
}, 300_000);

const nyse = ['gw-xnys-1', 'gw-xnys-2', 'gw-xnys-3', 'gw-xnys-4'];
const mkt = ['gw-xase-1', 'gw-xase-2'];
const venues = ['venue-xase', 'venue-xnys'];

test('SC-11 NYSE 2015: every gateway is well at the open', () => {
  for (const gateway of [...nyse, ...mkt]) expect(day.healthAt(gateway, '09:30:00'), gateway).toBe('ok');
});

test('SC-11 NYSE 2015: errors from 10:45 are degraded after the 30 s that their rule grants', () => {
  for (const gateway of [...nyse, ...mkt]) {
    expect(day.healthAt(gateway, '10:45:29'), gateway).toBe('ok');
    expect(day.healthAt(gateway, '10:45:32'), gateway).toBe('degraded');
  }
});

test('SC-11 NYSE 2015: everything of both exchanges is down within seconds of 11:32', () => {
  for (const component of [...nyse, ...mkt]) expect(day.story(component), component).toContain('11:32:00 down');
  for (const venue of venues) expect(day.healthAt(venue, '11:32:06'), venue).toBe('down');
});

test('SC-11 NYSE 2015: the gateway with another release is found at 07:00, as one group', () => {
  expect(day.healthAt('gw-xnys-1', '07:01:00')).toBe('degraded');
  expect(day.healthAt('gw-xnys-1', '09:19:59')).toBe('degraded');
  expect(day.groups('07:00', '09:30')).toHaveLength(1);
});

test('SC-11 NYSE 2015: the errors are one group, and the suspension wakes people once', () => {
  expect(day.groups('10:45', '11:32')).toHaveLength(1);
  expect(day.groups('10:45', '11:32')[0]?.members.toSorted()).toEqual([...mkt, ...nyse]);
  expect(day.pages()).toEqual(['11:32:00']);
});

test('SC-11 NYSE 2015: nothing of them is green until they trade again, 15:05 and 15:10', () => {
  for (const gateway of mkt) expect(day.story(gateway).at(-1), gateway).toBe('15:05:10 ok');
  for (const gateway of nyse) expect(day.story(gateway).at(-1), gateway).toBe('15:10:10 ok');
  for (const venue of venues) expect(day.healthAt(venue, '15:04:59'), venue).toBe('down');
  for (const venue of venues) expect(day.healthAt(venue, '15:10:30'), venue).toBe('ok');
});

test('SC-14 NYSE 2015: Arca, the feeds and everything of our own stays green', () => {
  const broken = new Set([...nyse, ...mkt, ...venues]);
  for (const component of day.components.filter((id) => !broken.has(id)))
    for (const health of day.healths(component)) expect(['ok', 'closed'], component).toContain(health);
});
