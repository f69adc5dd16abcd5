/** Days are counted from 1970-01-01, so that they can be added and compared; the arithmetic is the Gregorian calendar's own. */
export const dayMs = 86_400_000;
const minuteMs = 60_000;
const daysOfFourCenturies = 146_097;

export function dayOf(date: string): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  // The year begins in March, so that the leap day is its last.
  const fromMarch = (month + 9) % 12;
  const marchYear = month <= 2 ? year - 1 : year;
  const century = Math.floor(marchYear / 400);
  const yearOfCentury = marchYear - century * 400;
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const leapDays = Math.floor(yearOfCentury / 4) - Math.floor(yearOfCentury / 100);
  return century * daysOfFourCenturies + yearOfCentury * 365 + leapDays + dayOfYear - 719_468;
}

export function dateOf(day: number): string {
  const shifted = day + 719_468;
  const century = Math.floor(shifted / daysOfFourCenturies);
  const dayOfCentury = shifted - century * daysOfFourCenturies;
  const leapDays =
    Math.floor(dayOfCentury / 1460) - Math.floor(dayOfCentury / 36_524) + Math.floor(dayOfCentury / 146_096);
  const yearOfCentury = Math.floor((dayOfCentury - leapDays) / 365);
  const yearBegins = 365 * yearOfCentury + Math.floor(yearOfCentury / 4) - Math.floor(yearOfCentury / 100);
  const dayOfYear = dayOfCentury - yearBegins;
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = century * 400 + yearOfCentury + (month <= 2 ? 1 : 0);
  const date = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** What the clock "08:30" is after midnight. */
export function sinceMidnight(clock: string): number {
  return (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))) * minuteMs;
}
