import { nextAttempt } from '@yagura/domain';
import { isHistoryUnready, type Delivery, type Outbox, type Settled } from '@yagura/history';
import { sleep, type Log } from '@yagura/service';
import { messageOf } from '../send/message-of.ts';
import type { Message } from '../send/message-of.ts';
import type { Posted } from '../send/post.ts';
import { createLanes } from './lanes.ts';
import type { Lease } from './lease.ts';

const settleAgainMs = 250;

export type Send = (url: URL, message: Message, stop: AbortSignal) => Promise<Posted>;

export interface DispatchOptions {
  readonly outbox: Pick<Outbox, 'settle'>;
  readonly send: Send;
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
  readonly chance: () => number;
  readonly log: Log;
  readonly onSettled: (outcome: Settled['state'] | 'stopped') => void;
}

/** What is on its way: each target has lanes of its own, so that a slow or dead one delays nobody else. */
export interface Dispatch {
  /** Asks what is due and begins what there is room for. */
  start(lease: Lease, due: () => Promise<readonly Delivery[]>): Promise<void>;
  onItsWay(): number;
  /** When all that is on its way has ended. */
  idle(): Promise<void>;
}

export function createDispatch(options: DispatchOptions): Dispatch {
  const lanes = createLanes(options.elapsed);
  const running = new Map<string, Promise<void>>();
  /** What ended while it was asked what is due: the answer may be of before. */
  const ended = new Set<string>();
  const begin = (lease: Lease, delivery: Delivery, url: URL) => {
    const key = keyOf(delivery);
    lanes.enter(url.origin);
    const run = deliver(options, lease, delivery, { url, leave: (how) => lanes.leave(url.origin, how) });
    const forget = () => {
      running.delete(key);
      ended.add(key);
    };
    running.set(key, run.finally(forget));
  };
  return {
    async start(lease, due) {
      ended.clear();
      for (const delivery of await due()) {
        const [url, key] = [new URL(delivery.url), keyOf(delivery)];
        if (!running.has(key) && !ended.has(key) && lanes.isFree(url.origin)) begin(lease, delivery, url);
      }
    },
    onItsWay: () => running.size,
    async idle() {
      await Promise.all(running.values());
    },
  };
}

function keyOf({ seq, webhook }: Delivery): string {
  return `${seq} ${webhook}`;
}

interface Way {
  readonly url: URL;
  readonly leave: (how: 'well' | 'ill' | 'unknown') => void;
}

async function deliver(options: DispatchOptions, lease: Lease, delivery: Delivery, { url, leave }: Way): Promise<void> {
  const posted = await options.send(url, messageOf(delivery, options.now()), lease.lost);
  if (posted.kind === 'stopped') {
    leave('unknown');
    return options.onSettled('stopped');
  }
  const settled = settledOf(options, delivery, posted);
  if (settled.state === 'given-up')
    options.log.warn('a webhook was given up', {
      webhook: delivery.webhook,
      announcement: delivery.announcement.id,
      why: settled.error,
    });
  await settle(options, lease, delivery, settled);
  leave(posted.kind === 'failed' ? 'ill' : 'well');
  options.onSettled(settled.state);
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
async function settle({ outbox }: DispatchOptions, lease: Lease, delivery: Delivery, settled: Settled): Promise<void> {
  while (!lease.lost.aborted) {
    try {
      await outbox.settle(lease.fence, delivery, settled);
      return;
    } catch (error) {
      if (!isHistoryUnready(error)) throw error;
      await sleep(settleAgainMs, lease.lost);
    }
  }
}
