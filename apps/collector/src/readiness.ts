export interface Readiness {
  readonly ready: boolean;
  readonly why: string;
}

export interface ReadinessBoard {
  deskKnown(): void;
  /** An entry is in Redis or on disk: the whole way was walked once. */
  entryStored(): void;
  /** Neither can hold entries, and why; null when one can again. */
  storesFailing(why: string | null): void;
  now(): Readiness;
}

function judge(desk: boolean, entry: boolean, failing: string | null): Readiness {
  if (!desk) return { ready: false, why: 'no desk is known yet: the engine has not published one' };
  if (failing !== null) return { ready: false, why: `neither Redis nor the spool can hold entries: ${failing}` };
  if (!entry) return { ready: false, why: 'no entry is stored yet' };
  return { ready: true, why: 'taking heartbeats' };
}

/** Told on when it changes, and only then. */
export function createReadiness(tell: (state: Readiness) => void): ReadinessBoard {
  let desk = false;
  let entry = false;
  let failing: string | null = null;
  let current = judge(desk, entry, failing);
  tell(current);

  function look(): void {
    const next = judge(desk, entry, failing);
    if (next.ready === current.ready && next.why === current.why) return;
    current = next;
    tell(next);
  }

  return {
    deskKnown() {
      desk = true;
      look();
    },
    entryStored() {
      if (entry) return;
      entry = true;
      look();
    },
    storesFailing(why) {
      failing = why;
      look();
    },
    now: () => current,
  };
}
