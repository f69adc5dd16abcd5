import { expect, test } from 'vitest';
import { roomClock } from '../screen/room-clock.ts';
import { createTestWall } from '../test-support/wall.ts';
import { isQuietAt } from './quiet-hours.ts';

test('WI-122 quiet hours are within a day or over midnight, their end excluded', () => {
  expect(['21:59', '22:00', '00:00', '05:59', '06:00'].map((clock) => isQuietAt('22:00-06:00', clock))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(['11:59', '12:00', '12:59', '13:00'].map((clock) => isQuietAt('12:00-13:00', clock))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isQuietAt('12:00-12:00', '12:00')).toBe(false);
  expect(isQuietAt(null, '12:00')).toBe(false);
});

test('WI-122 quiet hours are those of the room: its own clock, else that of the desk', () => {
  const wall = createTestWall();
  // 14:03 in London, where the desk is.
  wall.snapshot();
  expect(roomClock(wall.state(), null)).toBe('14:03');
  expect(roomClock(wall.state(), { timeZone: null })).toBe('14:03');
  expect(isQuietAt('22:00-06:00', roomClock(wall.state(), { timeZone: 'Asia/Hong_Kong' }))).toBe(true);
});
