import type { Streams } from '../ports.ts';

/** What the suite has to do to a store from outside, beside using it. */
export interface Harness {
  /** A further handle on the same store, as another process would have. */
  open(): Streams;
  /** Appends bytes that nobody can read. */
  damage(stream: 'beats' | 'inputs' | 'turns'): Promise<void>;
  /** As reaching the bound of the beat stream would. */
  dropBeatsBefore(position: string): Promise<void>;
  /** The store loses everything. */
  wipe(): Promise<void>;
  /** As a clock set back does: the store would keep the lease for another hour. */
  prolongLease(): Promise<void>;
  close(): Promise<void>;
}

export type CreateHarness = () => Promise<Harness>;

/** Each example gets a store of its own, which is gone afterwards. */
export function withHarness(create: CreateHarness, example: (harness: Harness) => Promise<void>): () => Promise<void> {
  return async () => {
    const harness = await create();
    try {
      await example(harness);
    } finally {
      await harness.close();
    }
  };
}

export async function acquireFence(streams: Streams, owner = 'engine-1'): Promise<number> {
  const fence = await streams.lease.acquire(owner, { ttlMs: 60_000, floor: 0 });
  if (fence === null) throw new Error('the lease is held by another');
  return fence;
}
