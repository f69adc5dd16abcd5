import type { Calendar } from '@yagura/contract';
import { dayMs, dayOf } from './civil.ts';
import { isOvernight, placeOpen } from './hours.ts';
import { instantOf, wallOf } from './local-time.ts';
import { once } from './once.ts';

export interface Coverage {
  readonly from: number;
  readonly until: number;
}

/** What the source tells of: outside of it nothing is guessed. Overnight, a day begins on the evening before. */
export const coverageOf: (calendar: Calendar) => Coverage = once((calendar) => ({
  from: instantOf(calendar.offsets, beginOf(calendar, dayOf(calendar.coveredFrom))),
  until: instantOf(calendar.offsets, beginOf(calendar, dayOf(calendar.coveredUntil) + 1)),
}));

function beginOf(calendar: Calendar, day: number): number {
  return isOvernight(calendar) ? placeOpen(calendar, day, calendar.open) : day * dayMs;
}

/** How many days of the venue its calendar still covers after today's: 0 on the last, less when it is over. */
export function calendarEnds(calendar: Calendar, at: number): number {
  return dayOf(calendar.coveredUntil) - Math.floor(wallOf(calendar.offsets, at) / dayMs);
}
