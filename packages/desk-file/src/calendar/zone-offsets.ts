import type { Calendar } from '@yagura/contract';

const weekMs = 7 * 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * How many minutes a zone is ahead of UTC at `from`, and every change of that up to `until`, to the millisecond. It is asked once,
 * when a desk is read, so that all that is judged later goes by what stands in the inventory.
 */
export function zoneOffsets(timeZone: string, from: number, until: number): Calendar['offsets'] {
  const offsets: Calendar['offsets'] = [[from, offsetAt(timeZone, from)]];
  // No zone changes its clock and changes it back within a week: the shortest time between two changes is a Ramadan.
  for (let at = from; at < until; at += weekMs) {
    const next = Math.min(at + weekMs, until);
    const before = offsets.at(-1)![1];
    if (offsetAt(timeZone, next) !== before) {
      const change = changeBetween(timeZone, at, next, before);
      offsets.push([change, offsetAt(timeZone, change)]);
    }
  }
  return offsets;
}

/** Whether this machine knows the zone by that name. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The first instant at which the offset is no longer what it was at `low`. */
function changeBetween(timeZone: string, low: number, high: number, before: number): number {
  let [same, other] = [low, high];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (offsetAt(timeZone, middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

function offsetAt(timeZone: string, at: number): number {
  const text = formatOf(timeZone).format(at);
  const match = / GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text);
  if (!match) throw new Error(`the offset in "${text}" of ${timeZone} is not understood`);
  const [, sign, hours = '0', minutes = '0'] = match;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) + 0;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  return format;
}
