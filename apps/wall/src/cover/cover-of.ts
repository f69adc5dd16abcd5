import { blindAfterMs } from '@yagura/contract';

export const offlineAfterMs = 3000;

/** Why nothing on this screen may be taken for now. `since` is desk time. */
export interface Cover {
  readonly kind: 'offline' | 'slept' | 'blind';
  readonly since: number;
}

export interface CoverFacts {
  /** Monotonic now, and the same instant as desk time. */
  readonly monotonic: number;
  readonly deskNow: number;
  /** Monotonic, of the last message of any kind from the relay. */
  readonly heardAt: number;
  /** Monotonic; null while the socket is connected. */
  readonly unlinkedAt: number | null;
  /** Desk time up to which the desk has judged, as far as this screen's own board goes. */
  readonly judgedAt: number;
  /** Desk time at which the page stopped running; null once a snapshot came after it. */
  readonly sleptSince: number | null;
}

/** A lost relay explains everything else, so it is named first. */
export function coverOf(facts: CoverFacts): Cover | null {
  const { monotonic, deskNow, heardAt, unlinkedAt, judgedAt, sleptSince } = facts;
  const silentSince = Math.min(heardAt, unlinkedAt ?? heardAt);
  if (monotonic - heardAt >= offlineAfterMs || (unlinkedAt !== null && monotonic - unlinkedAt >= offlineAfterMs))
    return { kind: 'offline', since: Math.round(deskNow - (monotonic - silentSince)) };
  if (sleptSince !== null) return { kind: 'slept', since: sleptSince };
  if (deskNow - judgedAt > blindAfterMs) return { kind: 'blind', since: judgedAt };
  return null;
}

export function sameCover(a: Cover | null, b: Cover | null): boolean {
  return a === b || (a !== null && b !== null && a.kind === b.kind && a.since === b.since);
}
