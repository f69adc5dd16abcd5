import type { BoardNews, Turn } from '@yagura/contract';
import type { LiveBoard } from '../board/live-board.ts';
import { createFrameCadence, tickMs } from './frame-cadence.ts';
import type { Room } from './room.ts';
import type { Timers } from './timers.ts';

/** Without a pulse of the engine ages go on growing by our own clock. */
export const freshnessAtLeastEveryMs = 1200;
/** Evidence that came with a turn is told at once, but not more often than this. */
export const freshnessAtMostEveryMs = 200;

/** Decides when each room speaks. */
export interface Broadcaster {
  replace(live: LiveBoard): void;
  turn(live: LiveBoard, turn: Turn, before: LiveBoard): void;
  /** News to which no turn led. */
  news(live: LiveBoard, news: BoardNews): void;
  pulse(live: LiveBoard): void;
  stop(): void;
}

export interface BroadcasterOptions {
  /** Those that are open at this moment. */
  readonly rooms: () => readonly Room[];
  readonly timers: Timers;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
}

export function startBroadcaster({ rooms, timers, elapsed }: BroadcasterOptions): Broadcaster {
  let lastFreshness = -Infinity;
  const sendFreshness = () => {
    lastFreshness = elapsed();
    for (const room of rooms()) room.sendFreshness();
  };
  const cadence = createFrameCadence({
    timers,
    elapsed,
    send(options) {
      for (const room of rooms()) room.sendFrame(options);
    },
  });
  const cancelTick = timers.every(tickMs, () => {
    cadence.tick();
    if (elapsed() - lastFreshness >= freshnessAtLeastEveryMs) sendFreshness();
  });
  return {
    replace(live) {
      for (const room of rooms()) room.replace(live);
    },
    turn(live, turn, before) {
      const wanted = rooms()
        .map((room) => room.take(live, turn))
        .includes(true);
      if (wanted) cadence.want(turn.changes.length > 0 ? 'health' : 'lesser');
      if (!broughtEvidence(live, before)) return;
      if (elapsed() - lastFreshness >= freshnessAtMostEveryMs) sendFreshness();
    },
    news(live, news) {
      for (const room of rooms()) room.tell(live, news);
      cadence.want('lesser');
    },
    pulse(live) {
      for (const room of rooms()) room.refresh(live);
      sendFreshness();
    },
    stop() {
      cadence.stop();
      cancelTick();
    },
  };
}

/** Something is fresh again that screens hold for expired: they would hide its new status until the next pulse. */
function broughtEvidence(live: LiveBoard, before: LiveBoard): boolean {
  const { lastBeats, limits } = live.board;
  const old = before.board.lastBeats;
  if (lastBeats === old) return false;
  return lastBeats.some((at, index) => at !== null && at - (old[index] ?? -Infinity) > (limits[index] ?? 0));
}
