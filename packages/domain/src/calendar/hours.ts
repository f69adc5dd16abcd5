import type { Calendar, CalendarOverride } from '@yagura/contract';
import { dateOf, dayMs, sinceMidnight, weekdayOf } from './civil.ts';
import type { Wall } from './local-time.ts';
import { once } from './once.ts';

export type DayTag = 'half' | 'late-open' | 'override';

/** When the market of one trading day opens and closes by the local clock. */
export interface Hours {
  readonly day: number;
  readonly opens: Wall;
  readonly closes: Wall;
  /** What the day would be if nothing were said about it. */
  readonly usual: { readonly opens: Wall; readonly closes: Wall };
  readonly tags: readonly DayTag[];
}

/** Its session begins on the evening before its day. */
export function isOvernight(calendar: Calendar): boolean {
  return calendar.close <= calendar.open;
}

/** An opening clock of a trading day: overnight, those from the usual close on belong to the evening before. */
export function placeOpen(calendar: Calendar, day: number, clock: string): Wall {
  const evening = isOvernight(calendar) && clock >= calendar.close;
  return (evening ? day - 1 : day) * dayMs + sinceMidnight(clock);
}

/** From one clock to the next time it is another. */
export function spanFrom(begins: Wall, from: string, to: string): { from: Wall; to: Wall } {
  const length = sinceMidnight(to) - sinceMidnight(from);
  return { from: begins, to: begins + (length > 0 ? length : length + dayMs) };
}

/** The hours of a day, or null where nothing trades: an override says more than a date, and a date more than the week. */
export function hoursOn(calendar: Calendar, day: number): Hours | null {
  const date = dateOf(day);
  const facts = exceptions(calendar);
  const override = facts.overrides.get(date);
  if (!(override ? opensBy(override) : trades(calendar, day) && !facts.closures.has(date))) return null;
  const opens = placeOpen(calendar, day, override?.open ?? calendar.lateOpens[date] ?? calendar.open);
  const closes = day * dayMs + sinceMidnight(override?.close ?? calendar.earlyCloses[date] ?? calendar.close);
  if (opens >= closes) return null;
  const usual = {
    opens: placeOpen(calendar, day, calendar.open),
    closes: day * dayMs + sinceMidnight(calendar.close),
  };
  const tags: DayTag[] = [];
  if (closes < usual.closes) tags.push('half');
  if (opens > usual.opens) tags.push('late-open');
  if (override) tags.push('override');
  return { day, opens, closes, usual, tags };
}

/** Whoever gives a day hours, or says that it is not closed, means that it trades. */
function opensBy(override: CalendarOverride): boolean {
  return override.closed !== true;
}

function trades(calendar: Calendar, day: number): boolean {
  return calendar.tradingDays[weekdayOf(day) - 1] === '1';
}

/** Of several overrides of one day the last holds: it was made by somebody who saw the others. */
const exceptions = once((calendar) => ({
  closures: new Set(calendar.closures),
  overrides: new Map(calendar.overrides.map((override) => [override.date, override])),
}));
