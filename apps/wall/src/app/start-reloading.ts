import type { Timers } from '../connection/timers.ts';
import type { DeskStore } from '../desk/store.ts';
import { roomClock } from '../screen/room-clock.ts';
import type { ScreenStore } from '../screen/screen.ts';
import { isCalm, isDueNightly, quietMinute } from './nightly.ts';
import { tryReload, type ReloadOptions } from './reload.ts';

const tryAgainMs = 5000;
const lookMs = 30_000;

export interface ReloadingOptions extends ReloadOptions {
  readonly desk: DeskStore;
  readonly screen: ScreenStore;
  readonly timers: Timers;
  /** From 0 to below 1, by chance. */
  readonly drawn: number;
  /** Monotonic: now, and when somebody last touched the page. */
  readonly monotonic: () => number;
  readonly touchedAt: () => number;
}

/** The page begins anew for a newer wall, after a failure, and once a night. */
export interface Reloading {
  whenPossible(): void;
  stop(): void;
}

export function startReloading(options: ReloadingOptions): Reloading {
  const { desk, screen, timers, monotonic, touchedAt } = options;
  let waits = false;
  let stopTrying = () => {};
  const tryIt = async () => {
    if (!(await tryReload(options))) stopTrying = timers.after(tryAgainMs, () => void tryIt());
  };
  const whenPossible = () => {
    if (waits) return;
    waits = true;
    void tryIt();
  };
  const ownMinute = quietMinute(options.drawn);
  const began = monotonic();
  const look = () => {
    const state = desk.state.getState();
    const now = monotonic();
    const facts = {
      minute: minuteOf(roomClock(state, screen.getState().settings)),
      ownMinute,
      runsForMs: now - began,
      calm: isCalm(state),
      untouchedForMs: now - touchedAt(),
    };
    // Where it is not served now it is looked again; unlike a new version, this can wait for another night.
    if (isDueNightly(facts)) void tryReload(options);
  };
  const stopLooking = timers.every(lookMs, look);
  const stopHearing = desk.state.subscribe(({ phase }) => {
    if (phase === 'updating') whenPossible();
  });
  return {
    whenPossible,
    stop() {
      stopTrying();
      stopLooking();
      stopHearing();
    },
  };
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
