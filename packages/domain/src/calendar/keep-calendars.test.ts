import { expect, test } from 'vitest';
import { calendarOf, inventoryOf } from '@yagura/testkit';
import { keepCalendars } from './keep-calendars.ts';

test('CA-23 a reload keeps the calendars that did not change as they were laid out', () => {
  const before = inventoryOf({ calendars: [calendarOf({ id: 'A' }), calendarOf({ id: 'B' })] });
  const changed = calendarOf({ id: 'B', close: '17:00' });
  const after = keepCalendars(before, inventoryOf({ version: 'v2', calendars: [calendarOf({ id: 'A' }), changed] }));
  expect(after.version).toBe('v2');
  expect(after.calendars[0]).toBe(before.calendars[0]);
  expect(after.calendars[1]).toBe(changed);
  expect(keepCalendars(null, before)).toBe(before);
});
