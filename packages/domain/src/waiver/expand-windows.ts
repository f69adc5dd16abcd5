import { maxPlanWindows, type Calendar, type PlanWindow, type Recurs } from '@yagura/contract';
import { dateOf, dayMs, dayOf, sinceMidnight, weekdayOf } from '../calendar/civil.ts';
import { instantOf } from '../calendar/local-time.ts';
import { merged } from './windows.ts';

export type Expanded = { readonly windows: readonly PlanWindow[] } | { readonly problem: string };

const mostDays = 800;

/**
 * Every window of what recurs, in instants: it begins when the clocks of its zone show the time, also on the day on which they are
 * changed, and lasts as long as it lasts. What was worked out is what is approved.
 */
export function expandWindows(recurs: Recurs, offsets: Calendar['offsets']): Expanded {
  const [first, last] = [dayOf(recurs.firstDate), dayOf(recurs.lastDate)];
  if (last < first) return { problem: 'lastDate: lies before firstDate' };
  if (last - first > mostDays) return { problem: `lastDate: lies more than ${mostDays} days after firstDate` };
  const windows: PlanWindow[] = [];
  for (let day = first; day <= last; day++) {
    if (!recurs.weekdays.includes(weekdayOf(day)) || !isNth(day, recurs.nth)) continue;
    const from = instantOf(offsets, day * dayMs + sinceMidnight(recurs.at));
    windows.push({ from, until: from + recurs.lastsMs });
  }
  if (windows.length === 0) return { problem: 'weekdays: there is no such day between firstDate and lastDate' };
  if (windows.length > maxPlanWindows)
    return {
      problem: `lastDate: ${windows.length} windows are too many to approve at once, ${maxPlanWindows} are the most`,
    };
  return { windows: merged(windows) };
}

function isNth(day: number, nth: Recurs['nth']): boolean {
  if (nth === null) return true;
  if (nth === 'last') return monthOf(day + 7) !== monthOf(day);
  return Math.ceil(Number(dateOf(day).slice(8)) / 7) === nth;
}

function monthOf(day: number): string {
  return dateOf(day).slice(0, 7);
}
