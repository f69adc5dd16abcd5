import type { Calendar, Rule } from '@yagura/contract';
import { anchorInstant, tradingDaysBetween } from '@yagura/domain';
import { unit } from './noise.ts';

/** An event that rules expect on every trading day. */
export interface Duty {
  readonly event: string;
  readonly from: string;
  readonly due: string;
  /** Metric that tells how much of it is done, in per cent. */
  readonly progress: string | null;
}

export interface Occurred {
  readonly component: string;
  readonly event: string;
  readonly at: number;
}

interface Dutiful {
  readonly id: string;
  readonly calendar: Calendar | null;
  readonly duties: readonly Duty[];
}

const dayMs = 86_400_000;
/** Longer than any weekend with holidays around it. */
const lookBackMs = 10 * dayMs;
/** Who sends needs a moment until it is acknowledged. */
const acknowledgedAfterMs = 60_000;

export function dutiesOf(rules: readonly Rule[]): Duty[] {
  return rules.flatMap((rule) => {
    if (rule.type !== 'expected' || rule.event === undefined) return [];
    const due = rule.note ?? rule.degraded ?? rule.down;
    return due === undefined ? [] : [{ event: rule.event, from: rule.from, due, progress: rule.progress ?? null }];
  });
}

/** What happens at this component from one instant on and before another, as on any good day. */
export function occurredBetween(component: Dutiful, from: number, to: number, seed: number): Occurred[] {
  const { id, calendar, duties } = component;
  if (calendar === null || duties.length === 0) return [];
  return duties.flatMap((duty) =>
    spansOf(component, duty, from, to, seed)
      .filter(({ doneAt }) => doneAt >= from && doneAt < to)
      .map(({ doneAt }) => ({ component: id, event: duty.event, at: doneAt })),
  );
}

/** How much of today's work is done; what was done yesterday stays so until today's begins. */
export function progressOf(component: Dutiful, at: number, seed: number): Record<string, number> {
  const told: Record<string, number> = {};
  for (const duty of component.duties) {
    if (duty.progress === null) continue;
    const span = spansOf(component, duty, at - lookBackMs, at, seed).findLast(({ beginsAt }) => beginsAt <= at);
    const share = span ? (at - span.beginsAt) / (span.doneAt - acknowledgedAfterMs - span.beginsAt) : 1;
    told[duty.progress] = Math.floor(100 * Math.min(1, share));
  }
  return told;
}

interface Span {
  readonly beginsAt: number;
  readonly doneAt: number;
}

/** Done when a third to a half of the time until it is due has passed. */
function spansOf({ id, calendar }: Dutiful, duty: Duty, from: number, to: number, seed: number): Span[] {
  if (calendar === null) return [];
  return tradingDaysBetween(calendar, from - 2 * dayMs, to + 2 * dayMs).map((day) => {
    const beginsAt = anchorInstant(day, duty.from, calendar);
    const dueAt = anchorInstant(day, duty.due, calendar);
    const share = 0.33 + 0.17 * unit(seed, 'duty', id, duty.event, day.date);
    return { beginsAt, doneAt: Math.round(beginsAt + share * (dueAt - beginsAt)) };
  });
}
