const minute = 60_000;
const hour = 60 * minute;

/** As people write it, in the largest unit that keeps it short: "250 ms", "3.5 s", "5 min", "1 h 30 min". */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 2 * minute) return `${trim(milliseconds / 1000)} s`;
  if (milliseconds < 2 * hour) return `${trim(milliseconds / minute)} min`;
  const rest = Math.round((milliseconds % hour) / minute);
  return `${Math.floor(milliseconds / hour)} h${rest > 0 ? ` ${rest} min` : ''}`;
}

const trim = (value: number) => String(Math.round(value * 10) / 10);
