import type { Calendar } from '@yagura/contract';
import { phaseAt } from '../calendar/market.ts';
import { sessionAt } from '../calendar/session.ts';
import { nextOpen } from '../calendar/trading-days.ts';
import { gatesAt } from '../rules/gates-at.ts';
import type { Gates } from '../rules/gates.ts';

/** One calendar at one instant. */
export interface Moment {
  readonly calendar: string;
  readonly session: 'open' | 'closed' | 'unknown';
  /** The span in which the session stands as it does. */
  readonly since: number;
  readonly until: number | null;
  readonly gates: Gates;
  readonly opensAt: number | null;
  /** The next instant at which anything above is different. */
  readonly changesAt: number | null;
}

/** The calendars of a desk. Each remembers where it stands, so that a beat costs one comparison. */
export interface CalendarBook {
  momentOf(calendar: string | null, now: number): Moment | null;
  calendarOf(id: string | null): Calendar | null;
}

/** For what trades without a pause, and follows nobody's calendar. */
const alwaysOpen: Moment = {
  calendar: 'always',
  session: 'open',
  since: 0,
  until: null,
  gates: { session: true, market: true, continuous: true },
  opensAt: null,
  changesAt: null,
};

export function createCalendarBook(calendars: readonly Calendar[], turns: ReadonlyMap<string, number>): CalendarBook {
  const known = new Map(calendars.map((calendar) => [calendar.id, calendar]));
  const remembered = new Map<string, Moment & { readonly from: number }>();
  return {
    calendarOf: (id) => (id === null ? null : (known.get(id) ?? null)),
    momentOf(id, now) {
      if (id === null) return null;
      if (id === 'always') return alwaysOpen;
      const last = remembered.get(id);
      if (last && now >= last.from && now < (last.changesAt ?? Infinity)) return last;
      const calendar = known.get(id);
      if (!calendar) return null;
      const moment = { ...momentAt(calendar, now, turns.get(id) ?? 0), from: now };
      remembered.set(id, moment);
      return moment;
    },
  };
}

/** Turned by what somebody said, a session stands as it does only since then. */
function momentAt(calendar: Calendar, now: number, turnedAt: number): Moment {
  const session = sessionAt(calendar, now);
  const phase = phaseAt(calendar, now);
  const opensAt = nextOpen(calendar, now);
  return {
    calendar: calendar.id,
    session: session.state,
    since: now < turnedAt ? (session.since ?? 0) : Math.max(session.since ?? 0, turnedAt),
    until: session.until,
    gates: gatesAt(calendar, now),
    opensAt,
    changesAt: soonest([session.until, phase.until, opensAt]),
  };
}

function soonest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.min(...known);
}
