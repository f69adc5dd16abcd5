import type { Calendar } from '@yagura/contract';

/**
 * What follows from a calendar is worked out once for each object: calendars are asked at every beat, and never changed in place.
 * An override makes a new calendar.
 */
export function once<Result>(work: (calendar: Calendar) => Result): (calendar: Calendar) => Result {
  const results = new WeakMap<Calendar, { readonly result: Result }>();
  return (calendar) => {
    const known = results.get(calendar);
    if (known) return known.result;
    const result = work(calendar);
    results.set(calendar, { result });
    return result;
  };
}
