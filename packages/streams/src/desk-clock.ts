import {
  deskTimeAt,
  foldClock,
  notBefore,
  stepMs,
  unsyncedClock,
  type ClockFinding,
  type ClockState,
} from './clock-fold.ts';
import type { ClockSource } from './ports.ts';
import { StoreAwayError } from './store-away-error.ts';

export interface DeskClockOptions {
  readonly source: ClockSource;
  readonly monotonic: () => number;
  readonly wall: () => number;
  /** Distance from the wall clock to desk time as last known: carries a start while the store is away. */
  readonly initial?: number;
  /** Only the leader stores a new offset; a standby that takes over becomes one while its clock runs. */
  readonly leader?: boolean | (() => boolean);
  /** Calls `run` each `milliseconds` until the returned function is called. Null: the owner calls `tick` himself. */
  readonly every?: ((milliseconds: number, run: () => void) => () => void) | null;
}

export interface DeskClock {
  /** Fractional milliseconds; never runs backwards. */
  now(): number;
  /** Desk time minus the store's clock, at the last reading. */
  offsetFromStore(): number;
  readonly synced: boolean;
  finding(): ClockFinding | null;
  /** For a successor: never earlier than the last committed turn. */
  atLeast(instant: number): void;
  tick(): Promise<void>;
  stop(): void;
}

const tickEveryMs = 1000;

function everyInterval(milliseconds: number, run: () => void): () => void {
  const timer = setInterval(run, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

interface Carried {
  state: ClockState;
}

/** One reading at a time, however often it is asked for. */
function createTick(carried: Carried, { source, monotonic, leader = false }: DeskClockOptions): () => Promise<void> {
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    // The offset first: the time must not grow old while we wait for something else.
    const offset = await source.offset();
    const { storeMs, roundTripMs } = await source.time();
    const leads = typeof leader === 'function' ? leader() : leader;
    const step = foldClock(carried.state, { monotonic: monotonic(), storeMs, roundTripMs, offset, leader: leads });
    carried.state = step.state;
    if (step.store !== null) await source.putOffset(step.store);
  }

  async function readIfThere(): Promise<void> {
    try {
      await read();
    } catch (error) {
      // Without the store the monotonic clock carries desk time on; the next tick asks again.
      if (!(error instanceof StoreAwayError)) throw error;
    } finally {
      reading = null;
    }
  }

  return () => (reading ??= readIfThere());
}

/** A failure that is not the store's absence is a bug, and must not be swallowed by a timer. */
function alone(tick: () => Promise<void>): () => void {
  return () => {
    tick().catch((error: unknown) => {
      queueMicrotask(() => {
        throw error;
      });
    });
  };
}

/** Begins to read at once; `await clock.tick()` when the first reading has to be waited for. */
export function startDeskClock(options: DeskClockOptions): DeskClock {
  const { monotonic, wall, initial = 0, every = everyInterval } = options;
  const carried: Carried = { state: unsyncedClock(wall() + initial, monotonic()) };
  const tick = createTick(carried, options);
  const cancel = every?.(tickEveryMs, alone(tick));
  if (every !== null) alone(tick)();
  let shown = -Infinity;

  return {
    now() {
      shown = Math.max(shown, deskTimeAt(carried.state, monotonic()));
      return shown;
    },
    offsetFromStore: () => carried.state.deskMinusStore,
    get synced() {
      return carried.state.synced;
    },
    finding() {
      const heldMs = shown - deskTimeAt(carried.state, monotonic());
      if (heldMs < stepMs) return carried.state.finding;
      // The clock we started by ran ahead of the desk: desk time stands still until the desk has caught up.
      return { code: 'clock-stepped', byMs: -Math.round(heldMs), since: Math.floor(shown) };
    },
    atLeast(instant) {
      carried.state = notBefore(carried.state, instant, monotonic());
    },
    tick,
    stop: () => cancel?.(),
  };
}
