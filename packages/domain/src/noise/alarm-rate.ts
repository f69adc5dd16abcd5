import { beginnings, type AlarmRate } from '@yagura/contract';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';

const windowMs = 600_000;
/** More than so many in ten minutes is a flood, until there are fewer than the second. */
const floodAbove = 10;
const calmBelow = 5;
/** Nobody reads a larger number, and the memory of a desk stays small. */
const mostRemembered = 1000;

/** When alarms were announced within the last ten minutes, and since when they are a flood. Replaced, never changed. */
export interface RateMemory {
  readonly recent: readonly number[];
  readonly floodSince: number | null;
}

export const quietRate: RateMemory = { recent: [], floodSince: null };

const begins: ReadonlySet<string> = new Set(beginnings);

/** The same memory where nothing changed. What is announced is the root of each group; what belongs to it never counts. */
export function afterAnnouncements(
  rate: RateMemory,
  told: readonly Pick<AnnouncementDraft, 'kind' | 'at'>[],
  now: number,
): RateMemory {
  let next = rate;
  const begun = told.filter(({ kind }) => begins.has(kind)).map(({ at }) => at);
  for (const at of begun.toSorted((a, b) => a - b)) {
    next = passed(next, at);
    const recent = [...next.recent, at].slice(-mostRemembered);
    next = { recent, floodSince: next.floodSince ?? (recent.length > floodAbove ? at : null) };
  }
  return passed(next, now);
}

/** What is older than ten minutes counts no more; a flood ends at the very instant at which few enough are left. */
function passed(rate: RateMemory, now: number): RateMemory {
  const recent = rate.recent.filter((at) => at + windowMs > now);
  if (recent.length === rate.recent.length) return rate;
  return { recent, floodSince: recent.length < calmBelow ? null : rate.floodSince };
}

/** When the next of them counts no more. */
export function nextRateInstant({ recent: [first] }: RateMemory): number | null {
  return first === undefined ? null : first + windowMs;
}

export function alarmRate({ recent, floodSince }: RateMemory): AlarmRate {
  const inTenMinutes = recent.length;
  return floodSince === null
    ? { inTenMinutes, flood: false, since: null }
    : { inTenMinutes, flood: true, since: floodSince };
}
