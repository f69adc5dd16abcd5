import { deliveriesKeptMs, deliveryTriedForMs } from '@yagura/contract';
import { isHistoryUnready, type Outbox } from '@yagura/history';
import { sleep, type Service } from '@yagura/service';
import { courierMetrics, type CourierMetrics } from './metrics.ts';
import { createDispatch, type Dispatch, type Send } from './work/dispatch.ts';
import { fanOut } from './work/fan-out.ts';
import { perTarget } from './work/lanes.ts';
import { createLease, type Lease, type LeaseKeeper } from './work/lease.ts';

export interface CourierOptions {
  readonly outbox: Outbox;
  readonly send: Send;
  readonly service: Pick<Service, 'log' | 'metrics' | 'setReady'>;
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
  readonly chance: () => number;
}

export interface Courier {
  /** Lets go of what it holds; what was on its way is sent again by whoever delivers next. */
  stop(): Promise<void>;
  /** Rejects when the courier met a fault of its own. */
  readonly ended: Promise<void>;
}

const everyMs = 250;
const renewEveryMs = 1000;
const keepHouseEveryMs = 60_000;
/** What is on its way may still arrive. */
const lastMs = 1500;
/** Those on their way are still counted as due. */
const duePerSubscription = 2 * perTarget;

interface Round {
  readonly options: CourierOptions;
  readonly lease: LeaseKeeper;
  readonly dispatch: Dispatch;
  readonly metrics: CourierMetrics;
  readonly stopped: AbortSignal;
  /** Ends the pause between two rounds, also one that has not begun. */
  wake: () => void;
  reached: number;
  renewedAt: number;
  keptAt: number;
}

/** Sends what was announced to whoever subscribed to it, as long as no other courier does. */
export function startCourier(options: CourierOptions): Courier {
  const stopping = new AbortController();
  const { outbox, send, now, chance, service, elapsed } = options;
  const metrics = courierMetrics(service.metrics);
  const lease = createLease(outbox, elapsed);
  const dispatch = createDispatch({
    outbox,
    send,
    now,
    elapsed,
    chance,
    log: service.log,
    onSettled(outcome) {
      metrics.attempts.add(1, { outcome });
      round.wake();
    },
  });
  const times = { reached: 0, renewedAt: -Infinity, keptAt: -Infinity };
  const stopped = stopping.signal;
  const round: Round = { options, lease, dispatch, metrics, stopped, wake: () => undefined, ...times };
  const ended = run(round);
  return {
    ended,
    async stop() {
      stopping.abort();
      round.wake();
      await ended.catch(() => undefined); // whoever waits for `ended` is told
      await Promise.race([dispatch.idle(), sleep(lastMs)]);
      await lease.release().catch(() => undefined); // its time ends by itself
      await dispatch.idle();
    },
  };
}

async function run(round: Round): Promise<void> {
  const { service } = round.options;
  while (!round.stopped.aborted) {
    const pause = new AbortController();
    round.wake = () => pause.abort();
    try {
      await work(round);
    } catch (error) {
      if (!isHistoryUnready(error)) throw error;
      service.log.warn('deliveries wait', { error });
      service.setReady({ ready: false, why: 'Postgres is away, or an engine has not made its tables yet' });
    }
    round.metrics.onTheirWay.set(round.dispatch.onItsWay());
    await sleep(everyMs, pause.signal);
  }
}

async function work(round: Round): Promise<void> {
  const lease = await held(round);
  const { options, metrics } = round;
  metrics.holding.set(lease === null ? 0 : 1);
  options.service.setReady({ ready: true, why: lease === null ? 'another courier delivers' : 'delivering' });
  if (lease === null) return;
  for (let queued = -1; queued !== 0 && !round.stopped.aborted;) queued = await moveOn(round, lease);
  await round.dispatch.start(lease, () => options.outbox.due(options.now(), duePerSubscription));
  await keepHouse(round, lease);
}

/** Asked for each second; between, what we have. */
async function held(round: Round): Promise<Lease | null> {
  const { lease, options } = round;
  const now = options.elapsed();
  const current = lease.current();
  if (now - round.renewedAt < renewEveryMs) return current;
  round.renewedAt = now;
  const renewed = await lease.renew();
  if (renewed !== null && renewed.fence !== current?.fence)
    options.service.log.info('this courier delivers', { fence: renewed.fence });
  if (renewed !== null) round.reached = renewed.reached;
  return renewed;
}

/** How many announcements further. */
async function moveOn(round: Round, { fence }: Lease): Promise<number> {
  const from = round.reached;
  const { reached, queued } = await fanOut(round.options.outbox, { fence, reached: from }, round.options.now);
  round.reached = reached;
  round.metrics.queued.add(queued);
  return reached - from;
}

/** Once a minute: what nobody took for a day, what is remembered no longer, and how many wait. */
async function keepHouse(round: Round, { fence }: Lease): Promise<void> {
  const { options, metrics } = round;
  const { outbox, elapsed, now, service } = options;
  if (elapsed() - round.keptAt < keepHouseEveryMs) return;
  const givenUp = await outbox.giveUp(fence, { now: now(), before: now() - deliveryTriedForMs });
  if (givenUp > 0) service.log.warn('webhooks were given up after a day', { count: givenUp });
  metrics.attempts.add(givenUp, { outcome: 'given-up' });
  const more = await outbox.trim(fence, now() - deliveriesKeptMs);
  metrics.waiting.set([...(await outbox.states()).values()].reduce((sum, { waiting }) => sum + waiting, 0));
  if (givenUp === 0 && !more) round.keptAt = elapsed();
}
