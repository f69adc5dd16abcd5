import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs, monthDays, monthOf, periodText, piecesOn, stepFrom, weekDays, weekOf } from './calendar-grid.ts';

const monday = Date.UTC(2026, 2, 2);
const hour = 3_600_000;

test('WI-56 weeks begin on Mondays, and a month is whole weeks that hold all of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
      const week = weekDays(at);
      expect(new Date(week[0] ?? 0).getUTCDay()).toBe(1);
      expect(at).toBeGreaterThanOrEqual(week[0] ?? 0);
      expect(at).toBeLessThan((week[6] ?? 0) + dayMs);
      const days = monthDays(at);
      expect(days.length % 7).toBe(0);
      expect(new Date(days[0] ?? 0).getUTCDay()).toBe(1);
      expect(days[0]).toBeLessThanOrEqual(monthOf(at, 0));
      expect(days.at(-1)).toBeGreaterThanOrEqual(monthOf(at, 1) - dayMs);
    }),
  );
  expect(weekOf(monday + 6.5 * dayMs)).toBe(monday);
  expect(stepFrom(monday, 'week', -1)).toBe(monday - 7 * dayMs);
  expect(new Date(stepFrom(Date.UTC(2026, 0, 31), 'month', 1)).toISOString()).toContain('2026-02-01');
  expect(periodText(monday, 'month')).toBe('March 2026');
  expect(periodText(monday, 'week')).toBe('2 – 8 March 2026');
  expect(periodText(monday - dayMs, 'week')).toBe('23 February – 1 March 2026');
});

test('WI-56 what overlaps on a day stands side by side, inside the day; nothing is left out', () => {
  const window = fc
    .tuple(fc.integer({ min: -48, max: 48 }), fc.integer({ min: 1, max: 40 }))
    .map(([from, lasts]) => ({ from: monday + from * hour, until: monday + (from + lasts) * hour }));
  fc.assert(
    fc.property(fc.array(window, { maxLength: 12 }), (windows) => {
      const items = windows.map((each, index) => ({ key: `w-${index}`, windows: [each] }));
      const pieces = piecesOn(monday, items);
      const touching = windows.filter(({ from, until }) => from < monday + dayMs && until > monday);
      expect(pieces.length).toBe(touching.length);
      for (const [index, piece] of pieces.entries()) {
        expect(piece.lane).toBeLessThan(piece.lanes);
        expect(piece.top).toBeGreaterThanOrEqual(0);
        expect(piece.top + piece.height).toBeLessThanOrEqual(1.03);
        for (const other of pieces.slice(index + 1))
          if (piece.from < other.until && other.from < piece.until) expect(piece.lane).not.toBe(other.lane);
      }
    }),
  );
});

test('WI-56 work over midnight lies on both days', () => {
  const item = { key: 'a', windows: [{ from: monday + 22 * hour, until: monday + 26 * hour }] };
  expect(piecesOn(monday, [item])).toMatchObject([{ from: monday + 22 * hour, until: monday + dayMs, lanes: 1 }]);
  expect(piecesOn(monday + dayMs, [item])).toMatchObject([{ top: 0, until: monday + 26 * hour }]);
  expect(piecesOn(monday + 2 * dayMs, [item])).toEqual([]);
});
