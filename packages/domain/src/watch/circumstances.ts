import type { PlanSpan } from '../waiver/plan-spans.ts';
import { edgeAfter, edgeUpTo, windowAt } from '../waiver/windows.ts';
import type { Gates } from '../rules/gates.ts';
import { earliest } from '../health/earliest.ts';
import type { CalendarBook, Moment } from './calendar-book.ts';
import type { Schedule } from './component.ts';

/** What a component's calendars say of an instant: what is expected of it, and which of its checks are awake. */
export interface Circumstances {
  readonly schedule: Omit<Schedule, 'beatsWhileQuiet'>;
  readonly gates: Gates;
  /** It need not run: since when, until when, and by which calendar. Null while it is expected. */
  readonly quiet: { readonly calendar: string; readonly since: number; readonly until: number | null } | null;
  /** What it runs by, while that is in session: it is expected since then. */
  readonly runs: { readonly calendar: string; readonly since: number } | null;
  /** Approved work that covers it now, null where none does, since when that is so. */
  readonly work: { readonly plan: string | null; readonly since: number; readonly until: number } | null;
  /** Since when its session stands as it does. */
  readonly sessionSince: number;
  /** When a calendar changes any of this. */
  readonly nextAt: number | null;
}

/** What follows no calendar is expected around the clock, and only what is always asked is asked. */
const always: Circumstances = {
  schedule: { session: 'none', opensAt: null },
  gates: { session: false, market: false, continuous: false },
  quiet: null,
  runs: null,
  work: null,
  sessionSince: 0,
  nextAt: null,
};

export function circumstancesOf(
  book: CalendarBook,
  component: { readonly calendar: string | null; readonly runs: string | null; readonly work: readonly PlanSpan[] },
  now: number,
): Circumstances {
  const byCalendar = byCalendars(book, component, now);
  if (component.work.length === 0) return byCalendar;
  return {
    ...byCalendar,
    work: workAt(component.work, now),
    nextAt: earliest(byCalendar.nextAt, nextEdge(component.work, now)),
  };
}

function byCalendars(
  book: CalendarBook,
  component: { readonly calendar: string | null; readonly runs: string | null },
  now: number,
): Circumstances {
  if (component.calendar === null && component.runs === null) return always;
  const follows = book.momentOf(component.calendar, now);
  const runs = book.momentOf(component.runs, now);
  if (follows === null && runs === null) return always;
  return {
    schedule: { session: follows?.session ?? 'none', opensAt: follows === null ? null : opensAt(follows) },
    gates: follows?.gates ?? always.gates,
    quiet: runs?.session === 'closed' ? { calendar: runs.calendar, since: runs.since, until: runs.until } : null,
    runs: runs?.session === 'open' ? { calendar: runs.calendar, since: runs.since } : null,
    work: null,
    sessionSince: follows?.since ?? 0,
    nextAt: earliest(follows?.changesAt ?? null, runs?.changesAt ?? null),
  };
}

/** Of several that cover it the one that ends last. */
function workAt(work: readonly PlanSpan[], now: number): Circumstances['work'] {
  let plan: string | null = null;
  let until = 0;
  let since = 0;
  for (const span of work) {
    const window = windowAt(span.windows, now);
    if (window && window.until > until) [plan, until] = [span.id, window.until];
    since = Math.max(since, edgeUpTo(span.windows, now) ?? 0);
  }
  return { plan, since, until };
}

function nextEdge(work: readonly PlanSpan[], now: number): number | null {
  return earliest(...work.map(({ windows }) => edgeAfter(windows, now)));
}

/** While the market is open nobody waits for its open. */
function opensAt(moment: Moment): number | null {
  return moment.gates.market ? null : moment.opensAt;
}
