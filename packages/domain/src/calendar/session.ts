import type { Calendar } from '@yagura/contract';
import { coverageOf } from './coverage.ts';
import { once } from './once.ts';
import { resetWindows } from './resets.ts';
import { placeAt, timelineOf, type Piece } from './timeline.ts';
import { plannedDays } from './trading-days.ts';

export type SessionState = 'open' | 'closed' | 'unknown';

export interface SessionStretch {
  readonly state: SessionState;
  readonly since: number | null;
  readonly until: number | null;
}

/** Whether we are to be connected and logged on: around every trading day, through its breaks, but for scheduled resets. */
export function sessionAt(calendar: Calendar, at: number): SessionStretch {
  const stretches = sessions(calendar);
  return stretches[placeAt(stretches, at)]!;
}

const sessions = once((calendar) => {
  const resets = resetWindows(calendar);
  const open = merged(plannedDays(calendar).map(({ day }) => ({ from: day.sessionFrom, to: day.sessionUntil })));
  const pieces = without(open, resets).map((span): Piece<SessionState> => ({ ...span, state: 'open' }));
  return timelineOf<SessionState>(coverageOf(calendar), pieces, { between: 'closed', outside: 'unknown' });
});

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Days whose sessions touch are one session. */
function merged(spans: readonly Span[]): readonly Span[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of spans) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** The spans without the holes, both in their order. */
function without(spans: readonly Span[], holes: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  let first = 0;
  for (const { from, to } of spans) {
    let begins = from;
    while ((holes[first]?.to ?? Number.POSITIVE_INFINITY) <= from) first++;
    for (let index = first; index < holes.length && holes[index]!.from < to; index++) {
      if (holes[index]!.from > begins) result.push({ from: begins, to: holes[index]!.from });
      begins = Math.max(begins, holes[index]!.to);
    }
    if (begins < to) result.push({ from: begins, to });
  }
  return result;
}
