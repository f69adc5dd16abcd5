import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';
import { asStoreError, StoreAwayError } from './store-away-error.ts';

export const answerWithinMs = 1000;
const closeWithinMs = 300;
const backOffMs = { least: 50, most: 500 };

export type StoreState = 'up' | 'away';

interface ConnectionOptions {
  readonly address: RedisAddress;
  readonly scripts: NonNullable<RedisOptions['scripts']>;
  /** A connection for one blocking read is thrown away after a failure, all others come back by themselves. */
  readonly comesBack: boolean;
  readonly onState?: (state: StoreState, why: string) => void;
}

export interface Connection {
  /** Rejects at once while the store is away; a command without an answer in time fails the whole connection. */
  run<Answer>(withinMs: number, command: (redis: Redis) => Promise<Answer>): Promise<Answer>;
  usable(): boolean;
  /** Breaks off whatever it waits for. */
  drop(): void;
  close(): Promise<void>;
}

/** Equal jitter between the bounds, so that many clients do not come back in step. */
export function backOff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(backOffMs.most, backOffMs.least * 2 ** Math.min(attempt, 10));
  return Math.round(backOffMs.least + random() * (ceiling - backOffMs.least));
}

function openRedis({ address, scripts, comesBack }: ConnectionOptions): Redis {
  const options: RedisOptions & { replyMapping: 'legacy' } = {
    ...address.options,
    replyMapping: 'legacy',
    scripts,
    // The answers of XREAD and XINFO have another shape under RESP3.
    protocol: 2,
    disableClientInfo: true,
    enableOfflineQueue: false,
    // A command whose fate is unknown must fail now. Sent again later it would act on a world that has moved on.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: answerWithinMs,
    disconnectTimeout: 50,
    maxLoadingRetryTime: 200,
    retryStrategy: comesBack ? (attempt) => backOff(attempt) : null,
  };
  return address.url === null ? new Redis(options) : new Redis(address.url, options);
}

/** Resolves when first usable, rejects at the first failure: callers that come early share the first attempt. */
function firstAttempt(redis: Redis, why: () => string): Promise<void> {
  const attempt = new Promise<void>((resolve, reject) => {
    redis.once('ready', resolve);
    redis.once('close', () => reject(new StoreAwayError(why())));
    redis.once('end', () => reject(new StoreAwayError(why())));
  });
  attempt.catch(() => undefined);
  return attempt;
}

/** A server that accepts but does not answer (stopped, or behind a black hole) is away too. */
function watchHandshake(redis: Redis): void {
  let timer: NodeJS.Timeout | undefined;
  redis.on('connect', () => {
    clearTimeout(timer);
    timer = setTimeout(() => redis.disconnect(true), answerWithinMs);
  });
  for (const event of ['ready', 'close', 'end']) redis.on(event, () => clearTimeout(timer));
}

/** The client gives up for ever when even opening a socket fails (no file handles left, say); the monitor never does. */
function comeBackFromTheEnd(redis: Redis, closed: () => boolean): void {
  redis.on('end', () => {
    if (closed()) return;
    setTimeout(() => {
      if (!closed() && redis.status === 'end') redis.connect().catch(() => undefined);
    }, backOffMs.most).unref();
  });
}

function tellState(redis: Redis, why: () => string | null, onState: (state: StoreState, why: string) => void): void {
  let told: StoreState | null = null;
  const tell = (state: StoreState, reason: string | null) => {
    if (told === state || reason === null) return;
    told = state;
    onState(state, reason);
  };
  redis.on('ready', () => tell('up', 'connected'));
  redis.on('close', () => tell('away', why()));
  redis.on('end', () => tell('away', why()));
}

/** Timers run before arrivals are looked at: after a pause of our own the answer may already lie in the socket. */
function afterArrivals(milliseconds: number, late: () => void): () => void {
  const timer = setTimeout(() => setImmediate(late), milliseconds);
  return () => clearTimeout(timer);
}

function answerInTime<Answer>(answer: Promise<Answer>, withinMs: number, late: () => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const cancel = afterArrivals(withinMs, () => {
      if (settled) return;
      reject(new StoreAwayError(`no answer within ${withinMs} ms`));
      late();
    });
    const settle = () => {
      settled = true;
      cancel();
    };
    answer.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(asStoreError(error));
      },
    );
  });
}

async function endRedis(redis: Redis): Promise<void> {
  const connected = ['ready', 'connect', 'connecting'].includes(redis.status);
  const ended = new Promise<void>((resolve) => {
    redis.once('end', resolve);
    setTimeout(resolve, closeWithinMs);
  });
  redis.disconnect();
  if (connected) await ended;
}

export function openConnection(options: ConnectionOptions): Connection {
  const redis = openRedis(options);
  let lastError: string | null = null;
  let closed = false;
  const why = () => lastError ?? 'the connection closed';
  redis.on('error', (error: Error) => {
    lastError = error.message;
  });
  redis.on('ready', () => {
    lastError = null;
  });
  watchHandshake(redis);
  if (options.comesBack) comeBackFromTheEnd(redis, () => closed);
  // Closing it ourselves is no news.
  if (options.onState) tellState(redis, () => (closed ? null : why()), options.onState);
  const first = firstAttempt(redis, why);
  let tried = false;
  const markTried = () => {
    tried = true;
  };
  first.then(markTried, markTried);

  return {
    async run(withinMs, command) {
      if (closed) throw new StoreAwayError('closed');
      if (!tried) await first;
      if (redis.status !== 'ready') throw new StoreAwayError(why());
      return answerInTime(command(redis), withinMs, () => redis.disconnect(true));
    },
    usable: () => !closed && redis.status === 'ready',
    drop: () => redis.disconnect(options.comesBack),
    async close() {
      if (closed) return;
      closed = true;
      await endRedis(redis);
    },
  };
}
