import type { Streams } from '@yagura/streams';

export const leaseMs = 1200;
const renewEveryMs = 300;
/** An engine that could not renew for this long stops leading, well before another may begin. */
const giveUpMs = 900;

export interface Leadership {
  readonly fence: number;
  /** Aborted when we lead no longer; its reason says why. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Keeps the lease while it can, and says so the moment it cannot. */
export function holdLeadership(streams: Streams, fence: number, monotonic: () => number): Leadership {
  const lost = new AbortController();
  let renewedAt = monotonic();
  let asking = false;
  const check = () => {
    if (monotonic() - renewedAt > giveUpMs) lost.abort('the lease could not be renewed for 0.9 s');
  };
  const timer = setInterval(() => {
    check();
    if (asking || lost.signal.aborted) return;
    asking = true;
    const askedAt = monotonic();
    void streams.lease
      .renew(fence, leaseMs)
      .then((ours) => {
        if (ours) renewedAt = askedAt;
        else lost.abort('another engine holds the lease');
      })
      .catch(() => undefined) // the store is away: check() gives up in time
      .finally(() => {
        asking = false;
      });
  }, renewEveryMs);
  lost.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return {
    fence,
    lost: lost.signal,
    async release() {
      clearInterval(timer);
      if (!lost.signal.aborted) lost.abort('stopped');
      await streams.lease.release(fence).catch(() => undefined); // expires by itself within 1.2 s
    },
  };
}
