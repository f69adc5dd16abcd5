import { parseDuration } from '@yagura/contract';

const shape = /^(open|close|session|local (\d\d):(\d\d))(?:([+-])(.+))?$/;
/** A session begins before it opens and opens before it closes, on every day there is. */
const order = { session: 0, open: 1, close: 2 } as const;

/** Whether one instant of a venue's day surely lies after another; null where that depends on the day. */
export function isAfter(later: string, earlier: string): boolean | null {
  const [a, b] = [placeOf(later), placeOf(earlier)];
  if (a === null || b === null) return null;
  if (a.base === b.base) return a.offsetMs > b.offsetMs;
  if (a.base === 'local' || b.base === 'local') return null;
  // "close-30m" may well lie before "open+8h": only what moves further apart is sure.
  const behind = order[a.base] > order[b.base];
  if (behind) return a.offsetMs >= b.offsetMs ? true : null;
  return a.offsetMs <= b.offsetMs ? false : null;
}

function placeOf(text: string): { base: 'open' | 'close' | 'session' | 'local'; offsetMs: number } | null {
  const match = shape.exec(text);
  if (!match) return null;
  const [, base = '', hours, minutes, sign, duration] = match;
  const shift = duration === undefined ? 0 : parseDuration(duration);
  if (shift === null) return null;
  const offset = sign === '-' ? -shift : shift;
  if (hours === undefined) return { base: base as 'open' | 'close' | 'session', offsetMs: offset };
  return { base: 'local', offsetMs: Number(hours) * 3_600_000 + Number(minutes) * 60_000 + offset };
}
