import { calendarEndsWithinDays } from '@yagura/contract';
import { followNoVenue } from '@yagura/desk-file';
import { calendarEnds } from '@yagura/domain';
import { countText } from '../../text/count-text.ts';
import type { Examiner } from './examined.ts';

export const withoutCalendar: Examiner = ({ desk, inventory }) => ({
  code: 'no-calendar',
  noun: 'component',
  lack: 'without a calendar',
  advice: 'Nobody knows when it should be quiet; name one in calendar, or write "none" where it has no hours.',
  about: inventory.components.flatMap(({ id, kind, calendar, venue }, index) => {
    const said = desk.components[index]?.calendar ?? desk.defaults[kind]?.calendar;
    if (calendar !== null || followNoVenue.has(kind) || said === 'none') return [];
    return [venue === null ? id : `${id} (${venue} has none)`];
  }),
});

export const calendarsThatEnd: Examiner = ({ inventory, now }) => ({
  code: 'calendar-ends',
  noun: 'calendar',
  lack: `ending within ${calendarEndsWithinDays} days`,
  advice: 'Beyond its end nothing is guessed, and what follows it is judged as if its hours were unknown.',
  about: inventory.calendars.flatMap((calendar) => {
    const days = calendarEnds(calendar, now);
    if (days > calendarEndsWithinDays) return [];
    const followers = inventory.components.filter(
      ({ calendar: id, runs }) => id === calendar.id || runs === calendar.id,
    );
    return [`${calendar.id} (${calendar.coveredUntil}, ${countText(followers.length, 'component')})`];
  }),
});
