import { beforeAll, expect, test } from 'vitest';
import { recordedDay, type RecordedDay } from '../../test-support/recorded-day.ts';

let day: RecordedDay;
beforeAll(() => {
  day = recordedDay('euronext-2020-10-19');
}, 300_000);

const cash = ['xpar', 'xams', 'xbru', 'xlis', 'xdub'];
const six = [...cash, 'xmon'];
const venues = six.map((market) => `venue-${market}`);
const gateways = six.map((market) => `gw-${market}`);
const derivatives = ['gw-xmon', 'venue-xmon'];

test('SC-12 Euronext 2020: one platform takes six venues with it within seconds', () => {
  for (const component of ['optiq', ...venues, ...gateways]) expect(day.healthAt(component, '09:48:06')).toBe('down');
});

test('SC-12 Euronext 2020: the first wave is one group with the platform as its root', () => {
  const groups = day.groups('09:48', '12:45');
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ priority: 1, root: { kind: 'component', id: 'optiq' } });
  expect(groups[0]?.members).toEqual(expect.arrayContaining([...venues, ...gateways]));
});

test('SC-12 Euronext 2020: all of it is well again 10 s after 12:45', () => {
  for (const component of ['optiq', ...venues, ...gateways]) expect(day.story(component)).toContain('12:45:10 ok');
});

test('SC-12 Euronext 2020: the second wave takes derivatives only', () => {
  for (const component of derivatives) expect(day.healthAt(component, '14:00:01')).toBe('down');
  for (const market of cash) expect(day.healthAt(`gw-${market}`, '14:00:01')).toBe('ok');
});

test('SC-12 Euronext 2020: the second wave is a group of its own', () => {
  const groups = day.groups('14:00', '15:30');
  expect(groups).toHaveLength(1);
  expect(groups[0]?.members.toSorted()).toEqual(derivatives);
});

test('SC-12 Euronext 2020: closing auctions that do not happen are found while the feed is lively', () => {
  for (const market of cash) {
    expect(day.healthAt(`venue-${market}`, '17:36:59'), market).not.toBe('degraded');
    expect(day.healthAt(`venue-${market}`, '17:37:01'), market).toBe('degraded');
    expect(day.healthAt(`venue-${market}`, '17:45:01'), market).toBe('down');
  }
  for (const line of ['md-euronext-a', 'md-euronext-b']) expect(day.healthAt(line, '17:45:01')).toBe('ok');
});

test('SC-12 Euronext 2020: the missing auctions are one group', () => {
  expect(day.groups('17:30', '18:00')).toHaveLength(1);
});

test('SC-12 Euronext 2020: somebody is woken once a wave', () => {
  expect(day.pages()).toEqual(['09:48:00', '14:00:00', '17:45:00']);
});

test('SC-14 Euronext 2020: Oslo, the feeds and everything of our own stays green', () => {
  const broken = new Set(['optiq', ...venues, ...gateways]);
  for (const component of day.components.filter((id) => !broken.has(id)))
    for (const health of day.healths(component)) expect(['ok', 'closed'], component).toContain(health);
});
