import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Held, Outbox } from '@yagura/history';

/** While it is held we alone deliver. `lost` says that its time may be over: whatever is on its way is ended then. */
export interface Lease {
  readonly fence: number;
  readonly lost: AbortSignal;
  /** As it was when it was last asked for. */
  readonly reached: number;
}

export interface LeaseKeeper {
  /** Asks for it, or goes on with it; null while another courier has it. Rejects while Postgres is away. */
  renew(): Promise<Lease | null>;
  current(): Lease | null;
  release(): Promise<void>;
}

export const leaseMs = 5000;
/** Of its time so much is left to the difference between our clock and the store's. */
const sparedMs = 500;

interface Own extends Lease {
  readonly ending: AbortController;
}

export function createLease(outbox: Pick<Outbox, 'hold' | 'letGo'>, elapsed: () => number): LeaseKeeper {
  const holder = `${hostname().slice(0, 60)}-${process.pid}-${randomBytes(6).toString('hex')}`;
  let own: Own | null = null;
  let timer: NodeJS.Timeout | undefined;
  const lose = () => {
    clearTimeout(timer);
    own?.ending.abort();
    own = null;
  };
  const take = (held: Held): Own => {
    if (own?.fence === held.fence) return { ...own, reached: held.reached };
    lose();
    const ending = new AbortController();
    return { fence: held.fence, reached: held.reached, ending, lost: ending.signal };
  };
  return {
    current: () => own,
    async renew() {
      const asked = elapsed();
      const held = await outbox.hold(holder, leaseMs);
      if (held === null) {
        lose();
        return null;
      }
      own = take(held);
      clearTimeout(timer);
      timer = setTimeout(lose, Math.max(0, asked + leaseMs - sparedMs - elapsed()));
      return own;
    },
    async release() {
      lose();
      await outbox.letGo(holder);
    },
  };
}
