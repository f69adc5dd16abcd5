import type { Timers } from '../connection/timers.ts';

const hideCursorAfterMs = 3000;
/** What somebody opened at a wall and left goes away by itself. */
const leaveAfterMs = 60_000;
const lookMs = 1000;

export interface WakeLocks {
  request(): Promise<unknown>;
}

export interface KioskOptions {
  readonly timers: Timers;
  readonly monotonic: () => number;
  /** Absent where the browser has none: then the system's own settings must keep the screen on. */
  readonly wakeLocks: WakeLocks | null;
  readonly page: {
    hideCursor(hidden: boolean): void;
    onTouch(run: () => void): () => void;
    /** The page came to the front: a lock that was lost meanwhile is asked for anew. */
    onFront(run: () => void): () => void;
  };
  /** Closes everything that lies over the wall. */
  readonly leaveAll: () => void;
}

/** A wall that nobody stands before: it stays lit, has no cursor, and nothing stays open on it. */
export function startKiosk({ timers, monotonic, wakeLocks, page, leaveAll }: KioskOptions): { stop(): void } {
  let touchedAt = -Infinity;
  let left = true;
  const stayLit = () => void wakeLocks?.request().catch(() => undefined); // refused in the background: asked again at the front
  const touched = () => {
    touchedAt = monotonic();
    left = false;
    page.hideCursor(false);
  };
  const look = () => {
    const untouched = monotonic() - touchedAt;
    if (untouched >= hideCursorAfterMs) page.hideCursor(true);
    if (left || untouched < leaveAfterMs) return;
    left = true;
    leaveAll();
  };
  stayLit();
  look();
  const endings = [page.onTouch(touched), page.onFront(stayLit), timers.every(lookMs, look)];
  return {
    stop() {
      for (const end of endings) end();
      page.hideCursor(false);
    },
  };
}
