const formats = new Map<string, Intl.DateTimeFormat>();

/** Hours and minutes at a place; seconds are those of UTC everywhere. */
export function siteClock(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}
