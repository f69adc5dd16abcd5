import type { Calendar } from '@yagura/contract';
import { dayMs, dayOf, sinceMidnight, weekdayOf } from './civil.ts';
import { instantOf } from './local-time.ts';
import { once } from './once.ts';
import { firstWhere } from './search.ts';

/** Whether sequence numbers and connections are reset as planned at this instant. */
export function inResetWindow(calendar: Calendar, at: number): boolean {
  const windows = resetWindows(calendar);
  const window = windows[firstWhere(windows, ({ to }) => to > at)];
  return window !== undefined && window.from <= at;
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Every reset that was planned within what the calendar covers, in order and apart from each other. */
export const resetWindows: (calendar: Calendar) => readonly Window[] = once((calendar) => {
  const windows: { from: number; to: number }[] = [];
  const last = dayOf(calendar.coveredUntil);
  for (let day = dayOf(calendar.coveredFrom) - 1; day <= last; day++)
    for (const window of windowsOf(calendar, day)) {
      const previous = windows.at(-1);
      if (previous && window.from <= previous.to) previous.to = Math.max(previous.to, window.to);
      else windows.push(window);
    }
  return windows;
});

function windowsOf(calendar: Calendar, day: number): { from: number; to: number }[] {
  return calendar.session.resets
    .filter(({ days }) => days.includes(weekdayOf(day)))
    .map(({ from, to }) => ({
      from: instantOf(calendar.offsets, day * dayMs + sinceMidnight(from)),
      to: instantOf(calendar.offsets, (to > from ? day : day + 1) * dayMs + sinceMidnight(to)),
    }))
    .filter((window) => window.from < window.to)
    .toSorted((one, other) => one.from - other.from);
}
