import type { Lease } from '../ports.ts';
import { createStaleWatch } from '../stale-watch.ts';
import type { StoredLease, StoreInside } from './memory-store.ts';
import type { Operator } from './operate.ts';

function heldLease({ facts, clock }: StoreInside): StoredLease | null {
  return facts.lease !== null && facts.lease.until > clock() ? facts.lease : null;
}

function textOf({ fence, owner, renewals }: StoredLease): string {
  return `${fence}:${owner}:${renewals}`;
}

interface Wish {
  readonly owner: string;
  readonly ttlMs: number;
  readonly floor: number;
  readonly stale: string;
}

function acquire(inside: StoreInside, { owner, ttlMs, floor, stale }: Wish): number | StoredLease {
  const { facts, clock } = inside;
  const held = heldLease(inside);
  if (held !== null && textOf(held) !== stale && held.owner !== owner) return held;
  const fence = Math.max(facts.fence + 1, Math.floor(clock()), floor);
  facts.fence = fence;
  facts.lease = { fence, owner, renewals: 0, until: clock() + ttlMs };
  return fence;
}

export function memoryLease(operator: Operator, monotonic: () => number): Lease {
  const watch = createStaleWatch(monotonic);
  return {
    async acquire(owner, { ttlMs, floor }) {
      const wish = { owner, ttlMs, floor, stale: watch.stale(ttlMs) };
      const outcome = await operator.run('lease.acquire', (inside) => acquire(inside, wish));
      if (typeof outcome === 'number') {
        watch.forget();
        return outcome;
      }
      watch.observe(textOf(outcome));
      return null;
    },
    renew: (fence, ttlMs) =>
      operator.run('lease.renew', (inside) => {
        const held = heldLease(inside);
        if (held?.fence !== fence || inside.facts.fence !== fence) return false;
        inside.facts.lease = { ...held, renewals: held.renewals + 1, until: inside.clock() + ttlMs };
        return true;
      }),
    release: (fence) =>
      operator.run('lease.release', ({ facts }) => {
        if (facts.lease?.fence === fence) facts.lease = null;
      }),
  };
}
