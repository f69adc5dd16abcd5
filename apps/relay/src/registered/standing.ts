import type { ScreenStanding } from '@yagura/contract';

/** A frame that is older than this was not painted in time, and a screen that says nothing for so long does not run. */
export const paintedWithinMs = 5000;
export const reportsWithinMs = 15_000;

/** What a relay knows of one screen at this instant. */
export interface ScreenFacts {
  /** Desk time. */
  readonly now: number;
  /** Of its newest connection: how long it has said nothing, and how old its newest frame was when it said something. */
  readonly connected: { readonly silentMs: number; readonly paintedMsAgo: number | null } | null;
  /** How another relay sees it to which it is connected. */
  readonly elsewhere: ScreenStanding | null;
  /** Desk time at which it was last connected to any relay; null: it was not seen. */
  readonly seenAt: number | null;
}

/** How a screen stands. Frozen is what is connected and either paints nothing or says nothing, since it did so last. */
export function standingOf(before: ScreenStanding | null, facts: ScreenFacts): ScreenStanding {
  const { now, connected, elsewhere, seenAt } = facts;
  if (connected === null) return elsewhere ?? { state: 'away', since: seenAt };
  const frozenMs = frozenFor(connected.silentMs, connected.paintedMsAgo);
  const state = frozenMs === null ? 'live' : 'frozen';
  if (before?.state === state) return before;
  return { state, since: Math.max(0, Math.round(now - (frozenMs ?? 0))) };
}

/** null: it is not. */
function frozenFor(silentMs: number, paintedMsAgo: number | null): number | null {
  if (paintedMsAgo !== null && paintedMsAgo > paintedWithinMs) return paintedMsAgo + silentMs;
  return silentMs > reportsWithinMs ? silentMs : null;
}
