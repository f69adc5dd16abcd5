import type { Calendar, Phase } from '@yagura/contract';
import { coverageOf } from './coverage.ts';
import { once } from './once.ts';
import { placeAt, timelineOf, type Piece } from './timeline.ts';
import { plannedDays, type PlannedDay } from './trading-days.ts';

/** One phase from its beginning to its end: as good as its calendar until then. */
export interface PhaseStretch {
  readonly phase: Phase;
  readonly since: number | null;
  readonly until: number | null;
}

/** What the market does; `unknown` outside of what its calendar covers. */
export function phaseAt(calendar: Calendar, at: number): PhaseStretch {
  const stretches = market(calendar);
  return stretches[placeAt(stretches, at)]!;
}

/** The next change of phase after an instant, into `unknown` where the calendar ends; null when nothing more is known. */
export function nextChange(calendar: Calendar, at: number): { at: number; phase: Phase } | null {
  const stretches = market(calendar);
  const next = stretches[placeAt(stretches, at) + 1];
  return next && next.since !== null ? { at: next.since, phase: next.phase } : null;
}

const market = once((calendar): readonly PhaseStretch[] =>
  timelineOf<Phase>(coverageOf(calendar), endToEnd(plannedDays(calendar)), {
    between: 'closed',
    outside: 'unknown',
  }).map(({ state, since, until }) => ({ phase: state, since, until })),
);

/** Days that touch, as overnight ones do: hours say more than what goes before or comes after those of a neighbour. */
function endToEnd(days: readonly PlannedDay[]): Piece<Phase>[] {
  const pieces: Piece<Phase>[] = [];
  let end = Number.NEGATIVE_INFINITY;
  days.forEach(({ day, spans }, index) => {
    const nextOpens = days[index + 1]?.day.opensAt ?? Number.POSITIVE_INFINITY;
    for (const span of spans) {
      const from = Math.max(span.from, end);
      const to = span.from >= day.closesAt ? Math.min(span.to, nextOpens) : span.to;
      if (from >= to) continue;
      pieces.push({ from, to, state: span.phase });
      end = to;
    }
  });
  return pieces;
}
