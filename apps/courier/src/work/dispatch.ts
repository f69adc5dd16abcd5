import { nextAttempt } from '@yagura/domain';
import { isHistoryUnready, type Delivery, type Outbox, type Settled } from '@yagura/history';
import { sleep, type Log } from '@yagura/service';
import { messageOf } from '../send/message-of.ts';
import type { Message } from '../send/message-of.ts';
import type { Posted } from '../send/post.ts';
import type { Lease } from './lease.ts';

/** So many connections to one target: with as many subscriptions as there may be that bounds all of them together. */
export const perTarget = 2;
const settleAgainMs = 250;

export type Send = (url: URL, message: Message, stop: AbortSignal) => Promise<Posted>;

export interface DispatchOptions {
  readonly outbox: Pick<Outbox, 'settle'>;
  readonly send: Send;
  readonly now: () => number;
  readonly chance: () => number;
  readonly log: Log;
  readonly onSettled: (outcome: Settled['state'] | 'stopped') => void;
}

/** What is on its way: each target has lanes of its own, so that a slow or dead one delays nobody else. */
export interface Dispatch {
  start(lease: Lease, due: readonly Delivery[]): void;
  onItsWay(): number;
  /** When all that is on its way has ended. */
  idle(): Promise<void>;
}

export function createDispatch(options: DispatchOptions): Dispatch {
  const lanes = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  const begin = (lease: Lease, delivery: Delivery, url: URL) => {
    const key = `${delivery.seq} ${delivery.webhook}`;
    lanes.set(url.origin, (lanes.get(url.origin) ?? 0) + 1);
    const run = deliver(options, lease, delivery, url).finally(() => {
      running.delete(key);
      const left = (lanes.get(url.origin) ?? 1) - 1;
      if (left === 0) lanes.delete(url.origin);
      else lanes.set(url.origin, left);
    });
    running.set(key, run);
  };
  return {
    start(lease, due) {
      for (const delivery of due) {
        const url = new URL(delivery.url);
        if (running.has(`${delivery.seq} ${delivery.webhook}`) || (lanes.get(url.origin) ?? 0) >= perTarget) continue;
        begin(lease, delivery, url);
      }
    },
    onItsWay: () => running.size,
    async idle() {
      await Promise.all(running.values());
    },
  };
}

async function deliver(options: DispatchOptions, lease: Lease, delivery: Delivery, url: URL): Promise<void> {
  const posted = await options.send(url, messageOf(delivery, options.now()), lease.lost);
  if (posted.kind === 'stopped') return options.onSettled('stopped');
  const settled = settledOf(options, delivery, posted);
  if (settled.state === 'given-up')
    options.log.warn('a webhook was given up', {
      webhook: delivery.webhook,
      announcement: delivery.announcement.id,
      why: settled.error,
    });
  await settle(options, lease, delivery, settled);
}

function settledOf(
  { now, chance }: DispatchOptions,
  { attempts, queuedAt }: Delivery,
  posted: Exclude<Posted, { kind: 'stopped' }>,
): Settled {
  const at = now();
  if (posted.kind === 'delivered') return { state: 'delivered', at };
  if (posted.kind === 'unwanted') return { state: 'given-up', at, error: posted.why };
  const { why: error, askedMs } = posted;
  const nextAt = nextAttempt({ attempts: attempts + 1, queuedAt, now: at, askedMs, chance: chance() });
  return nextAt === null ? { state: 'given-up', at, error } : { state: 'waiting', at, nextAt, error };
}

/** While Postgres is away it stays on its way: sent again it would be told twice. */
async function settle(
  { outbox, onSettled }: DispatchOptions,
  lease: Lease,
  delivery: Delivery,
  settled: Settled,
): Promise<void> {
  while (!lease.lost.aborted) {
    try {
      await outbox.settle(lease.fence, delivery, settled);
      return onSettled(settled.state);
    } catch (error) {
      if (!isHistoryUnready(error)) throw error;
      await sleep(settleAgainMs, lease.lost);
    }
  }
}
