import { calendarEndsWithinDays, type Calendar } from '@yagura/contract';
import { calendarEnds } from './coverage.ts';

export interface CalendarFindings {
  readonly 'calendar-ends': string | null;
  readonly 'calendar-unknown': string | null;
}

/** What there is to say about how far the calendars of a desk reach. */
export function calendarFindings(calendars: readonly Calendar[], now: number): CalendarFindings {
  const left = calendars.map((calendar) => ({ id: calendar.id, days: calendarEnds(calendar, now) }));
  const ending = left.filter(({ days }) => days >= 0 && days <= calendarEndsWithinDays);
  const over = left.filter(({ days }) => days < 0);
  return {
    'calendar-ends':
      ending.length === 0 ? null : `Calendars end soon: ${ending.map(endText).join(', ')}. Enter the next year.`,
    'calendar-unknown':
      over.length === 0
        ? null
        : `Calendars are over: ${over.map(({ id }) => id).join(', ')}. What these markets do is unknown; nothing is guessed.`,
  };
}

function endText({ id, days }: { readonly id: string; readonly days: number }): string {
  return `${id} ${days === 0 ? 'today' : days === 1 ? 'in 1 day' : `in ${days} days`}`;
}
