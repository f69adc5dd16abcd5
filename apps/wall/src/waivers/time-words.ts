import { clockOf, dayUtcOf } from '@yagura/domain';
import { countdown } from '../header/venue-band.ts';

const dayMs = 86_400_000;
const farMs = 6 * dayMs;

/** `18:30 UTC`; with its day where that is another one, and with its date where a day of the week says too little. */
export function whenText(at: number, now: number): string {
  const clock = `${clockOf(at).slice(0, 5)} UTC`;
  if (Math.floor(at / dayMs) === Math.floor(now / dayMs)) return clock;
  const day = dayUtcOf(at).slice(0, 3);
  if (Math.abs(at - now) < farMs) return `${day} ${clock}`;
  return `${day} ${new Date(at).toISOString().slice(0, 10)} ${clock}`;
}

/** `until 18:30 UTC, 23 min left` */
export function untilText(until: number, now: number): string {
  const left = until > now ? `${countdown((until - now) / 1000)} left` : 'over';
  return `until ${whenText(until, now)}, ${left}`;
}

/** `22:00 – 23:30 UTC`, and both with their day where it is not one. */
export function spanText(from: number, until: number, now: number): string {
  const sameDay = Math.floor(from / dayMs) === Math.floor((until - 1) / dayMs);
  const begins = whenText(from, now).replace(/ UTC$/, '');
  return `${begins} – ${sameDay ? `${clockOf(until).slice(0, 5)} UTC` : whenText(until, now)}`;
}

/** `45 min`, `1 h 30`, `2 d 04 h` */
export function lengthText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 48) return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${String(hours % 24).padStart(2, '0')} h`;
}
