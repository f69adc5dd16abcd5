import { weekdays } from '@yagura/contract';
import { dateOf, dayOf, weekdayOf } from './civil.ts';

/** Where a calendar's row may apply: the days that its week trades. */
export interface Reach {
  readonly from: string;
  readonly until: string;
  readonly tradingDays: string;
  readonly closures: ReadonlySet<string>;
}

/** How much an entry says of one date: a date more than a range, and a range more than a weekday. */
const ranks = { weekday: 0, range: 1, date: 2 } as const;

/** Dates and ranges as dates; of a range only the days that the week trades. */
export function expandClosures(items: readonly string[], reach: Omit<Reach, 'closures'>): string[] {
  const open = { ...reach, closures: new Set<string>() };
  return [...new Set(items.flatMap((item) => datesOf(item, open)))].toSorted();
}

/** Clocks with the days they hold for, as days with their clocks; two clocks that say equally much of a day are told. */
export function expandClocks(
  rows: Readonly<Record<string, readonly string[]>>,
  reach: Reach,
): { readonly byDate: Record<string, string>; readonly conflicts: readonly string[] } {
  const found = new Map<string, { clock: string; rank: number }>();
  const conflicts: string[] = [];
  for (const [clock, items] of Object.entries(rows))
    for (const item of items)
      for (const date of datesOf(item, reach)) {
        const known = found.get(date);
        const rank = rankOf(item);
        if (known && known.rank === rank && known.clock !== clock) conflicts.push(date);
        if (!known || known.rank < rank) found.set(date, { clock, rank });
      }
  const dates = [...found].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { byDate: Object.fromEntries(dates.map(([date, { clock }]) => [date, clock])), conflicts };
}

function rankOf(item: string): number {
  if (isWeekday(item)) return ranks.weekday;
  return item.includes('..') ? ranks.range : ranks.date;
}

function datesOf(item: string, reach: Reach): string[] {
  if (isWeekday(item))
    return tradingDates(reach.from, reach.until, reach).filter(
      (date) => weekdayOf(dayOf(date)) === weekdays.findIndex((weekday) => weekday === item) + 1,
    );
  const [first = item, last] = item.split('..');
  return last === undefined ? [first] : tradingDates(first, last, reach);
}

function isWeekday(item: string): boolean {
  return weekdays.some((weekday) => weekday === item);
}

function tradingDates(from: string, until: string, { tradingDays, closures }: Reach): string[] {
  const dates: string[] = [];
  for (let day = dayOf(from); day <= dayOf(until); day++) {
    const date = dateOf(day);
    if (tradingDays[weekdayOf(day) - 1] === '1' && !closures.has(date)) dates.push(date);
  }
  return dates;
}
