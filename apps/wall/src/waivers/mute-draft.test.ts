import { expect, test } from 'vitest';
import { emptyMute, endOf, muteOf, shiftEndOf } from './mute-draft.ts';
import { lengthText, spanText, untilText, whenText } from './time-words.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const hour = 3_600_000;
const clock = { now: noon, shiftEnd: null };
const subject = { component: 'gw-1', incident: 'i1' };
const written = { ...emptyMute(subject), reason: ' known ' };

test('WI-50 a mute lasts a span, to the end of the shift, or until a clock, which means tomorrow’s once it has passed', () => {
  const end = (lasts: '30 min' | '4 h' | 'shift' | 'time', at = '', shiftEnd: number | null = null) =>
    endOf({ lasts, clock: at }, noon, shiftEnd);
  expect(end('30 min')).toBe(noon + hour / 2);
  expect(end('4 h')).toBe(noon + 4 * hour);
  expect(end('shift', '', noon + 7 * hour)).toBe(noon + 7 * hour);
  expect(end('shift')).toMatch(/^Nobody knows/);
  expect(end('time', '18:30')).toBe(noon + 6.5 * hour);
  expect(end('time', '1830')).toBe(noon + 6.5 * hour);
  expect(end('time', '11:59')).toBe(noon + 24 * hour - 60_000);
  expect(end('time', '25:00')).toBe('Until when?');
  expect(shiftEndOf(noon + 9 * hour, noon)).toBe(noon + 8 * hour);
  expect(shiftEndOf(noon + hour / 2, noon)).toBe(noon + hour / 2);
  expect(shiftEndOf(noon - 1, noon)).toBeNull();
});

test('WI-50 it names the component alone or the incident, says why, and by itself covers what is as bad as it is now', () => {
  const said = { reason: 'known', until: noon + hour, upTo: null };
  expect(muteOf(subject, written, clock)).toEqual({ ...said, components: ['gw-1'] });
  expect(muteOf(subject, { ...written, whole: true, level: 'whatever' }, clock)).toEqual({
    ...said,
    incident: 'i1',
    upTo: 'down',
  });
  expect(muteOf({ component: null, incident: 'i1' }, { ...written, whole: true }, clock)).toMatchObject({
    incident: 'i1',
  });
  expect(muteOf(subject, { ...written, reason: '  ' }, clock)).toBe('The reason is missing.');
  expect(muteOf({ component: 'gw-1', incident: null }, { ...written, whole: true }, clock)).toBe('What is muted?');
});

test('WI-50 instants are UTC clocks, with their day where it is another', () => {
  expect(whenText(noon + hour, noon)).toBe('13:00 UTC');
  expect(whenText(noon + 24 * hour, noon)).toBe('Tue 12:00 UTC');
  expect(whenText(noon + 10 * 24 * hour, noon)).toBe('Thu 2026-03-12 12:00 UTC');
  expect(untilText(noon + hour / 2, noon)).toBe('until 12:30 UTC, 30 min left');
  expect(untilText(noon, noon)).toBe('until 12:00 UTC, over');
  expect(spanText(noon, noon + hour, noon)).toBe('12:00 – 13:00 UTC');
  expect(spanText(noon + 11 * hour, noon + 13 * hour, noon)).toBe('23:00 – Tue 01:00 UTC');
  expect([45, 90, 360, 375, 2880, 3000].map((minutes) => lengthText(minutes * 60_000))).toEqual([
    '45 min',
    '1 h 30',
    '6 h',
    '6 h 15',
    '2 d',
    '2 d 02 h',
  ]);
});
