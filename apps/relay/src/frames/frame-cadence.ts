import type { Timers } from './timers.ts';

/** After a frame that somebody waited for, further ones wait this long and share one. */
export const shareMs = 20;
export const frameAtLeastEveryMs = 1000;
export const figuresEveryMs = 2000;
/** Of the tick that looks whether a frame is due; half of it is how exact a second is. */
export const tickMs = 100;

/** When frames leave: the first that somebody waits for at once, the rest soon, and one a second in any case. */
export interface FrameCadence {
  /** Somebody waits for what has just been taken. */
  want(): void;
  tick(): void;
  stop(): void;
}

export interface CadenceOptions {
  readonly send: (options: { readonly figures: boolean }) => void;
  readonly timers: Timers;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
}

export function createFrameCadence({ send, timers, elapsed }: CadenceOptions): FrameCadence {
  let lastFrame = -Infinity;
  let lastWanted = -Infinity;
  let lastFigures = -Infinity;
  let cancel: (() => void) | null = null;
  const sendNow = () => {
    cancel?.();
    cancel = null;
    const now = elapsed();
    const figures = now - lastFigures >= figuresEveryMs - tickMs / 2;
    if (figures) lastFigures = now;
    lastFrame = now;
    send({ figures });
  };
  const sendWanted = () => {
    lastWanted = elapsed();
    sendNow();
  };
  return {
    want() {
      if (cancel) return;
      const wait = shareMs - (elapsed() - lastWanted);
      if (wait <= 0) sendWanted();
      else cancel = timers.after(wait, sendWanted);
    },
    tick() {
      if (elapsed() - lastFrame >= frameAtLeastEveryMs - tickMs / 2) sendNow();
    },
    stop: () => cancel?.(),
  };
}
